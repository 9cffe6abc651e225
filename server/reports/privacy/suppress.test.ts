import { describe, expect, it } from "vitest";
import type { Cell, Column, Unit } from "../envelope.ts";
import type { Basis } from "./measureBlocks.ts";
import { type SuppressOptions, suppress } from "./suppress.ts";
import type { TableParts } from "./tableLines.ts";

const committee: Omit<SuppressOptions, "basis"> = { profile: "committee", minimum: 11 };

/** A table of one dimension with the named measures; `lines` are label, cells, people behind. */
function tableOf(
  measures: [name: string, unit: Unit | null][],
  lines: [label: string, cells: Cell[], people: number | null][],
  total: [cells: Cell[], people: number] | null,
  dimension: Partial<Column> = {},
): { table: TableParts; basis: Record<string, Basis> } {
  const base = {
    unitColumn: null,
    definition: "",
    of: null,
    compare: null,
    direction: "neutral",
    hidden: false,
  } as const;
  const behind = (people: number | null) => ({ current: { people }, prior: null });
  return {
    table: {
      columns: [
        {
          ...base,
          name: "label",
          label: "Label",
          role: "dimension",
          type: "text",
          unit: null,
          scale: null,
          ...dimension,
        },
        ...measures.map(([name, unit]): Column => {
          const count = unit === "members" || unit === "count";
          return {
            ...base,
            name,
            label: name,
            role: "measure",
            type: count ? "integer" : "decimal",
            unit,
            scale: count ? 0 : 2,
          };
        }),
      ],
      rows: lines.map(([label, cells]) => [label, ...cells]),
      subtotals: [],
      totals: total && [null, ...total[0]],
      behind: { rows: lines.map(([, , people]) => behind(people)), subtotals: [], totals: total && behind(total[1]) },
    },
    basis: Object.fromEntries(measures.map(([name]) => [name, { people: "people", contracts: null }])),
  };
}

