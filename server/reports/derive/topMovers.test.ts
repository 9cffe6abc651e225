import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePeriod } from "../period.ts";
import type { DeriveContext, NamedRow } from "./derivation.ts";
import { topMovers } from "./topMovers.ts";
import { amount, centsOf } from "./values.ts";

const context: DeriveContext = {
  period: parsePeriod("2025", 7),
  prior: parsePeriod("2024", 7),
  months: 12,
  priorMonths: 12,
  before: [],
  own: { by: "service", top: "2" },
  settings: {} as DeriveContext["settings"],
};

/** Rows of one period with their total, as the SQL gives them. */
function period(items: Record<string, number>, claimants = 20): NamedRow[] {
  const cents = Object.values(items).reduce((sum, each) => sum + BigInt(each), 0n);
  return [
    ...Object.entries(items).map(([item, paid]) => ({ line: "row", item, paid: amount(BigInt(paid)), claimants })),
    { line: "total", item: null, paid: amount(cents), claimants },
  ];
}

describe("what moved most", () => {
  it("puts the largest changes first, either way, and the rest in one line", () => {
    const before = period({ a: 1000, b: 500, c: 90, gone: 300 });
    const lines = topMovers(period({ a: 1100, b: 100, c: 100, fresh: 70 }), { ...context, before });
    expect(lines.map(({ line, item, change }) => [line, item, centsOf(change)])).toEqual([
      ["row", "b", -400n],
      ["row", "gone", -300n],
      ["row", "All others (3)", 180n],
      ["total", null, -520n],
    ]);
  });

  it("knows of no change without a period before", () => {
    const [line] = topMovers(period({ a: 5 }), { ...context, prior: null, before: null });
    expect(line).toMatchObject({ item: "a", earlier: null, change: null, change_rate: null, share_of_change: null });
  });

  it("names the fewest people of either period", () => {
    const lines = topMovers(period({ a: 5 }, 40), { ...context, before: period({ a: 4 }, 3) });
    expect(lines[0]).toMatchObject({ claimants: 40, people: 3 });
  });

  it("adds up to the change of the whole, whatever is shown", () => {
    const items = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(items, items, fc.integer({ min: 1, max: 6 }), (now, earlier, top) => {
        const lines = topMovers(period(now), {
          ...context,
          before: period(earlier),
          own: { by: "service", top: String(top) },
        });
        const sum = (name: string) =>
          lines.filter(({ line }) => line === "row").reduce((total, line) => total + centsOf(line[name]), 0n);
        const total = lines.at(-1);
        for (const name of ["paid", "earlier", "change"]) expect(sum(name)).toBe(centsOf(total?.[name]));
      }),
    );
  });

  it("refuses a number of lines that is none", () => {
    expect(() => topMovers(period({}), { ...context, own: { by: "service", top: "many" } })).toThrow(/1 to 500/);
  });
});
