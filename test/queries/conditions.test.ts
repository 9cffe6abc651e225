import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shared } from "../../server/load/testing.ts";
import { productPaths } from "../../server/root.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { type Row, rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const visit = (claim: string, person: string, day: string, code: string, over: Row = {}) =>
  professional(claim, person, day, { hcpcs_code: "99213", diagnosis_code_1: code, ...over });

/** Each person tries one rule; diabetes looks back 24 months, asthma 12, and a stroke needs one day. */
const people = [
  "once", "twice", "same-day", "late", "stay", "test", "second", "dotted", "gap", "both", "well", "stroke", "reversed",
] as const; // biome-ignore format: a list of names

describe("conditions", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [
        ...people.map((person) => span(person, "2021-01-01", "2024-12-31")),
        span("joined", "2024-03-01", "2024-12-31"),
      ],
      medical_claim: [
        visit("1", "once", "2024-02-10", "E119"),
        visit("2", "twice", "2024-02-10", "E119"),
        visit("3", "twice", "2024-02-11", "E1165"),
        visit("4", "same-day", "2024-02-10", "E119"),
        visit("5", "same-day", "2024-02-10", "E119", { rendering_npi: "1000000002" }),
        // The second day comes after the look-back of the first has run out.
        visit("6", "late", "2022-01-15", "E119"),
        visit("7", "late", "2024-01-15", "E119"),
        stay("8", "stay", "2024-03-01", "2024-03-04", {
          drg_code: "291",
          diagnosis_code_1: "I509",
          diagnosis_code_2: "E119",
        }),
        // A laboratory says what was looked for.
        professional("9", "test", "2024-02-10", {
          hcpcs_code: "83036",
          diagnosis_code_1: "E119",
          place_of_service_code: "81",
        }),
        professional("10", "test", "2024-03-10", {
          hcpcs_code: "83036",
          diagnosis_code_1: "E119",
          place_of_service_code: "81",
        }),
        visit("11", "second", "2024-02-10", "Z0000", { diagnosis_code_2: "E119" }),
        visit("12", "second", "2024-04-10", "J069", { diagnosis_code_2: "E119" }),
        visit("13", "dotted", "2024-02-10", "e11.9"),
        visit("14", "dotted", "2024-04-10", "E11.65"),
        // Asthma holds in two stretches with a hole between them.
        visit("15", "gap", "2021-01-10", "J45909"),
        visit("16", "gap", "2021-02-10", "J45909"),
        visit("17", "gap", "2024-01-10", "J45909"),
        visit("18", "gap", "2024-02-10", "J45909"),
        visit("19", "both", "2024-02-10", "E119", { diagnosis_code_2: "I10", paid_amount: "400.00" }),
        visit("20", "both", "2024-02-20", "E119", { diagnosis_code_2: "I10" }),
        visit("21", "both", "2024-03-20", "F1020"),
        visit("22", "both", "2024-04-20", "F1020"),
        visit("23", "well", "2024-02-10", "J069"),
        facility("24", "stroke", "2024-02-10", "2024-02-10", { revenue_center_code: "0450", diagnosis_code_1: "I639" }),
        visit("25", "reversed", "2024-02-10", "E119"),
        visit("26", "reversed", "2024-03-10", "E119"),
        visit("26", "reversed", "2024-03-10", "E119", {
          paid_amount: "-80.00",
          allowed_amount: "-100.00",
          charge_amount: "-150.00",
        }),
        visit("27", "joined", "2024-04-10", "E119"),
        visit("28", "joined", "2024-05-10", "E119"),
        visit("29", "nobody", "2024-02-10", "E119", { paid_amount: "70.00" }),
        visit("30", "nobody", "2024-03-10", "E119", { paid_amount: "30.00" }),
      ],
      pharmacy_claim: [fill("31", "both", "2024-05-05")],
    });
  });

  afterAll(() => plan.close());

  it("hold after one stay or two other days in the look-back, whatever the place of the diagnosis", async () => {
    const rows = await plan.query(
      `select person_id, first_month, last_month, first_date from marts.member_condition
       join marts.person using (person_key) where condition = 'diabetes' and person_id <> 'nobody' order by 1, 2`,
    );
    expect(rows).toEqual([
      ["both", "2024-02-01", "2026-01-01", "2024-02-10"],
      ["dotted", "2024-04-01", "2026-01-01", "2024-02-10"],
      ["joined", "2024-05-01", "2026-03-01", "2024-04-10"],
      ["second", "2024-04-01", "2026-01-01", "2024-02-10"],
      ["stay", "2024-03-01", "2026-02-01", "2024-03-01"],
      ["twice", "2024-02-01", "2026-01-01", "2024-02-10"],
    ]);
  });

  it("run out with the look-back and begin again; a stroke needs one day", async () => {
    const rows = await plan.query(
      `select person_id, first_month, last_month, first_found_month, was_observed from marts.member_condition
       join marts.person using (person_key) where condition in ('asthma', 'stroke') order by 1, 2`,
    );
    expect(rows).toEqual([
      ["gap", "2021-02-01", "2021-12-01", "2021-02-01", "false"],
      ["gap", "2024-02-01", "2024-12-01", "2021-02-01", "false"],
      ["stroke", "2024-02-01", "2025-01-01", "2024-02-01", "true"],
    ]);
  });

  it("are counted with all cost of their members; the total counts each member once", async () => {
    const report = await plan.report("conditions", { period: "2024" });
    expect(rowOf(report, "Diabetes")).toMatchObject({
      members: 6,
      // Of 14 members 6, of the 13 covered for 24 months 5; new are those covered for a year before.
      per_1000: "428.6",
      per_1000_observed: "384.6",
      new_members: 5,
      // Visits of 80.00, the stay of 800.00, and of "both" a visit of 400.00 and a fill of 40.00 as well.
      paid: "2120.00",
    });
    expect(rowOf(report, "Heart failure")).toMatchObject({ members: 1, paid: "800.00" });
    expect(rowOf(report, "Alcohol use disorder")).toMatchObject({ members: 1 });
    expect(totalsOf(report)).toMatchObject({ members: 8 });
  });

  it("by number foot to all members and all spend, with what has no enrollment", async () => {
    const report = await plan.report("cost-by-condition-count", { period: "2024" });
    const rows = rowsOf(report);
    expect(rows.map((row) => [row.conditions, row.members])).toEqual([
      ["None", 6],
      ["1", 6],
      ["2", 1],
      ["3 or more", 1],
      ["No enrollment found", 0],
    ]);
    const cents = (cell: unknown) => Math.round(Number(cell) * 100);
    const total = totalsOf(report);
    for (const column of ["members", "member_months", "paid", "allowed"]) {
      expect(rows.reduce((sum, row) => sum + cents(row[column]), 0)).toBe(cents(total[column]));
    }
    expect(rowOf(report, "No enrollment found")).toMatchObject({ paid: "100.00", paid_pmpy: null });
    const summary = await plan.report("cost-by-category", { period: "2024" });
    expect(total.paid).toBe(totalsOf(summary).paid);
  });

  it("roll mental health and substance use up for all but plan administration, by filter too", async () => {
    const report = await plan.report("conditions", { period: "2024" }, "sponsor-summary");
    const names = rowsOf(report).map((row) => row.condition);
    expect(names).toContain("Behavioral health");
    expect(names).not.toContain("Alcohol use disorder");
    const asked = await plan.report("conditions", { period: "2024", condition: "alcohol-use" }, "sponsor-summary");
    expect(asked.rows).toEqual([]);
    const pairs = await plan.report("comorbidity", { period: "2024" }, "sponsor-summary");
    expect(JSON.stringify(pairs.rows)).not.toContain("Alcohol");
  });

  it("come together in pairs, each once, the more frequent first", async () => {
    const report = await plan.report("comorbidity", { period: "2024" });
    const pairs = rowsOf(report).map((row) => [
      row.condition,
      row.other_condition,
      row.members,
      row.share,
      row.share_of_other,
    ]);
    expect(pairs).toEqual([
      ["Diabetes", "High blood pressure", 1, "0.1667", "1.0000"],
      ["Diabetes", "Heart failure", 1, "0.1667", "1.0000"],
      ["Diabetes", "Alcohol use disorder", 1, "0.1667", "1.0000"],
      ["High blood pressure", "Alcohol use disorder", 1, "1.0000", "1.0000"],
    ]);
  });

  it("diagnosis groups foot to medical spend and say what is not mapped", async () => {
    const report = await plan.report("diagnosis-groups", { period: "2024" });
    const cents = (cell: unknown) => Math.round(Number(cell) * 100);
    expect(rowsOf(report).reduce((sum, row) => sum + cents(row.paid), 0)).toBe(cents(totalsOf(report).paid));
    const medical = await plan.report("cost-by-category", { period: "2024", benefit: "medical" });
    expect(totalsOf(report).paid).toBe(totalsOf(medical).paid);
    expect(rowOf(report, "No enrollment found").paid).toBe("100.00");
    expect(rowOf(report, "Lungs and airways").claimants).toBe(3);
    // Two codes of a group on one member count that member once.
    expect(rowOf(report, "Hormones, nutrition and metabolism").claimants).toBe(9);
    const codes = await plan.report("diagnosis-codes", {
      period: "2024",
      diagnosis: "Hormones\\, nutrition and metabolism",
    });
    expect(totalsOf(codes)).toMatchObject({
      claimants: 9,
      paid: rowOf(report, "Hormones, nutrition and metabolism").paid,
    });
    const lines = await plan.report("claim-lines", { period: "2024", diagnosis: "E1165" });
    expect(totalsOf(lines).paid).toBe(rowOf(codes, "E1165").paid);
  });
});

