import { expect, it } from "vitest";
import { suggestValue } from "./suggestValue.ts";
import { tryMapping } from "./tryMapping.ts";

const file = {
  name: "rx.psv",
  header: ["AUTH NO", "FILL DT", "PAID", "COST"],
  samples: [
    ["R1", "02/17/2025", "$1,200.00", "12.00"],
    ["R2", "02/28/2025", "$3.50", "13.50"],
  ],
};

it("a column chosen by hand is read as its rows show", () => {
  const of = (target: string, from: string) => suggestValue(file, "pharmacy_claim", target, from);
  expect(of("dispensing_date", "FILL DT")).toEqual({ from: "fill_dt", date: "MM/DD/YYYY" });
  expect(of("paid_amount", "paid")).toEqual({ from: "paid", amount: "decimal" });
  expect([of("ingredient_cost", "cost"), of("claim_id", "auth_no"), of("claim_id", "gone")]).toEqual([
    null,
    null,
    null,
  ]);
});

it("a trial says so of every column that is taken as it stands, and of no other", async () => {
  const columns = {
    claim_id: "auth_no",
    dispensing_date: "fill_dt",
    paid_date: { from: "fill_dt", date: "MM/DD/YYYY" },
  };
  const { suggested } = await tryMapping(file, {
    when: { columns: [] },
    tables: [{ table: "pharmacy_claim", columns }],
  });
  expect(suggested).toEqual([
    { table: "pharmacy_claim", target: "dispensing_date", value: { from: "fill_dt", date: "MM/DD/YYYY" } },
  ]);
});
