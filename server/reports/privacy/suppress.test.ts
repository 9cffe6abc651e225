import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell, Column, Unit } from "../envelope.ts";
import type { Basis } from "./measureBlocks.ts";
import { type SuppressOptions, suppress } from "./suppress.ts";
import type { TableParts } from "./tableLines.ts";
import { attack, type Published } from "./testing/attacker.ts";
import { type MadeTable, makeTable, type PlanShape } from "./testing/plans.ts";

const shapes: fc.Arbitrary<PlanShape> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  people: fc.integer({ min: 15, max: 900 }),
  groups: fc.integer({ min: 2, max: 9 }),
  subgroups: fc.integer({ min: 2, max: 4 }),
  kind: fc.constantFrom("enrollment", "category", "parts"),
  levels: fc.constantFrom(1, 2),
  cross: fc.boolean(),
  compared: fc.boolean(),
  claimants: fc.boolean(),
  families: fc.boolean(),
});

/** Lines in the order in which they were made, so that the attacker may know which is which. */
function publish({ table, basis }: MadeTable): Published & { withheld: number } {
  const result = suppress(table, { profile: "committee", minimum: 11, basis });
  const rows: Cell[][] = [];
  result.order.forEach((from, to) => {
    rows[from] = result.rows[to] ?? [];
  });
  const subtotals = table.subtotals.map((line) => {
    const same = (other: readonly Cell[]) =>
      table.columns.every((column, c) => column.role !== "dimension" || other[c] === line[c]);
    return result.subtotals.find(same) ?? [];
  });
  return { rows, subtotals, totals: result.totals, withheld: result.suppressed.cells.length };
}

/** Only the cells with 1 to 10 people behind them, and what is shown of them beside them on the line. */
function primaryOnly({ table, basis }: MadeTable, leave: "nothing" | "rates" | "changes" = "nothing"): Published {
  const hide = (cells: readonly Cell[], behind: { current: Record<string, number | null>; prior: unknown } | null) =>
    cells.map((cell, c) => {
      const column = table.columns[c];
      if (column?.role !== "measure" || !behind) return cell;
      const people = basis[column.of ?? column.name]?.people ?? "";
      const prior = (behind.prior as Record<string, number> | null)?.[people] ?? 0;
      const small = (count: number) => count > 0 && count < 11;
      const now = small(behind.current[people] ?? 0);
      if (leave === "rates" && column.unit === "usd_pmpm") return cell;
      if (column.compare === "prior") return small(prior) ? null : cell;
      if (column.compare === "change") return leave !== "changes" && (now || small(prior)) ? null : cell;
      return now ? null : cell;
    });
  return {
    rows: table.rows.map((row, i) => hide(row, table.behind.rows[i] ?? null)),
    subtotals: table.subtotals.map((row, i) => hide(row, table.behind.subtotals[i] ?? null)),
    totals: table.totals && hide(table.totals, table.behind.totals),
  };
}

function givenCells({ table }: MadeTable): number {
  const lines = [...table.rows, ...table.subtotals, ...(table.totals ? [table.totals] : [])];
  const measures = table.columns.flatMap((column, c) => (column.role === "measure" ? [c] : []));
  return lines.reduce((all, cells) => all + measures.filter((c) => cells[c] !== null).length, 0);
}

function hiddenCells(made: MadeTable, published: Published): number {
  const shown = { ...made, table: { ...made.table, ...published } };
  return givenCells(made) - givenCells(shown);
}

describe("suppress against an attacker", () => {
  it("gives away no group of 1 to 10 people", () => {
    const tally = { tables: 0, cells: 0, primary: 0, withheld: 0 };
    fc.assert(
      fc.property(shapes, (shape) => {
        const made = makeTable(shape);
        const published = publish(made);
        expect(attack(made, published)).toEqual([]);
        tally.tables++;
        tally.cells += givenCells(made);
        tally.primary += hiddenCells(made, primaryOnly(made));
        tally.withheld += published.withheld;
      }),
      { seed: 20260101, numRuns: 250 },
    );
    const share = (count: number) => `${((100 * count) / tally.cells).toFixed(1)}%`;
    console.info(
      `${tally.tables} tables, ${tally.cells} cells: ${share(tally.primary)} small, ${share(tally.withheld)} withheld in all`,
    );
  });

  it("succeeds where only the small cells are withheld", () => {
    const tally = { thin: 0, broken: 0 };
    fc.assert(
      fc.property(shapes, (shape) => {
        const made = makeTable(shape);
        const published = primaryOnly(made);
        if (hiddenCells(made, published) === 0) return;
        tally.thin++;
        if (attack(made, published).length > 0) tally.broken++;
      }),
      { seed: 20260101, numRuns: 100 },
    );
    console.info(`small cells alone: ${tally.broken} of ${tally.thin} tables give a small group away`);
    expect(tally.broken).toBeGreaterThan(tally.thin / 2);
  });

  it.each(["rates", "changes"] as const)("succeeds where %s of withheld cells stay", (leave) => {
    const shape: PlanShape = { ...thin, compared: true };
    const broken = Array.from({ length: 40 }, (_, i) => makeTable({ ...shape, seed: i + 1 })).filter((made) => {
      const published = publish(made);
      const shown = primaryOnly(made, leave);
      const restored = (lines: Cell[][], open: Cell[][]) =>
        lines.map((line, i) =>
          line.map((cell, c) => {
            const column = made.table.columns[c];
            const stays = leave === "rates" ? column?.unit === "usd_pmpm" : column?.compare === "change";
            return stays ? (open[i]?.[c] ?? null) : cell;
          }),
        );
      const rows = restored(published.rows, shown.rows);
      return attack(made, { ...published, rows }).length > 0;
    });
    expect(broken.length).toBeGreaterThan(0);
  });
});

const thin: PlanShape = {
  seed: 1,
  people: 200,
  groups: 6,
  subgroups: 2,
  kind: "enrollment",
  levels: 1,
  cross: false,
  compared: false,
  claimants: false,
  families: false,
};

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
        ["C", [90], null],
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

  it("counts families where they are counted", () => {
    const behind = (people: number, families: number) => ({ current: { people, families }, prior: null });
    const rows = [behind(40, 9), behind(60, 30), behind(90, 40)];
    const counted = {
      ...table,
      rows: table.rows.slice(0, 3),
      totals: null,
      behind: { rows, subtotals: [], totals: null },
    };
    const both = { people: "people", contracts: "families" };
    const result = suppress(counted, { ...committee, basis: { members: both, paid: both } });
    expect(result.rows.map((row) => row[2])).toEqual(
      [null, "70000.00", "9000.00"].sort((a, b) => (a === null ? 1 : b === null ? -1 : 0)),
    );
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
    expect(shown).toEqual(["Members"]);
  });
});
