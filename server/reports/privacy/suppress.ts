import type { Cell, Profile, SuppressedCell } from "../envelope.ts";
import { hiddenCells } from "./hiddenCells.ts";
import type { Basis } from "./measureBlocks.ts";
import { safeOrder } from "./safeOrder.ts";
import { type TableParts, tableLines } from "./tableLines.ts";

export type { Basis } from "./measureBlocks.ts";
export type { Counts, TableParts } from "./tableLines.ts";

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
 *    the same people or, for dollars, may be parts of the same amount. Zero is shown.
 * 2. Whatever can be had by subtracting shown lines from a shown subtotal or total must cover at least `minimum`
 *    people and two lines; until it does, the line with the fewest people beside it is withheld too (`withheldLines`).
 * 3. A change needs both of its periods. Each period is treated alone.
 * 4. A rate is shown only where nothing on its line, nor on a subtotal or total above it, is withheld, since its base
 *    may stand there; a ratio also only where nothing below it is withheld, since it may be the share of that.
 * 5. A count of 1 to `minimum` − 1, and one that lacks so few of a larger one, is withheld (`smallCounts`).
 *    An amount that the table does not draw is withheld unless it is zero.
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
  const hidden = hiddenCells(table.columns, lines, options);
  const cells: SuppressedCell[] = [];
  const marked = { rows: new Set<number>(), subtotals: new Set<number>(), totals: new Set<number>() };
  const target = { rows, subtotals, totals: totals ? [totals] : [] };
  lines.forEach((line, i) => {
    table.columns.forEach((column, c) => {
      const row = target[line.part][line.index];
      if (!row || !hidden(i, column) || row[c] == null) return;
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

function ruleText({ minimum, profile }: SuppressOptions): string {
  const left = profile === "public" ? " Lines that would show nothing are left out." : "";
  return (
    `Withheld: cells with fewer than ${minimum} people or families behind them, and further cells from which such a one ` +
    `could be worked out; which of the two is not said. Zero is shown.${left}`
  );
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