describe("the list of conditions", () => {
  const codes = join(shared, "reference", "codes");

  it("names codes that lie in order, each condition with a rule and a source", async () => {
    const engine = await openEngine(":memory:");
    try {
      const wrong = await withConnection(engine, async (connection) => {
        const csv = (name: string) =>
          `read_csv('${join(productPaths.reference, name)}.csv', all_varchar = true, header = true)`;
        const rows = await connection.runAndReadAll(
          `select condition from ${csv("chronic_condition_code")} where code_from > code_to or source is null or year is null
           union all from (select condition from ${csv("chronic_condition_code")} except select condition from ${csv("chronic_condition")})
           union all from (select condition from ${csv("chronic_condition")} except select condition from ${csv("chronic_condition_code")})
           union all select condition from ${csv("chronic_condition")} where look_back_months not in ('12', '24', '36') or source is null
           union all select measure from ${csv("preventive_code")} where code_from > code_to
             or regexp_replace(code_from, '[0-9]', '9', 'g') <> regexp_replace(code_to, '[0-9]', '9', 'g')`,
        );
        return rows.getRowsJson();
      });
      expect(wrong).toEqual([]);
    } finally {
      engine.closeSync();
    }
  });

  /** Where ours take in less than four fifths of CMS's codes (those that ICD-10-CM still has), and what is left out. */
  const stated = {
    "alcohol-use": "damage by alcohol, poisoning and counselling: the disorder alone is here",
    anxiety: "symptoms, mixed and other neuroses",
    "chronic-kidney-disease": "the many diseases that lead there: its stages are here",
    "colorectal-cancer": "growths in situ and histories",
    dementia: "delirium and the like; CMS has Alzheimer's disease on a list of its own",
    hiv: "an inconclusive test and HIV-2 as a cause",
    hypertension: "its damage to eye and brain coded alone",
    "lung-cancer": "growths in situ and histories",
    migraine: "other chronic headaches",
    "multiple-sclerosis": "other diseases of the sheaths of nerves",
    "opioid-use": "poisoning by opioids",
    osteoarthritis: "CMS counts rheumatoid arthritis and the spine with it",
    "other-substance-use": "poisoning, newborns and opioids, which are apart",
    "peripheral-vascular-disease": "hardening of other arteries and what other diseases bring",
    "prostate-cancer": "growths in situ and histories",
    "rheumatoid-arthritis": "CMS counts osteoarthritis and the spine with it",
    schizophrenia: "psychosis by another illness, in depression, and personality",
    "viral-hepatitis": "acute hepatitis: the chronic alone is here",
  };

  it.runIf(existsSync(codes))("takes in CMS's codes but for the differences that are stated", async () => {
    const engine = await openEngine(":memory:");
    try {
      const rows = await withConnection(engine, async (connection) => {
        const csv = (name: string) =>
          `read_csv('${join(productPaths.reference, name)}.csv', all_varchar = true, header = true)`;
        const found = await connection.runAndReadAll(
          `with icd as (select icd_10_cm as code from '${join(codes, "icd_10_cm.parquet")}'),
           ours as (
             select distinct condition, code from ${csv("chronic_condition_code")} as r
             join icd on icd.code between r.code_from and r.code_to || '~'
           ),
           theirs as (
             select distinct own.condition, cms.code
             from ${csv("chronic_condition")} as own
             join read_csv('${join(codes, "cms_chronic_conditions_hierarchy.csv")}', all_varchar = true, header = true) as cms
               on cms.condition = own.stands_for and cms.code_system = 'ICD-10-CM' and cms.inclusion_type = 'Include'
             semi join icd on icd.code = cms.code
           )
           select condition, count(theirs.code) as cms, count(ours.code) filter (where theirs.code is not null) as both
           from theirs left join ours using (condition, code) group by 1 order by 1`,
        );
        return found
          .getRowsJson()
          .map(([condition, cms, both]) => [String(condition), Number(both) / Number(cms)] as const);
      });
      const share = Object.fromEntries(rows);
      expect(rows.length).toBeGreaterThan(30);
      const partly = Object.entries(share)
        .filter(([, taken]) => taken < 0.8)
        .map(([condition]) => condition);
      expect(partly).toEqual(Object.keys(stated));
    } finally {
      engine.closeSync();
    }
  });
});
