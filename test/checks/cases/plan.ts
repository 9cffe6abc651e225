import { type CheckCase, forEach, personTables } from "./case.ts";

export const plan: CheckCase[] = [
  {
    check: "rate-parts",
    table: "premium_rate",
    bad: [{ member_amount: "10", employer_amount: "90", rate_amount: "101" }],
    good: [{ member_amount: "10", employer_amount: "90", rate_amount: "100" }],
  },
  {
    check: "program-bill-parts",
    table: "program_cost",
    bad: [{ participants: 10, fixed_amount: "100", per_participant_amount: "5", total_amount: "155" }],
    good: [{ participants: 10, fixed_amount: "100", per_participant_amount: "5", total_amount: "150" }],
  },
  {
    check: "design-out-of-order",
    table: "plan_design",
    bad: [
      { deductible_single: "5000", limit_single: "4000", deductible_family: null, limit_family: null },
      { deductible_single: "500", limit_single: "4000", deductible_family: "9000", limit_family: "8000" },
    ],
    good: [{ deductible_single: "500", limit_single: "4000", deductible_family: "1000", limit_family: "8000" }],
  },
  {
    check: "participant-before-eligible",
    table: "program_participation",
    bad: [{ eligible_from: "2024-02-01", enrolled_from: "2024-01-01" }],
    good: [{ eligible_from: "2024-02-01", enrolled_from: null }],
  },
  ...forEach(personTables, {
    check: "most-rows-rejected",
    bad: [
      { plan: "PPO", rejected: "claim_id: empty" },
      { plan: "PPO", rejected: "claim_id: empty" },
    ],
    good: [{ plan: "PPO" }, { plan: "PPO", rejected: "(set aside)" }],
  }),
  {
    check: "rebate-without-fill",
    table: "pharmacy_rebate",
    bad: [{ claim_id: "R9", rebate_amount: "5" }],
    good: [{ claim_id: "R1", rebate_amount: "5" }],
    held: { pharmacy_claim: [{ claim_id: "R1" }] },
  },
  {
    check: "fund-balance-breaks",
    table: "fund_transaction",
    bad: [{ transaction_id: "F3", transaction_date: "2024-01-03", amount: "5", balance: "20" }],
    good: [
      { transaction_id: "F1", transaction_date: "2024-01-01", amount: "5", balance: "5" },
      { transaction_id: "F2", transaction_date: "2024-01-02", amount: "5", balance: "10" },
      { transaction_id: "F4", transaction_date: "2024-01-04", amount: "-1", balance: "19" },
    ],
  },
];
