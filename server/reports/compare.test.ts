import { describe, expect, it } from "vitest";
import { compareTables } from "./compare.ts";
import type { Column } from "./envelope.ts";
import type { ColumnSpec } from "./spec.ts";
import type { Line, Table } from "./table.ts";

const spec = (name: string, over: Partial<ColumnSpec>): ColumnSpec => ({
  name,
  label: name,
  role: "measure",
  type: "decimal",
  scale: 2,
  unit: "usd",
  definition: "",
  direction: "neutral",
  hidden: false,
  compare: true,
  administration: false,
  ...over,
});

const column = (of: ColumnSpec): Column => ({
  ...of,
  unit: of.unit ?? null,
  scale: of.scale ?? null,
  unitColumn: of.unit_column ?? null,
  of: null,
  compare: null,
});

const line = (...cells: Line["cells"]): Line => ({ cells, counts: {} });

function table(specs: ColumnSpec[], rows: Line[], total: Line | null = null): Table {
  return { columns: specs.map(column), rows, subtotals: [], total };
}

describe("a comparison", () => {
  const specs = [
    spec("month", { role: "dimension", type: "month", unit: undefined }),
    spec("paid", {}),
    spec("share", { unit: "ratio", scale: 4 }),
  ];

  it("matches months by their place in the period and adds prior and change", () => {
    const now = table(
      specs,
      [line("2025-01", "110.00", "0.1530"), line("2025-02", "50.00", null)],
      line(null, "160.00", "0.2"),
    );
    const before = table(
      specs,
      [line("2024-02", "0.00", "0.1000"), line("2024-01", "100.00", "0.1500")],
      line(null, "100.00", "0.1"),
    );
    const compared = compareTables(now, before, specs, 12);
    expect(compared.columns.map((each) => each.name)).toEqual([
      "month",
      "paid",
      "paid_prior",
      "paid_change",
      "share",
      "share_prior",
      "share_change",
    ]);
    expect(compared.rows.map((row) => row.cells)).toEqual([
      ["2025-01", "110.00", "100.00", "0.1000", "0.1530", "0.1500", "0.0030"],
      ["2025-02", "50.00", "0.00", null, null, "0.1000", null],
    ]);
    expect(compared.total?.cells.slice(0, 4)).toEqual([null, "160.00", "100.00", "0.6000"]);
    expect(compared.columns.find((each) => each.name === "share_change")?.unit).toBe("points");
  });

  it("keeps what only the prior period had, at its place in this one", () => {
    const compared = compareTables(table(specs, []), table(specs, [line("2024-03", "9.00", "0.5")]), specs, 12);
    expect(compared.rows.map((row) => row.cells)).toEqual([["2025-03", null, "9.00", null, null, "0.5", null]]);
    expect(compared.rows[0]?.now).toBeNull();
  });

  it("takes the unit of the change from each row where rows have units of their own", () => {
    const mixed = [
      spec("measure", { role: "dimension", type: "text", unit: undefined }),
      spec("unit", { role: "dimension", type: "text", unit: undefined, hidden: true }),
      spec("value", { unit: undefined, unit_column: "unit", scale: 4 }),
    ];
    const now = table(mixed, [line("Members", "members", "110.0000"), line("Share", "ratio", "0.1530")]);
    const before = table(mixed, [line("Members", "members", "100.0000"), line("Share", "ratio", "0.1500")]);
    const compared = compareTables(now, before, mixed, 12);
    expect(compared.rows.map((row) => row.cells.slice(-2))).toEqual([
      ["0.1000", "ratio"],
      ["0.0030", "points"],
    ]);
  });
});
