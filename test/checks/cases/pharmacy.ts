import { type CheckCase, pharmacy as each } from "./case.ts";

export const pharmacy: CheckCase[] = [
  each("drug-code-missing", [{ ndc_code: null }], [{ ndc_code: "00001000101" }]),
  each(
    "days-supply-odd",
    [
      { days_supply: "0", paid_amount: "1" },
      { days_supply: null, paid_amount: "1" },
      { days_supply: "-30", paid_amount: "1" },
      { days_supply: "900", paid_amount: "1" },
    ],
    [
      { days_supply: "30", paid_amount: "1" },
      { days_supply: "-30", paid_amount: "-1" },
    ],
  ),
  each(
    "quantity-odd",
    [
      { quantity: "0", paid_amount: "1" },
      { quantity: "-30", paid_amount: "1" },
      { quantity: "50001", paid_amount: "1" },
    ],
    [
      { quantity: "0.5", paid_amount: "1" },
      { quantity: "-30", paid_amount: "-1" },
    ],
  ),
  each(
    "ingredient-and-fee",
    [{ ingredient_cost: "10", dispensing_fee: "1.35", allowed_amount: "10" }],
    [{ ingredient_cost: "10", dispensing_fee: "1.35", allowed_amount: "11.35" }],
  ),
];
