import { describe, expect, it } from "vitest";
import { fillSentence, plainSentence, type Shown } from "./answer.ts";
import type { Column } from "./envelope.ts";

const column = (name: string, over: Partial<Column>): Column => ({
  name,
  label: name,
  role: "measure",
  type: "decimal",
  unit: "usd",
  scale: 2,
  unitColumn: null,
  definition: "",
  of: null,
  compare: null,
  direction: "neutral",
  hidden: false,
  ...over,
});

const shown: Shown = {
  columns: [
    column("category", { role: "dimension", type: "text", unit: null, scale: null }),
    column("paid", {}),
    column("paid_change", { unit: "ratio", scale: 4, compare: "change", of: "paid" }),
    column("share", { unit: "ratio", scale: 4 }),
    column("missing", { type: "integer", unit: "count", scale: 0 }),
  ],
  rows: [
    ["Inpatient", "2500000.00", "0.0680", "0.1524", 0],
    ["No enrollment found", "-12.50", "-0.0312", "0.0001", null],
  ],
  totals: ["Total", "2499987.50", "0.00004", "1.0000", 0],
  suppressed: [],
  period: "2025",
  prior: "2024",
};

describe("the plain sentence", () => {
  it("says figures in words", () => {
    expect(fillSentence("In {period} the plan paid {totals.paid}.", shown)).toBe("In 2025 the plan paid $2.5 million.");
    expect(fillSentence("{row.Inpatient.paid_change} than {prior}", shown)).toBe("6.8% more than 2024");
    expect(fillSentence("{row.No enrollment found.paid}, {row.No enrollment found.paid_change}", shown)).toBe(
      "−$12.50, 3.1% less",
    );
    expect(fillSentence("{totals.paid_change}", shown)).toBe("the same");
    expect(fillSentence("{top.category.paid} took {row.Inpatient.share}", shown)).toBe("Inpatient took 15.2%");
  });

  it("says one stay and two stays, and the same as before", () => {
    const of = (count: number) => ({ ...shown, totals: ["Total", null, null, null, count] });
    const said = "{totals.missing} {totals.missing|plural:stay,stays}";
    expect([0, 1, 2].map((count) => fillSentence(said, of(count)))).toEqual(["0 stays", "1 stay", "2 stays"]);
    expect(fillSentence("{totals.paid_change} than in {prior}", shown)).toBe("the same as in 2024");
  });

  it("names no remainder as the largest, and no fall as a rise", () => {
    const others = { ...shown, rows: [["All others (3)", "9000000.00", null, null, 0], ...shown.rows] };
    expect(fillSentence("{top.category.paid}", others)).toBe("Inpatient");
    expect(
      fillSentence("Paid[[, most {totals.paid_change|positive}]].", {
        ...shown,
        rows: [],
        totals: shown.rows[1] ?? [],
      }),
    ).toBe("Paid.");
  });

  it("leaves out what is not there", () => {
    expect(fillSentence("Paid {totals.paid}[[, {row.Other.paid} of it elsewhere]].", shown)).toBe("Paid $2.5 million.");
    expect(fillSentence("[[{totals.missing|nonzero} lines lack it.]]", shown)).toBe("");
    expect(fillSentence("[[{totals.missing} lines lack it.]]", shown)).toBe("0 lines lack it.");
    expect(fillSentence("{row.Other.paid}", shown)).toBeNull();
  });

  it("says why it cannot say more", () => {
    expect(plainSentence("{row.Other.paid}", shown)).toMatch(/Not everything/);
    expect(plainSentence("x", { ...shown, rows: [] })).toMatch(/Nothing was found for 2025/);
    const suppressed = [{ part: "rows", row: 0, column: "paid", reason: "small" }] as const;
    expect(plainSentence("{row.Other.paid}", { ...shown, suppressed: [...suppressed] })).toMatch(/Too few people/);
  });
});
