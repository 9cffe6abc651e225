import { afterAll, describe, expect, it } from "vitest";
import { tuvaTables } from "../../server/load/layout.ts";
import { knownBy } from "../../server/load/mapping/known.ts";
import { recognize } from "../../server/load/recognize.ts";
import { type Extracts, TinyPlan } from "./tinyPlan.ts";

const extracts = {
  plan_design: [
    {
      plan_year: 2025,
      plan: "PPO",
      effective_from: "2025-01-01",
      deductible_single: "500.00",
      coinsurance_in_network: 12,
    },
  ],
  premium_rate: [
    {
      plan_year: 2025,
      plan: "PPO",
      coverage_tier: "Family",
      member_amount: "500.10",
      employer_amount: "1200.20",
      rate_amount: "1700.30",
    },
  ],
  fund_transaction: [
    {
      transaction_id: "F1",
      transaction_date: "2025-01-01",
      transaction_type: "opening balance",
      amount: "1000.00",
      balance: "1000.00",
    },
    {
      transaction_id: "F2",
      transaction_date: "2025-01-08",
      transaction_type: "claims funding",
      amount: "-10.01",
      balance: "989.99",
    },
  ],
  program_participation: [
    { program: "Coaching", person_id: "P1", eligible_from: "2025-01-01", enrolled_from: null, reason: "declined" },
  ],
  program_cost: [{ program: "Coaching", cost_month: "2025-01-01", participants: 3, total_amount: "130.50" }],
  pharmacy_rebate: [
    {
      claim_id: "R1",
      ndc_code: "00012345678",
      rebate_quarter: "2025-Q1",
      rebate_amount: "12.34",
      received_date: "2025-08-16",
    },
  ],
} satisfies Extracts;

const names = Object.keys(extracts);

describe("the plan's own tables", () => {
  const plans: TinyPlan[] = [];
  const build = async (loads: Extracts) => {
    const plan = await TinyPlan.build(loads);
    plans.push(plan);
    return plan;
  };

  afterAll(() => Promise.all(plans.map((plan) => plan.close())));

  it("stand in core as they were loaded, with their types and their load", async () => {
    const plan = await build(extracts);
    expect(
      await plan.query(
        "select plan_year + 1, plan, deductible_single * 2, coinsurance_in_network, load_number from core.plan_design",
      ),
    ).toEqual([["2026", "PPO", "1000.00", "12", "1"]]);
    expect(await plan.query("select rate_amount - employer_amount from core.premium_rate")).toEqual([["500.10"]]);
    expect(await plan.query("select sum(amount), max(transaction_date) from core.fund_transaction")).toEqual([
      ["989.99", "2025-01-08"],
    ]);
    expect(await plan.query("select person_id, enrolled_from, reason from core.program_participation")).toEqual([
      ["P1", null, "declined"],
    ]);
    expect(await plan.query("select participants, total_amount from core.program_cost")).toEqual([["3", "130.50"]]);
    expect(await plan.query("select ndc_code, rebate_amount, received_date from core.pharmacy_rebate")).toEqual([
      ["00012345678", "12.34", "2025-08-16"],
    ]);
  });

  it("are empty where a home has none of them", async () => {
    const plan = await build({
      eligibility: [{ person_id: "P1", enrollment_start_date: "2025-01-01", enrollment_end_date: null }],
    });
    for (const name of names) {
      expect([name, await plan.query(`select count(*) from core.${name}`)]).toEqual([name, [["0"]]]);
    }
  });

  it.each(names)("know a header of %s by its columns, whole or bare", (name) => {
    const table = tuvaTables().find((each) => each.name === name);
    for (const header of [table?.columns.map((column) => column.name), table?.required]) {
      const found = recognize(header ?? [], `${name}.csv`, knownBy());
      expect(found.kind === "table" && found.table.name).toBe(name);
    }
  });
});
