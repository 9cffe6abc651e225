import type { Cell, Column, Profile, SuppressedCell, Unit } from "../envelope.ts";
import {
  type Basis,
  blockCounters,
  cellReader,
  differences,
  isHeadcount,
  isRate,
  measureBlocks,
  type Period,
} from "./measureBlocks.ts";
import { safeOrder } from "./safeOrder.ts";
import { isUnder, type Line, type TableParts, tableLines } from "./tableLines.ts";
import { withheldLines } from "./withheldLines.ts";

export type { Basis } from "./measureBlocks.ts";
export type { Behind, Counts, TableParts } from "./tableLines.ts";

export interface SuppressOptions {
  profile: Profile;
  /** The smallest number of people (or families) that a cell may show; 11 where nothing else is set. */
  minimum: number;
  /** Measure → who is counted behind it. A measure that is missing here is withheld everywhere. */
  basis: Readonly<Record<string, Basis>>;
}

export interface Suppressed {
  rows: Cell[][];
  subtotals: Cell[][];
  totals: Cell[] | null;
  suppressed: { rule: string | null; cells: SuppressedCell[] };
  /** For each row, its index in the rows as given: the order may have changed, and `public` leaves rows out. */
  order: number[];
}

/**
 * Withholds what would show fewer than `minimum` people, and everything from which that could be worked out.
 *
 * 1. A cell with 1 to `minimum` − 1 people or families behind it is withheld, with all measures of its line that have
 *    the same people or the same unit. Zero is shown.
 * 2. Whatever can be had by subtracting shown lines from a shown subtotal or total must cover at least `minimum`
 *    people and two lines; until it does, the line with the fewest people beside it is withheld too (`withheldLines`).
 * 3. A change needs both of its periods. Each period is treated alone.
 * 4. A rate is shown only where nothing on its line, nor on a subtotal or total above it, is withheld, since its base
 *    may stand there.
 * 5. A count that lacks only 1 to `minimum` − 1 of a larger one is withheld: of another column on its line (members
 *    who are not claimants), or of the headcount above it (there the count above goes where several come so close).
 * 6. Rows with withheld cells go to the end, by label; `public` leaves out rows that show nothing.
 *
 * Which cells are small and which only guard them is not said (every reason is `derivable`): it would narrow both.
 * Sources: CMS cell size suppression policy (no cell of 1 to 10, none derivable by totals or percentages).
 */
export function suppress(table: TableParts, options: SuppressOptions): Suppressed {
  const rows = table.rows.map((row) => [...row]);
  const subtotals = table.subtotals.map((row) => [...row]);
  const totals = table.totals && [...table.totals];
  if (options.profile === "plan-administration") {
    return { rows, subtotals, totals, suppressed: { rule: null, cells: [] }, order: rows.map((_, i) => i) };
  }

  const lines = tableLines(table);
  const hidden = hiddenCells(table, lines, options);
  const cells: SuppressedCell[] = [];
  const marked = { rows: new Set<number>(), subtotals: new Set<number>(), totals: new Set<number>() };
  const target = { rows, subtotals, totals: totals ? [totals] : [] };
  lines.forEach((line, i) => {
    table.columns.forEach((column, c) => {
      const row = target[line.part][line.index];
      if (!row || !hidden.has(key(i, column)) || row[c] == null) return;
      row[c] = null;
      marked[line.part].add(line.index);
      cells.push({ part: line.part, row: line.index, column: column.name, reason: "derivable" });
    });
  });

  const groupMark = (prefix: readonly Cell[]) => subtotalMark(table, prefix, marked.subtotals);
  const inOrder = safeOrder(table.columns, rows, (i) => marked.rows.has(i), groupMark);
  const order = inOrder.filter(
    (i) => options.profile !== "public" || !marked.rows.has(i) || says(table, rows[i] ?? []),
  );
  const subtotalOrder = safeOrder(
    table.columns,
    subtotals,
    (i) => marked.subtotals.has(i),
    () => null,
  );
  const places = {
    rows: new Map(order.map((from, to) => [from, to])),
    subtotals: new Map(subtotalOrder.map((from, to) => [from, to])),
    totals: new Map([[0, 0]]),
  };
  return {
    rows: order.map((i) => rows[i] ?? []),
    subtotals: subtotalOrder.map((i) => subtotals[i] ?? []),
    totals,
    suppressed: {
      rule: ruleText(options),
      cells: cells.flatMap((cell) => {
        const row = places[cell.part].get(cell.row);
        return row === undefined ? [] : [{ ...cell, row }];
      }),
    },
    order,
  };
}

/** Rates whose base is one of `bases`, and never another count. */
const perMember: ReadonlySet<Unit | null> = new Set(["usd_pmpm", "usd_pepm", "per_1000"]);
const bases: ReadonlySet<Unit | null> = new Set(["member_months", "contracts"]);

function ruleText({ minimum, profile }: SuppressOptions): string {
  const left = profile === "public" ? " Lines that would show nothing are left out." : "";
  return (
    `Withheld: cells with fewer than ${minimum} people or families behind them, and further cells from which such a one ` +
    `could be worked out; which of the two is not said. Zero is shown.${left}`
  );
}

function key(line: number, column: Column): string {
  return `${line} ${column.name}`;
}

