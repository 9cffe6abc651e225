/** Dollars that may be added up, the ones to show first. A deductible or a rate is an amount too, and no sum. */
const summable = [
  "paid_amount",
  "allowed_amount",
  "charge_amount",
  "amount",
  "premium_amount",
  "billed_amount",
  "received_amount",
  "rebate_amount",
  "cost_amount",
];

/** Of the amounts that are given, the one to show as dollars. */
export function mainAmount(names: readonly string[]): string | undefined {
  return summable.find((name) => names.includes(name));
}
