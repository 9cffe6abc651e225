import { afterAll, describe, expect, it } from "vitest";
import { facility, fill, professional, stay } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];

async function counts(medical_claim: Row[], pharmacy_claim: Row[] = []): Promise<Record<string, string>> {
  const plan = await TinyPlan.build({ medical_claim, pharmacy_claim });
  plans.push(plan);
  const rows = await plan.query(
    "select person_id || ' ' || measure, sum(count) from marts.use_month join marts.person using (person_key) group by 1 order by 1",
  );
  return Object.fromEntries(rows.map(([name, count]) => [String(name), String(count)]));
}

const only = (found: Record<string, string>, ...measures: string[]) =>
  Object.fromEntries(Object.entries(found).filter(([name]) => measures.some((each) => name.endsWith(` ${each}`))));

const other = { facility_npi: "2000000002" };
const unknown = { facility_npi: null };
const emergency = { revenue_center_code: "0450", hcpcs_code: "99284" };
const emergencyDoctor = { place_of_service_code: "23", hcpcs_code: "99284" };

afterAll(async () => {
  for (const plan of plans) await plan.close();
});

describe("admissions", () => {
  it("are one stay where claims overlap, go on after an interim bill, or share an end", async () => {
    const found = await counts([
      // Interim bills of one stay: Jan 1-31, Feb 1-10.
      stay("i1", "interim", "2024-01-01", "2024-01-31", { discharge_disposition_code: "30" }),
      stay("i2", "interim", "2024-02-01", "2024-02-10"),
      // Two bills of the same days; and a last day billed apart.
      stay("d1", "double", "2024-01-01", "2024-01-05"),
      stay("d2", "double", "2024-01-03", "2024-01-05"),
      stay("e1", "end", "2024-01-01", "2024-01-05"),
      stay("e2", "end", "2024-01-05", "2024-01-05"),
      // Home and back on the day of discharge: two stays. So are two weeks apart.
      stay("b1", "back", "2024-01-01", "2024-01-05"),
      stay("b2", "back", "2024-01-05", "2024-01-09"),
      stay("a1", "apart", "2024-01-01", "2024-01-05"),
      stay("a2", "apart", "2024-01-19", "2024-01-20"),
    ]);
    expect(only(found, "admissions", "inpatient_days")).toEqual({
      "interim admissions": "1",
      "interim inpatient_days": "40",
      "double admissions": "1",
      "double inpatient_days": "4",
      "end admissions": "1",
      "end inpatient_days": "4",
      "back admissions": "2",
      "back inpatient_days": "8",
      "apart admissions": "2",
      "apart inpatient_days": "5",
    });
  });

  it("join a transfer to another acute hospital, and no other discharge", async () => {
    const found = await counts([
      stay("t1", "transfer", "2024-01-01", "2024-01-03", { discharge_disposition_code: "2" }),
      stay("t2", "transfer", "2024-01-03", "2024-01-08", { ...other, discharge_disposition_code: "65" }),
      stay("t3", "transfer", "2024-01-09", "2024-01-12", { facility_npi: "2000000003" }),
      stay("h1", "home", "2024-01-01", "2024-01-03"),
      stay("h2", "home", "2024-01-03", "2024-01-08", other),
      stay("l1", "late", "2024-01-01", "2024-01-03", { discharge_disposition_code: "02" }),
      stay("l2", "late", "2024-01-06", "2024-01-08", other),
      stay("n1", "nursing", "2024-01-01", "2024-01-03", { discharge_disposition_code: "03" }),
      stay("n2", "nursing", "2024-01-03", "2024-01-20", { ...other, bill_type_code: "211", drg_code: null }),
    ]);
    expect(only(found, "admissions", "inpatient_days")).toEqual({
      "transfer admissions": "1",
      "transfer inpatient_days": "11",
      "home admissions": "2",
      "home inpatient_days": "7",
      "late admissions": "2",
      "late inpatient_days": "4",
      "nursing admissions": "1",
      "nursing inpatient_days": "2",
    });
  });

  it("do not (a peer's defect 9) swallow another hospital's stay that lies between two of one hospital, and let an unknown hospital be any", async () => {
    const found = await counts([
      stay("x1", "between", "2024-01-01", "2024-01-10", { discharge_disposition_code: "30" }),
      stay("x2", "between", "2024-01-08", "2024-01-09", other),
      stay("x3", "between", "2024-01-11", "2024-01-15"),
      stay("u1", "unknown", "2024-01-01", "2024-01-05", unknown),
      stay("u2", "unknown", "2024-01-03", "2024-01-07"),
      stay("v1", "nobody", "2024-01-01", "2024-01-05", unknown),
      stay("v2", "nobody", "2024-01-04", "2024-01-07", unknown),
    ]);
    expect(only(found, "admissions", "inpatient_days")).toEqual({
      "between admissions": "2",
      "between inpatient_days": "15",
      "unknown admissions": "1",
      "unknown inpatient_days": "6",
      "nobody admissions": "1",
      "nobody inpatient_days": "6",
    });
  });

  it("last a day at least, and take the claim's end where no discharge is given", async () => {
    const found = await counts([
      stay("s1", "same", "2024-01-01", "2024-01-01"),
      stay("o1", "open", "2024-01-01", null, { claim_end_date: "2024-01-04" }),
      stay("m1", "missing", "2024-01-01", null, { claim_end_date: null }),
    ]);
    expect(only(found, "inpatient_days")).toEqual({
      "same inpatient_days": "1",
      "open inpatient_days": "3",
      "missing inpatient_days": "1",
    });
  });

  it("keep newborns apart, and leave out rehabilitation, hospice and reversed claims", async () => {
    const found = await counts([
      stay("m", "mother", "2024-01-01", "2024-01-03", { drg_code: "807" }),
      stay("n", "mother", "2024-01-01", "2024-01-03", { drg_code: "795" }),
      stay("p", "baby", "2024-01-01", "2024-01-21", { drg_code: "790" }),
      stay("r", "rehab", "2024-01-01", "2024-01-15", { drg_code: "945" }),
      stay("h", "hospice", "2024-01-01", "2024-01-15", { drg_code: null, bill_type_code: "821" }),
      stay("y", "mind", "2024-01-01", "2024-01-15", { drg_code: "885" }),
      stay("v", "void", "2024-01-01", "2024-01-04"),
      stay("w", "void", "2024-01-01", "2024-01-04", {
        original_claim_id: "v",
        paid_amount: "-800.00",
        allowed_amount: "-1000.00",
        charge_amount: "-3000.00",
      }),
    ]);
    expect(only(found, "admissions", "newborn_admissions", "newborn_days")).toEqual({
      "mother admissions": "1",
      "mother newborn_admissions": "1",
      "mother newborn_days": "2",
      "baby newborn_admissions": "1",
      "baby newborn_days": "20",
      "mind admissions": "1",
    });
  });
});

