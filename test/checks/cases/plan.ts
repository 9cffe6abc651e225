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
];
