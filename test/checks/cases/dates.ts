import { type CheckCase, claimTables, forEach, medical, personTables, pharmacy } from "./case.ts";

const nextYear = `${new Date().getFullYear() + 2}-01-01`;

export const dates: CheckCase[] = [
  ...forEach(claimTables, {
    check: "paid-date-missing",
    bad: [{ paid_amount: "10", paid_date: null }],
    good: [
      { paid_amount: "0", paid_date: null },
      { paid_amount: "10", paid_date: "2024-02-01" },
    ],
  }),
  medical(
    "paid-before-service",
    [{ claim_start_date: "2024-02-02", paid_date: "2024-02-01" }],
    [{ claim_start_date: "2024-02-01", paid_date: "2024-02-01" }],
  ),
  pharmacy(
    "paid-before-fill",
    [{ dispensing_date: "2024-02-02", paid_date: "2024-02-01" }],
    [{ dispensing_date: "2024-02-01", paid_date: "2024-02-01" }],
  ),
  medical("service-in-the-future", [{ claim_start_date: nextYear }], [{ claim_start_date: "2024-01-01" }]),
  pharmacy("fill-in-the-future", [{ dispensing_date: nextYear }], [{ dispensing_date: "2024-01-01" }]),
  ...forEach(claimTables, {
    check: "paid-in-the-future",
    bad: [{ paid_date: nextYear }],
    good: [{ paid_date: "2024-01-01" }],
  }),
  medical("service-long-ago", [{ claim_start_date: "1900-01-01" }], [{ claim_start_date: "1995-01-01" }]),
  medical(
    "line-outside-claim",
    [
      { claim_start_date: "2024-01-02", claim_end_date: "2024-01-03", claim_line_start_date: "2024-01-01" },
      { claim_start_date: "2024-01-02", claim_end_date: "2024-01-03", claim_line_start_date: "2024-01-04" },
    ],
    [{ claim_start_date: "2024-01-02", claim_end_date: "2024-01-03", claim_line_start_date: "2024-01-03" }],
  ),
  medical(
    "admission-after-claim",
    [{ admission_date: "2024-01-04", claim_end_date: "2024-01-03" }],
    [{ admission_date: "2024-01-03", claim_end_date: "2024-01-03" }],
  ),
  medical(
    "discharge-before-claim",
    [{ discharge_date: "2024-01-02", claim_start_date: "2024-01-03" }],
    [{ discharge_date: "2024-01-03", claim_start_date: "2024-01-03" }],
  ),
  medical(
    "decided-out-of-order",
    [
      { received_date: "2024-01-03", adjudicated_date: "2024-01-02", paid_date: "2024-01-05" },
      { received_date: "2024-01-01", adjudicated_date: "2024-01-06", paid_date: "2024-01-05" },
    ],
    [{ received_date: "2024-01-01", adjudicated_date: "2024-01-01", paid_date: "2024-01-05" }],
  ),
  medical(
    "stay-longer-than-a-year",
    [{ admission_date: "2023-01-01", discharge_date: "2024-06-01" }],
    [{ admission_date: "2024-01-01", discharge_date: "2024-06-01" }],
  ),
  medical(
    "inpatient-without-admission",
    [
      { bill_type_code: "111", admission_date: null },
      { bill_type_code: "0211", admission_date: null },
    ],
    [
      { bill_type_code: "131", admission_date: null },
      { bill_type_code: "111", admission_date: "2024-01-01" },
    ],
  ),
  medical(
    "inpatient-without-discharge",
    [{ bill_type_code: "111", discharge_date: null }],
    [
      { bill_type_code: "112", discharge_date: null },
      { bill_type_code: "111", discharge_date: null, discharge_disposition_code: "30" },
      { bill_type_code: "111", discharge_date: "2024-01-03" },
    ],
  ),
  ...forEach([...personTables.filter((table) => table !== "pharmacy_claim"), "plan_design", "premium_rate"], {
    check: "dates-inverted",
    bad: [{ plan: "PPO", rejected: "end: before start" }],
    good: [{ plan: "PPO" }, { plan: "PPO", rejected: "end: empty" }],
  }),
  {
    check: "dates-inverted",
    table: "program_participation",
    bad: [{ program: "Coaching", rejected: "enrolled_to: before enrolled_from" }],
    good: [{ program: "Coaching" }],
  },
  ...forEach(personTables, {
    check: "dates-unreadable",
    bad: [{ plan: "PPO", rejected: "born: not a date written YYYY-MM-DD" }],
    good: [{ plan: "PPO", rejected: "born: empty" }],
  }),
  ...forEach(personTables, {
    check: "dates-as-serials",
    bad: [{ plan: "PPO", rejected: "born: not a date written YYYY-MM-DD", kept: '{"line":2,"row":{"born":"45123"}}' }],
    good: [
      { plan: "PPO", rejected: "born: not a date written YYYY-MM-DD", kept: '{"line":2,"row":{"born":"soon"}}' },
      { plan: "PPO", rejected: "amount: empty", kept: '{"line":2,"row":{"zip":"45123"}}' },
      {
        plan: "PPO",
        rejected: "born: not a date written YYYY-MM-DD",
        kept: '{"line":2,"row":{"born":"2025-02-31","PROC":"36415"}}',
      },
    ],
  }),
  ...forEach(personTables, {
    check: "dates-with-short-years",
    bad: [
      { plan: "PPO", rejected: "born: not a date written YYYY-MM-DD", kept: '{"line":2,"row":{"born":"1/31/68"}}' },
    ],
    good: [{ plan: "PPO", rejected: "born: not a date written YYYY-MM-DD", kept: '{"row":{"born":"1/31/1968"}}' }],
  }),
  ...forEach(personTables, {
    check: "year-that-cannot-be",
    bad: [{ plan: "PPO", rejected: "born: a year that cannot be right" }],
    good: [{ plan: "PPO", rejected: "born: empty" }],
  }),
];