describe("emergency visits", () => {
  it("are one a person where claims overlap or follow on the next day", async () => {
    const found = await counts([
      facility("f1", "one", "2024-01-05", "2024-01-05", emergency),
      professional("p1", "one", "2024-01-05", emergencyDoctor),
      professional("p2", "one", "2024-01-06", { place_of_service_code: "23", hcpcs_code: "71046" }),
      facility("f2", "one", "2024-01-08", "2024-01-08", emergency),
      professional("p3", "doctor", "2024-01-05", emergencyDoctor),
      facility("f3", "urgent", "2024-01-05", "2024-01-05", { revenue_center_code: "0456" }),
    ]);
    expect(only(found, "emergency_visits", "emergency_visits_all", "urgent_care_visits")).toEqual({
      "one emergency_visits": "2",
      "one emergency_visits_all": "2",
      "doctor emergency_visits": "1",
      "doctor emergency_visits_all": "1",
      "urgent urgent_care_visits": "1",
    });
  });

  it("that end in an admission are counted among all of them only", async () => {
    const found = await counts([
      // The hospital bills the emergency room with the stay; the doctor's bill is dated the evening before.
      stay("s1", "rolled", "2024-01-06", "2024-01-09"),
      stay("s1", "rolled", "2024-01-06", "2024-01-09", { claim_line_number: 2, revenue_center_code: "0450" }),
      professional("p1", "rolled", "2024-01-05", emergencyDoctor),
      // Only the doctor's bill shows the emergency room.
      stay("s2", "evening", "2024-01-06", "2024-01-09"),
      professional("p2", "evening", "2024-01-05", emergencyDoctor),
      // Sent on from another hospital's emergency room the same day.
      facility("f3", "sent", "2024-01-06", "2024-01-06", { ...emergency, ...other }),
      stay("s3", "sent", "2024-01-06", "2024-01-09"),
      // Went home, and was admitted the next day; and came back on the day of discharge.
      facility("f4", "home", "2024-01-05", "2024-01-05", emergency),
      stay("s4", "home", "2024-01-06", "2024-01-09"),
      stay("s5", "again", "2024-01-06", "2024-01-09"),
      facility("f5", "again", "2024-01-09", "2024-01-09", emergency),
    ]);
    expect(only(found, "emergency_visits", "emergency_visits_all")).toEqual({
      "rolled emergency_visits_all": "1",
      "evening emergency_visits_all": "1",
      "sent emergency_visits_all": "1",
      "home emergency_visits": "1",
      "home emergency_visits_all": "1",
      "again emergency_visits": "1",
      "again emergency_visits_all": "1",
    });
  });
});

