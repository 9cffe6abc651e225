import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const surgicalCodes = ["10060", "19303", "27447", "33533", "43239", "58571", "66984", "69436"];

/** The defects of another product's code, by the numbers under which we keep them: each has a case that it fails. */
describe("a known defect of a peer is not ours", () => {
  let plan: TinyPlan;
  const cells = (sql: string) => plan.query(sql);
  const service = async (claim: string) =>
    (await cells(`select distinct service from core.medical_claim where claim_id = '${claim}' order by 1`)).flat();

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [
        span("amy", "2024-01-01", "2024-01-31"),
        span("ben", "2024-01-01", null),
        span("cat", "2024-01-01", null),
        span("dan", "2024-01-01", null),
      ],
      medical_claim: [
        professional("office surgery", "ben", "2024-01-10", { hcpcs_code: "17110" }),
        ...surgicalCodes.map((code, i) =>
          facility(`surgery ${code}`, "cat", `2024-02-0${i + 1}`, `2024-02-0${i + 1}`, {
            hcpcs_code: code,
            revenue_center_code: "0510",
          }),
        ),
        professional("addiction 57", "dan", "2024-01-11", { place_of_service_code: "57", hcpcs_code: "H0020" }),
        facility("addiction 0906", "dan", "2024-01-12", "2024-01-12", { revenue_center_code: "0906" }),
        stay("addiction stay", "dan", "2024-01-15", "2024-01-20", { drg_code: "897" }),
        // Two sources use the same number of a claim.
        facility("7", "ben", "2024-02-10", "2024-02-10", {
          data_source: "A",
          bill_type_code: "721",
          revenue_center_code: "0821",
        }),
        facility("7", "cat", "2024-02-20", "2024-02-20", { data_source: "B", revenue_center_code: "0762" }),
        // Never enrolled.
        professional("orphan", "eve", "2024-01-10", { hcpcs_code: "99213" }),
        // Begun while enrolled, with a line of the month after.
        facility("over the month", "amy", "2024-01-30", "2024-02-02", {
          claim_line_start_date: "2024-02-01",
          revenue_center_code: "0420",
        }),
        // Home, and back after forty-five days; and after ten.
        stay("late 1", "cat", "2024-03-01", "2024-03-04"),
        stay("late 2", "cat", "2024-04-18", "2024-04-20"),
        stay("soon 1", "ben", "2024-03-01", "2024-03-04"),
        stay("soon 2", "ben", "2024-03-14", "2024-03-16"),
        professional("last", "ben", "2024-06-30", { hcpcs_code: "99213" }),
      ],
      pharmacy_claim: [fill("late paid", "amy", "2024-01-31", { paid_date: "2024-02-05" })],
    });
  });

  afterAll(() => plan.close());

  it("1: a code of a procedure is read as a number, so surgery in an office is found", async () => {
    expect(await service("office surgery")).toEqual(["Office surgery"]);
  });

  it("2: ranges are not compared as words, so every part of surgery is outpatient surgery", async () => {
    const found = await Promise.all(surgicalCodes.map((code) => service(`surgery ${code}`)));
    expect(found.flat()).toEqual(surgicalCodes.map(() => "Hospital outpatient surgery"));
  });

  it("3: substance use is found by codes, inpatient and outpatient, and never by the words of a description", async () => {
    expect(await service("addiction 57")).toEqual(["Outpatient substance use"]);
    expect(await service("addiction 0906")).toEqual(["Outpatient substance use"]);
    expect(await service("addiction stay")).toEqual(["Inpatient substance use"]);
  });

  it("4: claims of two sources with one number stay two", async () => {
    expect(await cells("select person_id, service from core.medical_claim where claim_id = '7' order by 1")).toEqual([
      ["ben", "Dialysis"],
      ["cat", "Observation"],
    ]);
  });

  it("5: the finer parts add up to the total, substance use among them", async () => {
    for (const id of ["cost-by-category", "cost-by-service"]) {
      const report = await plan.report(id, { period: "2024" });
      const sum = rowsOf(report).reduce((total, { paid }) => total + Number(paid), 0);
      expect([id, sum.toFixed(2)]).toEqual([id, totalsOf(report).paid]);
    }
    expect(rowOf(await plan.report("cost-by-service", { period: "2024" }), "Inpatient substance use").paid).toBe(
      "800.00",
    );
  });

  it("6: spend without a member month is a row and not lost", async () => {
    const report = await plan.report("cost-by-category", { period: "2024" });
    expect(rowOf(report, "No enrollment found")).toMatchObject({ paid: "80.00", lines: 1 });
    expect(totalsOf(report).paid).toBe(
      (
        await cells(
          "select sum(paid_amount) from (from core.medical_claim_version select paid_amount where is_paid union all from core.pharmacy_claim_version select paid_amount where is_paid)",
        )
      )[0]?.[0],
    );
  });

  it("7: one date says both whether a claim finds enrollment and which month it is in", async () => {
    expect(
      await cells(
        `select benefit, cast(incurred_month as varchar), enrolled from marts.line join marts.person using (person_key)
        where person_id = 'amy' order by 1`,
      ),
    ).toEqual([
      ["medical", "2024-01-01", "true"],
      ["pharmacy", "2024-01-01", "true"],
    ]);
  });

  it("8: a span without an end runs on", async () => {
    expect(
      await cells(
        "select person_id, sum(member_months) from marts.member_month join marts.person using (person_key) where benefit = 'medical' and person_id in ('amy', 'ben') group by 1 order by 1",
      ),
    ).toEqual([
      ["amy", "1.000000"],
      ["ben", "6.000000"],
    ]);
  });

  it("10: an admission forty-five days later is no readmission within thirty, one of ten days is", async () => {
    expect(totalsOf(await plan.report("readmissions", { period: "2024" }))).toMatchObject({
      readmissions: 1,
      days_to_readmission: "10.0",
    });
    expect(await cells("select count(*) from marts.encounter where days < 1")).toEqual([["0"]]);
  });

  it("11: no two stays or visits have one number, whoever they are of", async () => {
    expect(await cells("select count(*) - count(distinct encounter_key), count(*) from marts.encounter")).toEqual([
      ["0", "6"],
    ]);
  });
});