describe("suppress", () => {
  const measures: [string, Unit | null][] = [
    ["members", "members"],
    ["paid", "usd"],
  ];
  const { table, basis } = tableOf(
    measures,
    [
      ["Large", [500, "90000.00"], 500],
      ["Small", [4, "70000.00"], 4],
      ["Middle", [60, "9000.00"], 60],
      ["Next", [30, "3000.00"], 30],
      ["Nobody", [0, "0.00"], 0],
    ],
    [[594, "172000.00"], 594],
  );

  it("changes nothing for plan administration", () => {
    const result = suppress(table, { profile: "plan-administration", minimum: 11, basis });
    expect(result.rows).toEqual(table.rows);
    expect(result.suppressed).toEqual({ rule: null, cells: [] });
    expect(result.order).toEqual([0, 1, 2, 3, 4]);
  });

  it("withholds the small line and the next smallest, shows zero, and puts withheld lines last by label", () => {
    const before = structuredClone(table);
    for (const profile of ["committee", "sponsor-summary"] as const) {
      const result = suppress(table, { profile, minimum: 11, basis });
      expect(result.rows).toEqual([
        ["Large", 500, "90000.00"],
        ["Middle", 60, "9000.00"],
        ["Nobody", 0, "0.00"],
        ["Next", null, null],
        ["Small", null, null],
      ]);
      expect(result.totals).toEqual([null, 594, "172000.00"]);
      expect(result.order).toEqual([0, 2, 4, 3, 1]);
      expect(result.suppressed.cells.map(({ row, column }) => [row, column])).toEqual([
        [4, "members"],
        [4, "paid"],
        [3, "members"],
        [3, "paid"],
      ]);
      expect(new Set(result.suppressed.cells.map(({ reason }) => reason))).toEqual(new Set(["derivable"]));
      expect(result.suppressed.rule).toContain("fewer than 11 people");
    }
    expect(table).toEqual(before);
  });

  it("leaves out lines that show nothing from what is public", () => {
    const result = suppress(table, { profile: "public", minimum: 11, basis });
    expect(result.rows.map(([label]) => label)).toEqual(["Large", "Middle", "Nobody"]);
    expect(result.suppressed.cells).toEqual([]);
  });

  it("keeps months in their places", () => {
    const months = tableOf(
      measures,
      [
        ["2025-01", [500, "90000.00"], 500],
        ["2025-02", [4, "70000.00"], 4],
        ["2025-03", [60, "9000.00"], 60],
      ],
      null,
      { type: "month" },
    );
    const result = suppress(months.table, { ...committee, basis: months.basis });
    expect(result.rows).toEqual([
      ["2025-01", 500, "90000.00"],
      ["2025-02", null, null],
      ["2025-03", 60, "9000.00"],
    ]);
  });

  it("withholds the total where it is small itself", () => {
    const few = tableOf(measures, [["Only", [7, "100.00"], 7]], [[7, "100.00"], 7]);
    const result = suppress(few.table, { ...committee, basis: few.basis });
    expect(result.rows).toEqual([["Only", null, null]]);
    expect(result.totals).toEqual([null, null, null]);
  });

  it("withholds what the rows leave over of the total, where that is small", () => {
    const short = tableOf(
      measures,
      [
        ["A", [500, "90000.00"], 500],
        ["B", [60, "9000.00"], 60],
      ],
      [[565, "99500.00"], 565],
    );
    const result = suppress(short.table, { ...committee, basis: short.basis });
    expect(result.rows).toEqual([
      ["A", 500, "90000.00"],
      ["B", null, null],
    ]);
  });

  it("takes a few events for a few people, and an unknown number of people for a small one", () => {
    const events = tableOf(
      [["admissions", "count"]],
      [
        ["A", [7], 900],
        ["B", [80], 700],
        ["C", [900], null],
      ],
      null,
    );
    const result = suppress(events.table, { ...committee, basis: events.basis });
    expect(result.rows).toEqual([
      ["B", 80],
      ["A", null],
      ["C", null],
    ]);
  });

  it("withholds a line that is nearly all of another where neither is part of a shown sum", () => {
    const visits = tableOf(
      [
        ["visits", "count"],
        ["per_1000", "per_1000"],
      ],
      [
        ["Emergency visits, all", [120, "54.10"], 100],
        ["Emergency visits, went home", [116, "52.30"], 97],
        ["Office visits", [900, "405.00"], 300],
      ],
      [[null, null], 400],
    );
    const result = suppress(visits.table, { ...committee, basis: visits.basis });
    expect(result.rows).toEqual([
      ["Emergency visits, all", 120, "54.10"],
      ["Office visits", 900, "405.00"],
      ["Emergency visits, went home", null, null],
    ]);
  });

  it("withholds a headcount that is nearly that of all", () => {
    const overlapping = tableOf(
      [["members", "members"]],
      [
        ["Dental", [495], 495],
        ["Medical", [400], 400],
      ],
      [[500], 500],
    );
    const result = suppress(overlapping.table, { ...committee, basis: overlapping.basis });
    expect(result.rows).toEqual([
      ["Medical", 400],
      ["Dental", null],
    ]);
    expect(result.totals).toEqual([null, 500]);
  });

  it("takes neither averages, nor rounding, nor quotients of counts for small groups", () => {
    const months = tableOf(
      [
        ["members", "members"],
        ["per_contract", "count"],
      ],
      [
        ["2025-01", [4495, "2.31"], 4495],
        ["2025-02", [4504, "2.32"], 4504],
      ],
      [[4499, "2.31"], 4610],
      { type: "month" },
    );
    const columns = months.table.columns.map(
      (column): Column => (column.name === "per_contract" ? { ...column, type: "decimal", scale: 2 } : column),
    );
    const result = suppress({ ...months.table, columns }, { ...committee, basis: months.basis });
    expect(result.suppressed.cells).toEqual([]);

    const rounded = tableOf(
      [["members", "members"]],
      [
        ["A", [334], 350],
        ["B", [334], 345],
      ],
      [[667], 690],
    );
    expect(suppress(rounded.table, { ...committee, basis: rounded.basis }).suppressed.cells).toEqual([]);
  });

  it("withholds amounts that are not drawn, unless they are zero", () => {
    const columns = table.columns.map(
      (column): Column => (column.name === "paid" ? { ...column, hidden: true } : column),
    );
    const large = { ...table, columns, rows: [table.rows[0] ?? [], table.rows[4] ?? []], totals: null };
    const behind = {
      ...table.behind,
      rows: [table.behind.rows[0], table.behind.rows[4]].flatMap((b) => (b ? [b] : [])),
      totals: null,
    };
    const result = suppress({ ...large, behind }, { ...committee, basis });
    expect(result.rows).toEqual([
      ["Nobody", 0, "0.00"],
      ["Large", 500, null],
    ]);
  });

  it("leaves other rates of a line alone where only a rate is withheld", () => {
    const rates = tableOf(
      [
        ["admissions_per_1000", "per_1000"],
        ["visits_per_1000", "per_1000"],
      ],
      [
        ["2025-01", ["12.00", "3000.00"], 5],
        ["2025-02", ["40.00", "3100.00"], 15],
      ],
      null,
      { type: "month" },
    );
    const visiting = { current: { people: 5, visiting: 900 }, prior: null };
    const table = {
      ...rates.table,
      behind: { ...rates.table.behind, rows: [visiting, { ...visiting, current: { people: 15, visiting: 950 } }] },
    };
    const basis = { ...rates.basis, visits_per_1000: { people: "visiting", contracts: null } };
    expect(suppress(table, { ...committee, basis }).rows).toEqual([
      ["2025-01", null, "3000.00"],
      ["2025-02", "40.00", "3100.00"],
    ]);
  });

  it("counts families where they are counted", () => {
    const behind = (people: number, families: number) => ({ current: { people, families }, prior: null });
    const counted: TableParts = {
      columns: table.columns,
      rows: [
        ["A", 40, "900.00"],
        ["B", 60, "700.00"],
      ],
      subtotals: [],
      totals: null,
      behind: { rows: [behind(40, 9), behind(60, 30)], subtotals: [], totals: null },
    };
    const both = { people: "people", contracts: "families" };
    const result = suppress(counted, { ...committee, basis: { members: both, paid: both } });
    expect(result.rows).toEqual([
      ["B", 60, "700.00"],
      ["A", null, null],
    ]);
  });

  it("withholds a measure that does not say who is behind it", () => {
    const result = suppress(table, { ...committee, basis: { members: { people: "people", contracts: null } } });
    expect(result.rows.every((row) => row[2] === null)).toBe(true);
    expect(result.rows.some((row) => row[1] !== null)).toBe(true);
  });

  it("treats a table with one measure a row as rows that can be parts of one another", () => {
    const one = tableOf(
      [
        ["unit", null],
        ["value", null],
      ],
      [
        ["Paid", ["usd", "900.00"], 300],
        ["Pharmacy", ["usd", "100.00"], 8],
        ["Paid PMPM", ["usd_pmpm", "3.00"], 300],
        ["Members", ["members", "300"], 300],
        ["Members per contract", ["count", "1.85"], 300],
        ["Length of stay", ["days", "4.0"], 60],
      ],
      null,
    );
    const columns = one.table.columns.map(
      (column): Column =>
        column.name === "unit"
          ? { ...column, role: "dimension", type: "text", hidden: true }
          : column.name === "value"
            ? { ...column, unitColumn: "unit" }
            : column,
    );
    const result = suppress({ ...one.table, columns }, { ...committee, basis: one.basis });
    const shown = result.rows.filter((row) => row[2] !== null).map(([label]) => label);
    expect(shown).toEqual(["Members", "Members per contract", "Length of stay"]);
    expect(result.order).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