describe("visits and prescriptions", () => {
  it("count an office visit once a person, provider and day", async () => {
    const visit = { hcpcs_code: "99213" };
    const found = await counts([
      professional("1", "a", "2024-01-05", visit),
      professional("1", "a", "2024-01-05", { ...visit, claim_line_number: 2, hcpcs_code: "99395" }),
      professional("2", "a", "2024-01-05", visit),
      professional("3", "a", "2024-01-05", { ...visit, rendering_npi: "1000000002" }),
      professional("4", "a", "2024-01-06", visit),
      professional("5", "a", "2024-01-07", { hcpcs_code: "80053" }),
      professional("6", "a", "2024-01-08", { ...visit, rendering_npi: null, billing_npi: "1000000003" }),
      professional("7", "a", "2024-01-09", { ...visit, place_of_service_code: "10" }),
      professional("8", "b", "2024-01-09", visit),
      professional("8", "b", "2024-01-09", {
        ...visit,
        paid_amount: "-80.00",
        allowed_amount: "-100.00",
        charge_amount: "-150.00",
      }),
    ]);
    expect(only(found, "office_visits", "telehealth_visits")).toEqual({
      "a office_visits": "4",
      "a telehealth_visits": "1",
    });
  });

  it("count fills net of reversals, however a reversal is written", async () => {
    const found = await counts(
      [],
      [
        fill("1", "a", "2024-01-05"),
        fill("2", "a", "2024-01-06"),
        fill("2", "a", "2024-01-06", { paid_amount: "-40.00", allowed_amount: "-50.00", copayment_amount: "-10.00" }),
        fill("3", "b", "2024-01-05", { paid_amount: "0.00" }),
        fill("3", "b", "2024-01-05", { paid_amount: "0.00", quantity: "-30" }),
        fill("4", "c", "2024-01-05"),
        fill("4", "c", "2024-01-05", { line_type: "reversal", paid_amount: "0.00", allowed_amount: "0.00" }),
        // The copay is more than the price: the plan takes money back on a true fill.
        fill("5", "d", "2024-01-05", { paid_amount: "-2.00", allowed_amount: "8.00" }),
        fill("6", "e", "2024-01-05", { claim_status: "rejected" }),
      ],
    );
    expect(found).toEqual({ "a scripts": "1", "d scripts": "1" });
  });
});