/** Line and column of every cell to withhold. */
function hiddenCells(table: TableParts, lines: readonly Line[], options: SuppressOptions): Set<string> {
  const { columns } = table;
  const read = cellReader(columns);
  const measures = columns.filter((column) => column.role === "measure" && column.compare === null);
  const compared = columns.some((column) => column.compare !== null);
  const blocks = measureBlocks(columns, options.basis);
  const blocked = new Set(blocks.flatMap((block) => block.measures.map((m) => m.name)));
  const hidden = { current: new Set<string>(), prior: new Set<string>() };

  for (const period of compared ? (["current", "prior"] as const) : (["current"] as const)) {
    const out = hidden[period];
    const hide = (line: number, only: (measure: Column) => boolean) => {
      for (const measure of measures) if (only(measure)) out.add(key(line, measure));
    };
    const hideRates = (line: number, only: (measure: Column) => boolean) => {
      lines.forEach((_, i) => {
        if (i === line || isUnder(lines, i, line)) hide(i, (m) => isRate(m) && m.unitColumn === null && only(m));
      });
    };
    for (const i of lines.keys()) hide(i, (m) => !blocked.has(m.name));
    for (const block of blocks) {
      const names = new Set(block.measures.map((m) => m.name));
      const silent = new Set(
        lines.flatMap((line, i) => (block.measures.every((m) => read(line, m, period) === null) ? [i] : [])),
      );
      const counters = blockCounters(block, lines, columns, period);
      const together = rowsTogether(block.measures, columns, lines);
      const { minimum } = options;
      for (const line of withheldLines({ lines, silent, counters, minimum, together })) {
        hide(line, (m) => names.has(m.name));
        hideRates(line, () => true);
      }
    }
    const hideCount = (line: number, measure: Column) => {
      out.add(key(line, measure));
      hideRates(line, (m) => bases.has(measure.unit) || !perMember.has(m.unit));
    };
    for (const { measure, counters } of differences(columns, lines, period)) {
      const silent = new Set(lines.flatMap((line, i) => (read(line, measure, period) === null ? [i] : [])));
      const { minimum } = options;
      for (const line of withheldLines({ lines, silent, counters, minimum, together: [] })) hideCount(line, measure);
    }
    for (const { line, measure } of nearlyWhole(lines, measures, read, period, out, options.minimum)) {
      hideCount(line, measure);
    }
  }
  return withComparisons(columns, lines, hidden);
}

/** Spreads what is hidden in either period over the columns: the value, its prior, and the change of the two. */
function withComparisons(
  columns: readonly Column[],
  lines: readonly Line[],
  hidden: Record<Period, ReadonlySet<string>>,
): Set<string> {
  const result = new Set<string>();
  lines.forEach((_, i) => {
    for (const column of columns) {
      if (column.role !== "measure") continue;
      const own = `${i} ${column.of ?? column.name}`;
      const current = column.compare !== "prior" && hidden.current.has(own);
      const prior = column.compare !== null && hidden.prior.has(own);
      if (current || prior) result.add(key(i, column));
    }
  });
  return result;
}

/** Headcounts that lack only 1 to `minimum` − 1 of the count above them, in sums whose lines overlap. */
function nearlyWhole(
  lines: readonly Line[],
  measures: readonly Column[],
  read: ReturnType<typeof cellReader>,
  period: Period,
  hidden: ReadonlySet<string>,
  minimum: number,
): { line: number; measure: Column }[] {
  const found: { line: number; measure: Column }[] = [];
  for (const measure of measures.filter(isHeadcount)) {
    const value = (i: number) => {
      const line = lines[i];
      return line ? Number(read(line, measure, period) ?? 0) : 0;
    };
    const sums = lines.flatMap((line, i) => (line.covers && !hidden.has(key(i, measure)) ? [i] : []));
    for (const sum of sums) {
      const leaves = [...(lines[sum]?.covers ?? [])];
      if (leaves.reduce((all, leaf) => all + value(leaf), 0) === value(sum)) continue;
      const close = lines.flatMap((_, i) => {
        const lacking = value(sum) - value(i);
        const near = value(i) > 0 && lacking > 0 && lacking < minimum;
        return near && !hidden.has(key(i, measure)) && isUnder(lines, i, sum) ? [i] : [];
      });
      const [only] = close;
      if (only === undefined) continue;
      const single = close.length === 1 && sums.filter((other) => isUnder(lines, only, other)).length === 1;
      found.push({ line: single ? only : sum, measure });
    }
  }
  return found;
}

/** In a table with one measure a row, the rows whose units are of one family can be parts or rates of one another. */
function rowsTogether(measures: readonly Column[], columns: readonly Column[], lines: readonly Line[]): number[][] {
  const unitColumn = measures.find((m) => m.unitColumn !== null)?.unitColumn;
  const at = columns.findIndex((column) => column.name === unitColumn);
  if (at < 0) return [];
  const families = new Map<string, number[]>();
  lines.forEach((line, i) => {
    const unit = String(line.cells[at] ?? "");
    const family = unit.startsWith("usd") ? "usd" : unit === "per_1000" || unit === "days" ? "count" : unit;
    const people = family === "member_months" || family === "contracts" ? "members" : family;
    families.set(people, [...(families.get(people) ?? []), i]);
  });
  return [...families.values()];
}

/** Whether the subtotal of a group of rows has a withheld cell; null where the group has no subtotal. */
function subtotalMark(table: TableParts, prefix: readonly Cell[], marked: ReadonlySet<number>): boolean | null {
  const dimensions = table.columns.flatMap((column, i) => (column.role === "dimension" && !column.hidden ? [i] : []));
  const found = table.subtotals.findIndex((row) =>
    dimensions.every((d, i) => (row[d] ?? null) === (prefix[i] ?? null)),
  );
  return found < 0 ? null : marked.has(found);
}

/** Whether a row still shows any measure. */
function says(table: TableParts, row: readonly Cell[]): boolean {
  return table.columns.some((column, c) => column.role === "measure" && !column.hidden && row[c] != null);
}
