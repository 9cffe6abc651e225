import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fill, professional, span } from "./rows.ts";
import { rowOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const visit = { hcpcs_code: "99213" };

describe("what a claim is known by on its day of service", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [
        // Ends in mid-month; changes plan in mid-month; a gap of ten days within a month.
        span("ended", "2024-01-01", "2024-03-14"),
        span("changed", "2024-01-01", "2024-03-14"),
        span("changed", "2024-03-15", null, { plan: "HDHP" }),
        span("gap", "2024-01-01", "2024-03-10"),
        span("gap", "2024-03-21", null),
        // Two spans at once: the one that began later counts while it lasts.
        span("inner", "2024-01-01", null),
        span("inner", "2024-03-10", "2024-03-20", { plan: "HDHP" }),
        // Drugs alone until medical care begins; and a vision span, which no claim is known by.
        span("drugs", "2024-01-01", null, { benefit: "pharmacy", plan: "Drug card" }),
        span("drugs", "2024-03-15", null, { benefit: "medical", plan: "HMO" }),
        span("eyes", "2024-01-01", null, { benefit: "vision" }),
      ],
      medical_claim: [
        professional("e1", "ended", "2024-03-14", visit),
        professional("e2", "ended", "2024-03-15", visit),
        professional("c1", "changed", "2024-03-01", visit),
        professional("c2", "changed", "2024-03-14", visit),
        professional("c3", "changed", "2024-03-15", visit),
        professional("c4", "changed", "2024-04-02", visit),
        professional("g1", "gap", "2024-03-10", visit),
        professional("g2", "gap", "2024-03-11", visit),
        professional("g3", "gap", "2024-03-21", visit),
        professional("i1", "inner", "2024-03-09", visit),
        professional("i2", "inner", "2024-03-10", visit),
        professional("i3", "inner", "2024-03-20", visit),
        professional("i4", "inner", "2024-03-21", visit),
        professional("d1", "drugs", "2024-03-14", visit),
        professional("d2", "drugs", "2024-03-15", visit),
        professional("y1", "eyes", "2024-03-15", visit),
      ],
      pharmacy_claim: [fill("c5", "changed", "2024-03-14"), fill("c6", "changed", "2024-03-16")],
    });
  });

  afterAll(() => plan.close());

  it("is the span in force, whatever the rest of the month says", async () => {
    const days = await plan.query(
      `select person_id, strftime(service_date, '%m-%d'), attribute.plan, attribute.enrolled
       from core.medical_claim as claim
       left join marts.member_stretch as stretch
         on stretch.person_key = claim.person_key and stretch.month = claim.incurred_month
         and claim.service_date between stretch.first_day and stretch.last_day
       join marts.member_attribute as attribute on attribute.attribute_key = coalesce(stretch.attribute_key, 0)
       order by 1, 2`,
    );
    expect(days.map((row) => row.join(" "))).toEqual([
      "changed 03-01 PPO true",
      "changed 03-14 PPO true",
      "changed 03-15 HDHP true",
      "changed 04-02 HDHP true",
      "drugs 03-14 Drug card true",
      "drugs 03-15 HMO true",
      "ended 03-14 PPO true",
      "ended 03-15 (none) false",
      "eyes 03-15 (none) false",
      "gap 03-10 PPO true",
      "gap 03-11 (none) false",
      "gap 03-21 PPO true",
      "inner 03-09 PPO true",
      "inner 03-10 HDHP true",
      "inner 03-20 HDHP true",
      "inner 03-21 PPO true",
    ]);
  });

  it("holds for cost, use and fills, and the parts foot", async () => {
    const byPlan = (table: string, what: string) =>
      plan.query(`select plan, sum(${what}) from marts.${table} group by 1 order by 1`);
    expect(await byPlan("cost_month", "lines")).toEqual([
      ["(none)", "3"],
      ["Drug card", "1"],
      ["HDHP", "5"],
      ["HMO", "1"],
      ["PPO", "8"],
    ]);
    expect(await byPlan("use_month", "count")).toEqual(await byPlan("cost_month", "lines"));
    expect(await byPlan("pharmacy_month", "scripts")).toEqual([
      ["HDHP", "1"],
      ["PPO", "1"],
    ]);
    const report = await plan.report("cost-by-plan", { period: "2024-01..2024-04" });
    expect(rowOf(report, "No enrollment found")).toMatchObject({ paid: "240.00" });
    expect(totalsOf(report)).toMatchObject({ paid: "1360.00" });
    const lines = await plan.report("claim-lines", { period: "2024-03", plan: "(none)" });
    expect(totalsOf(lines)).toMatchObject({ paid: "240.00" });
  });

  it("leaves the member months to the span in force on the last covered day", async () => {
    expect(
      await plan.query(
        `select person_id, plan from marts.member_month join marts.person using (person_key)
         where is_principal and month = date '2024-03-01' order by 1`,
      ),
    ).toEqual([
      ["changed", "HDHP"],
      ["drugs", "HMO"],
      ["ended", "PPO"],
      ["gap", "PPO"],
      ["inner", "PPO"],
    ]);
  });
});
