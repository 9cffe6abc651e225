import { type Cause, type Change, causes, changes } from "./change.ts";
import type { Derivation, NamedRow } from "./derivation.ts";
import { inDollars } from "./inDollars.ts";
import { amount } from "./values.ts";

/** One line a kind of service: what it cost before and now, and what each cause did to it. */
export const whyByCategory: Derivation = (rows, context) => {
  const { items, whole } = changes(rows, context);
  const dollars = inDollars(context.own);
  return [...items.map((item) => lineOf("row", item, dollars)), lineOf("total", whole, dollars)];
};

function lineOf(line: "row" | "total", change: Change, dollars: boolean): NamedRow {
  const [before, after] = dollars ? change.paid : (change.pmpm ?? [null, null]);
  const parts = dollars ? change.cents : change.pmpmCents;
  const known = before !== null && after !== null;
  const figure = (cause: Cause) => (parts && (dollars || cause !== "enrollment") ? amount(BigInt(parts[cause])) : null);
  return {
    line,
    item: change.item,
    amount_unit: dollars ? "usd" : "usd_pmpm",
    earlier: before === null ? null : amount(BigInt(before)),
    now: after === null ? null : amount(BigInt(after)),
    change: known ? amount(BigInt(after) - BigInt(before)) : null,
    change_rate: known && Number(before) > 0 ? Number(BigInt(after) - BigInt(before)) / Number(before) : null,
    ...Object.fromEntries(causes.map((cause) => [cause, figure(cause)])),
    price_trend: change.trend.price,
    use_trend: change.trend.use,
    mix_trend: change.trend.mix,
    people: change.people,
  };
}
