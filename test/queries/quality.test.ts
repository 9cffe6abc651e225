import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, professional, span, stay } from "./rows.ts";
import { type Row, rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const away = { facility_npi: "2000000002" };
const emergency = (claim: string, person: string, day: string, code: string | null, paid = "100.00") =>
  facility(claim, person, day, day, {
    revenue_center_code: "0450",
    hcpcs_code: "99283",
    diagnosis_code_1: code,
    paid_amount: paid,
  });
const screening = (claim: string, person: string, day: string, code: string, over: Row = {}) =>
  professional(claim, person, day, { hcpcs_code: code, ...over });

const weights = `icd10,edcnnpa,edcnpa,epct,noner,injury,psych,alcohol,drug
J069,0,0,0.6,0.4,0,0,0,0
R079,0.3333333333,0.3333333333,0.3333333333,0,0,0,0,0
S934,0,0,0,0,1,0,0,0
F10129,0,0,0,0,0,0,1,0
N200,0.25,0,0.25,0,0,0,0,0
`;

const stayPeople = ["a", "b", "gold", "gone", "ama", "moved", "left", "elective", "birth", "far", "same", "chain"];

describe("quality", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build(
      {
        eligibility: [
          ...stayPeople.filter((person) => person !== "left").map((person) => span(person, "2023-01-01", null)),
          span("left", "2023-01-01", "2024-02-10"),
          span("e1", "2023-01-01", null),
          span("e2", "2023-01-01", null),
          span("w45", "2022-01-01", null, { birth_date: "1979-06-15" }),
          span("w45b", "2022-01-01", null, { birth_date: "1979-06-15" }),
          span("m50", "2022-01-01", null, { birth_date: "1974-06-15", gender: "male" }),
          span("w30", "2022-01-01", null, { birth_date: "1994-06-15" }),
          span("kid", "2022-01-01", null, { birth_date: "2016-06-15", gender: "male", subscriber_relation: "child" }),
          span("new", "2024-06-01", null, { birth_date: "1979-06-15" }),
          span("sugar", "2022-01-01", null, { birth_date: "1960-06-15", gender: "male" }),
        ],
        medical_claim: [
          // Back after 9 days; the second stay tells too, and nobody is back after it.
          stay("1", "a", "2024-02-01", "2024-02-04"),
          stay("2", "a", "2024-02-13", "2024-02-15", { paid_amount: "900.00" }),
          // Back after 31 days is no readmission, and long before the data ends. Dates the other way round would count it.
          stay("3", "b", "2024-02-01", "2024-02-04"),
          stay("4", "b", "2024-03-06", "2024-03-08"),
          stay("5", "gone", "2024-02-01", "2024-02-04", { discharge_disposition_code: "20" }),
          stay("6", "ama", "2024-02-01", "2024-02-04", { discharge_disposition_code: "07" }),
          stay("7", "ama", "2024-02-06", "2024-02-08"),
          // In another hospital the next day without a word of it: a transfer.
          stay("8", "moved", "2024-02-01", "2024-02-04"),
          stay("9", "moved", "2024-02-05", "2024-02-09", away),
          stay("10", "left", "2024-02-01", "2024-02-04"),
          stay("11", "elective", "2024-02-01", "2024-02-04"),
          stay("12", "elective", "2024-02-14", "2024-02-16", { admit_type_code: "3" }),
          stay("13", "birth", "2024-02-01", "2024-02-03", { drg_code: "807" }),
          stay("14", "birth", "2024-02-07", "2024-02-09"),
          // Home and back on the same day.
          stay("15", "same", "2024-02-01", "2024-02-04"),
          stay("16", "same", "2024-02-04", "2024-02-06"),
          // Each stay of a chain can be followed by one.
          stay("17", "chain", "2024-02-01", "2024-02-04"),
          stay("18", "chain", "2024-02-10", "2024-02-12"),
          stay("19", "chain", "2024-02-20", "2024-02-22"),
          stay("20", "far", "2024-12-10", "2024-12-15"),

          emergency("30", "e1", "2024-03-01", "J069"),
          emergency("31", "e1", "2024-04-01", "R079", "100.01"),
          emergency("32", "e2", "2024-05-01", "S934"),
          emergency("33", "e2", "2024-06-01", "F10129"),
          emergency("34", "e2", "2024-07-01", "Z9999"),
          emergency("35", "e2", "2024-08-01", null),
          emergency("36", "e2", "2024-09-01", "N200"),

          screening("40", "w45", "2023-03-01", "77067"),
          screening("41", "w45b", "2022-11-30", "77067"),
          screening("42", "m50", "2022-06-01", "45378"),
          screening("43", "w30", "2022-01-15", "88175"),
          screening("44", "w45", "2022-02-01", "87624"),
          screening("45", "kid", "2024-05-01", "99393"),
          screening("46", "sugar", "2024-02-01", "99213", { diagnosis_code_1: "E119" }),
          screening("47", "sugar", "2024-03-01", "99213", { diagnosis_code_1: "E119" }),
          screening("48", "sugar", "2024-05-01", "83036"),
          screening("49", "w45", "2024-12-31", "99213"),
        ],
      },
      { codeSets: { "weights.csv": weights } },
    );
  });

  afterAll(() => plan.close());

  it("readmissions: who can tell, and who was back within 30 days", async () => {
    const rows = await plan.query(
      `select person_id, discharge_date, coalesce(left_out, ''), is_readmitted, is_planned_return, days_to_next
       from marts.readmission join marts.person using (person_key) order by 1, 2`,
    );
    expect(rows).toEqual([
      ["a", "2024-02-04", "", "true", "false", "9"],
      ["a", "2024-02-15", "", "false", "false", null],
      ["ama", "2024-02-04", "left against advice", "false", "false", null],
      ["ama", "2024-02-08", "", "false", "false", null],
      ["b", "2024-02-04", "", "false", "false", null],
      ["b", "2024-03-08", "", "false", "false", null],
      ["birth", "2024-02-03", "maternity", "false", "false", null],
      ["birth", "2024-02-09", "", "false", "false", null],
      ["chain", "2024-02-04", "", "true", "false", "6"],
      ["chain", "2024-02-12", "", "true", "false", "8"],
      ["chain", "2024-02-22", "", "false", "false", null],
      ["elective", "2024-02-04", "", "false", "true", "10"],
      ["elective", "2024-02-16", "", "false", "false", null],
      ["far", "2024-12-15", "too late to tell", "false", "false", null],
      ["gone", "2024-02-04", "died", "false", "false", null],
      ["left", "2024-02-04", "not covered for 30 days", "false", "false", null],
      ["moved", "2024-02-04", "transferred", "false", "false", null],
      ["moved", "2024-02-09", "", "false", "false", null],
      ["same", "2024-02-04", "", "true", "false", "0"],
      ["same", "2024-02-06", "", "false", "false", null],
    ]);
    const report = await plan.report("readmissions", { period: "2024" });
    const total = totalsOf(report);
    expect(total).toMatchObject({
      admissions: 20,
      index_stays: 14,
      readmissions: 4,
      rate: "0.2857",
      planned_returns: 1,
    });
    const { died, against_advice, transferred, still_patient, maternity, not_covered, too_late } = total;
    const left = [died, against_advice, transferred, still_patient, maternity, not_covered, too_late].map(Number);
    expect(left.reduce((sum, each) => sum + each, 14)).toBe(20);
    // 900.00 and three stays of 800.00.
    expect(total.paid).toBe("3300.00");
  });

  it("emergency visits: the weights of each are added, never the largest, and sum to the visits", async () => {
    const report = await plan.report("emergency-avoidability", { period: "2024" });
    const visits = Object.fromEntries(rowsOf(report).map((row) => [row.class, row.visits]));
    expect(visits).toEqual({
      "Not an emergency": "0.4",
      // 0.6 of a cold, a third of a chest pain and a quarter of a stone.
      "Emergency that primary care could treat": "1.2",
      "Emergency that timely care could have prevented": "0.3",
      "Emergency that nothing could have prevented": "0.6",
      Injury: "1.0",
      Alcohol: "1.0",
      // One code that the file lacks, one visit without a code, and the half of the stone that has no weight.
      "Not classified": "2.5",
    });
    const [sums] = await plan.query(
      "select min(whole), max(whole) from (select sum(weight) as whole from marts.emergency_weight where diagnosis_code <> 'N200' group by diagnosis_code)",
    );
    expect(sums?.map(Number)).toEqual([1, 1]);
    const total = totalsOf(report);
    expect(total).toMatchObject({ visits: "7.0", paid: "700.01", visits_not_classified: 2, visits_without_weights: 0 });
    const cents = rowsOf(report).reduce((sum, row) => sum + Math.round(Number(row.paid) * 100), 0);
    expect(cents).toBe(70001);
    const narrow = await plan.report("emergency-avoidability", { period: "2024" }, "sponsor-summary");
    expect(JSON.stringify(narrow.rows)).not.toContain("Alcohol");
  });

  it("preventive care: for whom, how long it lasts, and who has none", async () => {
    const report = await plan.report("preventive", { period: "2024" });
    const of = (measure: string) => {
      const { eligible, had_it, gaps } = rowOf(report, measure);
      return [eligible, had_it, gaps];
    };
    // Of the women of 40 to 74 in December 2024 these are w45, w45b and those of 44 who were in the hospital or at the
    // emergency department; "new" is not covered for a year, and a mammogram of November 2022 has lasted its time.
    const women = stayPeople.length - 1 + 2 + 2;
    expect(of("breast-cancer-screening")).toEqual([women, 1, women - 1]);
    expect(of("colorectal-cancer-screening")).toEqual([4, 1, 3]);
    // A smear of January 2022 counts through December 2024; a test for HPV from 30 on for five years.
    expect(of("cervical-cancer-screening")).toEqual([women + 1, 2, women - 1]);
    expect(of("well-child")).toEqual([1, 1, 0]);
    expect(of("diabetes-blood-sugar")).toEqual([1, 1, 0]);
    expect(of("diabetes-eye")).toEqual([1, 0, 1]);
    const gaps = await plan.report("preventive-gaps", { period: "2024", measure: "colorectal-cancer-screening" });
    expect(rowsOf(gaps).map((row) => row.person_id)).toEqual(["sugar", "w45", "w45b"]);
    expect(totalsOf(gaps)).toMatchObject({ gaps: 3, members: 3, unlisted: 0 });
    await expect(plan.report("preventive-gaps", { period: "2024" }, "sponsor-summary")).rejects.toThrow(
      "There is no report",
    );
  });
});

describe("the published example of readmissions", () => {
  it("has 3 admissions, 2 that can tell and 1 readmission", async () => {
    const plan = await TinyPlan.build({
      eligibility: [span("p", "2023-01-01", null)],
      medical_claim: [
        stay("1", "p", "2024-01-01", "2024-01-05"),
        stay("2", "p", "2024-01-20", "2024-01-25"),
        stay("3", "p", "2024-06-01", "2024-06-05", { discharge_disposition_code: "20" }),
        professional("4", "p", "2024-12-01", { hcpcs_code: "99213" }),
      ],
    });
    try {
      const { admissions, index_stays, readmissions, rate } = totalsOf(
        await plan.report("readmissions", { period: "2024" }),
      );
      expect([admissions, index_stays, readmissions, rate]).toEqual([3, 2, 1, "0.5000"]);
      const visits = await plan.report("emergency-avoidability", { period: "2024" });
      expect(visits.rows).toEqual([]);
    } finally {
      await plan.close();
    }
  });
});
