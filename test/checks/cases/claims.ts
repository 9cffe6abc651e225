import { type CheckCase, claimTables, forEach, medical, personTables } from "./case.ts";

export const claims: CheckCase[] = [
  medical(
    "facility-fields-on-professional",
    [
      { claim_type: "professional", bill_type_code: "111" },
      { claim_type: "professional", revenue_center_code: "0450" },
    ],
    [{ claim_type: "institutional", bill_type_code: "111" }, { claim_type: "professional" }],
  ),
  medical(
    "bill-type-missing",
    [{ claim_type: "institutional", bill_type_code: null }],
    [{ claim_type: "professional", bill_type_code: null }],
  ),
  medical(
    "revenue-code-missing",
    [{ claim_type: "institutional", revenue_center_code: null }],
    [{ claim_type: "professional", revenue_center_code: null }],
  ),
  medical(
    "place-missing",
    [{ claim_type: "professional", place_of_service_code: null }],
    [{ claim_type: "institutional", place_of_service_code: null }],
  ),
  medical(
    "procedure-missing",
    [{ claim_type: "professional", hcpcs_code: null }],
    [{ claim_type: "institutional", hcpcs_code: null }],
  ),
  medical(
    "drg-missing",
    [{ bill_type_code: "0111", drg_code: null }],
    [
      { bill_type_code: "131", drg_code: null },
      { bill_type_code: "111", drg_code: "470" },
    ],
  ),
  medical("diagnosis-missing", [{ diagnosis_code_1: null }], [{ diagnosis_code_1: "I10" }]),
  medical(
    "diagnosis-of-the-old-edition",
    [{ diagnosis_code_1: "25000", claim_start_date: "2024-01-01" }],
    [
      { diagnosis_code_1: "25000", claim_start_date: "2014-01-01" },
      { diagnosis_code_1: "E119", claim_start_date: "2024-01-01" },
    ],
  ),
  medical("billing-provider-missing", [{ billing_npi: null }], [{ billing_npi: "1" }]),
  ...forEach(claimTables, {
    check: "spreadsheet-error-as-id",
    bad: [
      { claim_id: "#N/A", person_id: "P1" },
      { claim_id: "C1", person_id: "#REF!" },
      { claim_id: null, person_id: "P1", rejected: "(row): a spreadsheet's error in place of a number" },
    ],
    good: [{ claim_id: "C#1", person_id: "P1" }],
  }),
  ...forEach(personTables, {
    check: "ids-in-scientific-notation",
    bad: [{ plan: "PPO", rejected: "claim_id: turned into a rounded number by a spreadsheet (like 1.2E+15)" }],
    good: [{ plan: "PPO", rejected: "claim_id: empty" }],
  }),
  ...forEach(claimTables, {
    check: "ids-rounded",
    bad: [{ claim_id: "1234567890123000" }],
    good: [{ claim_id: "1234567890123001" }, { claim_id: "A234567890123000" }, { claim_id: "123000" }],
  }),
  medical(
    "claim-type-not-known",
    [{ plan: "PPO", rejected: "type: not one of professional, institutional, undetermined" }],
    [{ plan: "PPO", rejected: "type: empty" }],
  ),
];
