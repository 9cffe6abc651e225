import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { rowOf, TinyPlan } from "./tinyPlan.ts";

const claim = `'professional' as claim_type, '11' as place_of_service_code, '1000000001' as rendering_npi, 1 as claim_line_number`;
const facilityClaim = `'institutional' as claim_type, '2000000001' as facility_npi, 1 as claim_line_number`;
const emergency = (year: number, visits: number, each: string) => `select 'e${year}' || i as claim_id,
  'p' || (i % 1000) as person_id, date '${year}-01-10' + cast(i // 1000 as integer) as claim_start_date,
  date '${year}-01-10' + cast(i // 1000 as integer) as claim_end_date, date '${year}-02-20' as paid_date,
  ${facilityClaim}, '131' as bill_type_code, '0450' as revenue_center_code, '99284' as hcpcs_code,
  ${each} as paid_amount, ${each} as allowed_amount from range(${visits}) t(i)`;
const lines = (name: string, code: string, each: string) => `select '${name}' || i as claim_id,
  'p' || i as person_id, date '2024-03-10' as claim_start_date, date '2024-03-10' as claim_line_start_date,
  date '2024-04-20' as paid_date, ${claim}, '${code}' as hcpcs_code,
  ${each} as paid_amount, ${each} as allowed_amount from range(1000) t(i)`;

/** A thousand members of whole years, with the amounts that published reports and definitions give as examples. */
describe("metrics as they are defined, with published examples", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: `select 'p' || i as person_id, 'p' || i as member_id, 'p' || i as subscriber_id,
          'self' as subscriber_relation, date '2022-01-01' as enrollment_start_date, date '2025-12-31' as enrollment_end_date,
          date '1980-06-15' as birth_date, 'PPO' as plan from range(1000) t(i)
        union all select 'span', 'span', 'span', 'self', date '2019-01-01', date '2019-06-15', date '1980-06-15', 'PPO'
        union all select 'span', 'span', 'span', 'self', date '2019-08-10', date '2020-01-31', date '1980-06-15', 'PPO'`,
      medical_claim: [
        emergency(2022, 155, "1383.99"),
        emergency(2023, 152, "1198.00"),
        // Of $10,000,000: inpatient 4, office 2.5, outpatient 2.5, the rest laboratory.
        `select 'i' || i as claim_id, 'p' || i as person_id, date '2024-01-10' as claim_start_date, date '2024-01-14' as claim_end_date,
          date '2024-01-10' as admission_date, date '2024-01-14' as discharge_date, date '2024-02-20' as paid_date, ${facilityClaim},
          '111' as bill_type_code, '470' as drg_code, 'ms-drg' as drg_code_type, '0120' as revenue_center_code,
          40000.00 as paid_amount, 40000.00 as allowed_amount from range(100) t(i)`,
        lines("v", "99213", "2500.00"),
        lines("l", "80053", "1000.00"),
        `select 'o' || i as claim_id, 'p' || i as person_id, date '2024-05-10' as claim_start_date, date '2024-05-10' as claim_end_date,
          date '2024-06-20' as paid_date, ${facilityClaim}, '131' as bill_type_code, '0510' as revenue_center_code,
          2500.00 as paid_amount, 2500.00 as allowed_amount from range(1000) t(i)`,
      ].join(" union all by name "),
    });
  });

  afterAll(() => plan.close());

  it("PMPM divides every category by all member months, so that the parts foot: 333, 208, 208 and 83 of 833", async () => {
    const report = await plan.report("cost-by-category", { period: "2024" });
    const pmpm = (name: string) => Math.round(Number(rowOf(report, name).paid_pmpm));
    expect([pmpm("Inpatient hospital"), pmpm("Office visits"), pmpm("Outpatient hospital or clinic")]).toEqual([
      333, 208, 208,
    ]);
    const at = report.columns.findIndex(({ name }) => name === "paid_pmpm");
    expect(report.totals?.[at]).toBe("833.33");
    const sum = report.rows.reduce((total, cells) => total + Number(cells[at]), 0);
    expect(Math.abs(sum - 833.33)).toBeLessThanOrEqual(0.01 * report.rows.length);
  });

  it("a rate per 1,000 times what each costs is the PMPM: 152 × $1,198 is $15.17, 155 × $1,383.99 is $17.88", async () => {
    for (const [period, rate, each, pmpm] of [
      ["2023", "152.0", 1198.0, "15.17"],
      ["2022", "155.0", 1383.99, "17.88"],
    ] as const) {
      const use = rowOf(await plan.report("utilization", { period }), "Emergency visits, all");
      expect(use.per_1000).toBe(rate);
      const cost = rowOf(await plan.report("cost-by-category", { period }), "Emergency department");
      expect(cost.paid_pmpm).toBe(pmpm);
      expect(((Number(use.per_1000) * each) / 12000).toFixed(2)).toBe(pmpm);
    }
  });

  it("admissions times the cost of each is what the stays cost, and days belong to them", async () => {
    expect(
      await plan.query(
        "select count(*), sum(days), sum(paid) / count(*) from marts.encounter where kind = 'admission'",
      ),
    ).toEqual([["100", "400", "40000"]]);
    const cost = rowOf(await plan.report("cost-by-category", { period: "2024" }), "Inpatient hospital");
    expect(cost.paid).toBe("4000000.00");
  });

  it("member months by any day: January 1 to June 15 and August 10 on to January 31 are twelve, a whole year is twelve", async () => {
    expect(
      await plan.query(
        "select sum(member_months) from marts.member_month join marts.person using (person_key) where benefit = 'medical' and (person_id = 'span' or (person_id = 'p1' and year(month) = 2024)) group by person_id order by person_id",
      ),
    ).toEqual([["12.000000"], ["12.000000"]]);
  });

  it("a number carries its unit: per member is never printed for per employee, whatever the title says", () => {
    const wrong = [...readCatalogue().reports.values()].flatMap(({ id, spec }) =>
      spec.columns
        .filter(({ name, unit }) => {
          const rate = /_(pmpm|pmpy|pepm|pepy)$/.exec(name)?.[1];
          return rate !== undefined && unit !== `usd_${rate}`;
        })
        .map(({ name }) => `${id}.${name}`),
    );
    expect(wrong).toEqual([]);
    const labels = [...readCatalogue().reports.values()].flatMap(({ id, spec }) =>
      spec.columns
        .filter(
          ({ label, unit }) =>
            (/PMPM/.test(label) && unit?.startsWith("usd_pe")) || (/PEPM/.test(label) && unit?.startsWith("usd_pm")),
        )
        .map(({ name }) => `${id}.${name}`),
    );
    expect(labels).toEqual([]);
  });
});
