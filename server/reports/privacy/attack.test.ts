import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../envelope.ts";
import { suppress } from "./suppress.ts";
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
      { seed: 20260101, numRuns: 160 },
    );
    const share = (count: number) => `${((100 * count) / tally.cells).toFixed(1)}%`;
    console.info(
      `${tally.tables} tables, ${tally.cells} cells: ${share(tally.primary)} small, ${share(tally.withheld)} withheld in all`,
    );
  });

  it("gives away none where columns and both dimensions add up", () => {
    for (let seed = 1; seed <= 80; seed++) {
      const people = 60 + 2 * seed;
      const made = makeTable({
        ...thin,
        seed,
        people,
        groups: 3,
        subgroups: 3,
        levels: 2,
        cross: true,
        families: true,
      });
      expect(attack(made, publish(made)), `seed ${seed}`).toEqual([]);
    }
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
