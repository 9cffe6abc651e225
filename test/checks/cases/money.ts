import { type CheckCase, claimTables, forEach, medical } from "./case.ts";

const parts = { deductible_amount: "10", copayment_amount: "20", coinsurance_amount: "5", allowed_amount: "100" };

export const money: CheckCase[] = [
  ...forEach(claimTables, {
    check: "paid-missing",
    bad: [{ paid_amount: null, claim_status: "paid" }],
    good: [
      { paid_amount: null, claim_status: "Denied" },
      { paid_amount: "0", claim_status: "paid" },
    ],
  }),
  ...forEach(claimTables, {
    check: "allowed-missing",
    bad: [{ paid_amount: "10", allowed_amount: null }],
    good: [
      { paid_amount: "0", allowed_amount: null },
      { paid_amount: "10", allowed_amount: "10" },
    ],
  }),
  ...forEach(claimTables, {
    check: "paid-over-allowed",
    bad: [
      { paid_amount: "10.02", allowed_amount: "10" },
      { paid_amount: "-20", allowed_amount: "-10" },
    ],
    good: [
      { paid_amount: "10.01", allowed_amount: "10" },
      { paid_amount: "10", allowed_amount: null },
    ],
    says: "−$9.98",
  }),
  ...forEach(claimTables, {
    check: "allowed-over-charge",
    bad: [{ allowed_amount: "20", charge_amount: "10" }],
    good: [{ allowed_amount: "-10", charge_amount: "-20" }],
  }),
  ...forEach(claimTables, {
    check: "parts-not-allowed",
    bad: [
      { ...parts, paid_amount: "64", cob_amount: null, claim_status: "paid" },
      { ...parts, paid_amount: "65", cob_amount: "1", claim_status: "paid" },
    ],
    good: [
      { ...parts, paid_amount: "60", cob_amount: "5", claim_status: "paid" },
      { ...parts, paid_amount: "65.01", cob_amount: null, claim_status: "paid" },
      { ...parts, paid_amount: "0", cob_amount: null, claim_status: "denied" },
    ],
  }),
  ...forEach(claimTables, {
    check: "denied-with-money",
    bad: [{ claim_status: "DENIED", paid_amount: "1" }],
    good: [
      { claim_status: "denied", paid_amount: "0" },
      { claim_status: "paid", paid_amount: "1" },
    ],
  }),
  ...forEach(claimTables, {
    check: "pended-with-money",
    bad: [{ claim_status: "pended", paid_amount: "1" }],
    good: [
      { claim_status: "pended", paid_amount: "0" },
      { claim_status: "denied", paid_amount: "1" },
    ],
  }),
  ...forEach(claimTables, {
    check: "share-against-the-sign",
    bad: [{ ...parts, paid_amount: "10", copayment_amount: "-20" }],
    good: [
      { ...parts, paid_amount: "10" },
      { ...parts, paid_amount: "-10", copayment_amount: "-20" },
    ],
  }),
  ...forEach(claimTables, {
    check: "paid-without-charge",
    bad: [{ paid_amount: "10", charge_amount: "0" }],
    good: [{ paid_amount: "0", charge_amount: "0" }],
  }),
  ...forEach(claimTables, {
    check: "amount-beyond-belief",
    bad: [{ paid_amount: "100000000.01" }, { paid_amount: "1", rejected: "(row): an amount that no claim comes to" }],
    good: [{ paid_amount: "100000000" }, { paid_amount: "1", rejected: "claim_id: empty" }],
  }),
  ...forEach(claimTables, {
    check: "amounts-too-fine",
    bad: [{ paid_amount: "1.23", kept: '{"rounded":1}' }],
    good: [{ paid_amount: "1.23" }],
  }),
  medical(
    "units-missing",
    [{ paid_amount: "10", service_unit_quantity: null }],
    [
      { paid_amount: "0", service_unit_quantity: null },
      { paid_amount: "10", service_unit_quantity: "1" },
    ],
  ),
  medical("units-beyond-belief", [{ service_unit_quantity: "100001" }], [{ service_unit_quantity: "90" }]),
];
