import type { Row } from "../tinyLoad.ts";
import { type CheckCase, claimTables, forEach, medical } from "./case.ts";

/** A paid line with the amounts that versions are told by. */
function line(claim_id: string, paid: string, more: Row = {}): Row {
  return {
    claim_id,
    claim_line_number: 1,
    data_source: "tpa",
    person_id: "P1",
    claim_status: "paid",
    line_type: "original",
    original_claim_id: null,
    claim_version: null,
    adjudicated_date: "2024-01-10",
    paid_date: "2024-01-12",
    charge_amount: paid,
    allowed_amount: paid,
    paid_amount: paid,
    ...more,
  };
}

/** Two lines of a claim that differ in a column, and a claim whose lines do not. */
function differing(check: string, column: string, a: string, b: string): CheckCase {
  const of = (claim_id: string, claim_line_number: number, value: string): Row => ({
    ...line(claim_id, "10", { claim_line_number }),
    [column]: value,
  });
  return medical(check, [of("C1", 1, a), of("C1", 2, b)], [of("C2", 1, a), of("C2", 2, a), of("C3", 1, b)]);
}

const service = { claim_start_date: "2024-01-05", billing_npi: "1", hcpcs_code: "99213", service_unit_quantity: "1" };

export const versions: CheckCase[] = [
  differing("claim-of-several-types", "claim_type", "professional", "institutional"),
  differing("claim-of-several-persons", "person_id", "P1", "P2"),
  differing("claim-of-several-admissions", "admission_date", "2024-01-01", "2024-01-02"),
  differing("claim-of-several-discharges", "discharge_date", "2024-01-01", "2024-01-02"),
  differing("claim-of-several-bill-types", "bill_type_code", "111", "131"),
  differing("claim-of-several-groups", "drg_code", "470", "871"),
  differing("claim-of-several-facilities", "facility_npi", "1", "2"),
  differing("claim-of-several-diagnoses", "diagnosis_code_1", "I10", "E119"),
  ...forEach(claimTables, {
    check: "same-line-twice",
    bad: [line("C1", "10", { file: 1 })],
    good: [
      line("C1", "10"),
      /* taken back and paid anew with the same amounts, without a word */
      line("C2", "20"),
      line("C2", "-20"),
      line("C2", "20"),
      line("C3", "10", { claim_line_number: 2 }),
    ].map((row) => ({ ...row, file: 0 })),
  }),
  ...forEach(claimTables, {
    check: "line-sent-before",
    bad: [line("C1", "10"), line("C1", "12")],
    good: [
      line("C1", "-10"),
      line("C1", "10", { claim_line_number: 2 }),
      line("C1", "10", { adjudicated_date: "2024-02-10" }),
    ],
    held: { medical_claim: [line("C1", "10")], pharmacy_claim: [line("C1", "10")] },
  }),
  ...forEach(claimTables, {
    check: "negative-without-counterpart",
    bad: [line("C1", "-10", { line_type: null })],
    good: [
      line("C2", "20"),
      line("C2", "-20", { line_type: null }),
      line("C3", "-30", { line_type: null }),
      line("C4", "-5", { line_type: "reversal" }),
    ],
    held: { medical_claim: [line("C3", "30")], pharmacy_claim: [line("C3", "30")] },
  }),
  ...forEach(claimTables, {
    check: "reversal-without-original",
    bad: [line("C1", "-10", { line_type: "reversal" })],
    good: [
      line("C2", "20"),
      line("C2R", "-20", { line_type: "reversal", original_claim_id: "C2" }),
      line("C31", "-30", { line_type: "reversal" }),
    ],
    held: { medical_claim: [line("C3", "30")], pharmacy_claim: [line("C3", "30")] },
  }),
  ...forEach(claimTables, {
    check: "original-unknown",
    bad: [line("C1", "10", { line_type: "adjustment", original_claim_id: "C0" })],
    good: [line("C2", "20"), line("C2A", "15", { line_type: "adjustment", original_claim_id: "C2" })],
  }),
  medical(
    "claim-without-first-line",
    [line("C1", "10", { claim_line_number: 2 }), line("C1", "10", { claim_line_number: 3 })],
    [line("C2", "10"), line("C2", "10", { claim_line_number: 2 })],
  ),
  medical(
    "header-without-lines",
    [line("C1", "10", { claim_line_number: 0 }), line("C3", "10", { claim_line_number: null })],
    [line("C2", "0", { claim_line_number: 0 }), line("C2", "10")],
  ),
  medical(
    "line-without-header",
    [line("C1", "10"), line("C1", "10", { claim_line_number: 2 })],
    [line("C2", "0", { claim_line_number: null }), line("C2", "10")],
  ),
  ...forEach(claimTables, {
    check: "same-row-twice",
    bad: [line("C1", "10", { claim_line_number: null, file: 1 })],
    good: [
      line("C1", "10", { claim_line_number: null, file: 0 }),
      line("C1", "11", { claim_line_number: null, file: 0 }),
      line("C2", "10", { file: 0 }),
      line("C2", "10", { file: 0 }),
    ],
  }),
  {
    check: "paid-twice",
    table: "medical_claim",
    bad: [
      line("C2", "10", { ...service, paid_date: "2024-02-12" }),
      line("C4", "30", { ...service, paid_date: "2024-02-12" }),
    ],
    good: [
      line("C1", "10", service),
      /* one line alike of two is chance; one that was taken back is no payment */
      line("C5", "10", { ...service, paid_date: "2024-03-12" }),
      line("C5", "20", { ...service, claim_line_number: 2, paid_date: "2024-03-12" }),
      line("C6", "50", service),
      line("C6", "-50", { ...service, line_type: "reversal" }),
      line("C7", "50", { ...service, paid_date: "2024-02-12" }),
    ],
    held: { medical_claim: [line("C3", "30", service)] },
  },
];
