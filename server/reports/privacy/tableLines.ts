import type { Cell, Column } from "../envelope.ts";

export type Part = "rows" | "subtotals" | "totals";

/** Hidden counter column → distinct people (or contracts) behind the line; null where it is not known. */
export type Counts = Record<string, number | null>;

/** Who stands behind one line; `prior` is null where the line has no counterpart in the period compared with. */
export interface Behind {
  current: Counts;
  prior: Counts | null;
}

export interface Line {
  part: Part;
  /** Index in its part as given. */
  index: number;
  cells: readonly Cell[];
  behind: Behind | null;
  /** The detail lines that this one sums; null for a detail line. */
  covers: ReadonlySet<number> | null;
}

export interface TableParts {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  subtotals: readonly (readonly Cell[])[];
  totals: readonly Cell[] | null;
  behind: { rows: readonly Behind[]; subtotals: readonly Behind[]; totals: Behind | null };
}

/**
 * All lines of a table in one list, rows first, each subtotal and the total with the rows that it sums.
 * A subtotal sums the rows that agree with it on its visible dimensions; a dimension that is null there, or whose
 * value no row has ("All plans"), is rolled up. A subtotal that sums no row is taken for a detail line of its own.
 */
export function tableLines(table: TableParts): Line[] {
  const dimensions = table.columns.flatMap((column, i) => (column.role === "dimension" && !column.hidden ? [i] : []));
  const known = new Map(dimensions.map((d) => [d, new Set(table.rows.map((row) => row[d] ?? null))]));

  const rows: Line[] = table.rows.map((cells, index) => ({
    part: "rows",
    index,
    cells,
    behind: table.behind.rows[index] ?? null,
    covers: null,
  }));
  const subtotals: Line[] = table.subtotals.map((cells, index) => {
    const fixed = dimensions.filter((d) => cells[d] != null && known.get(d)?.has(cells[d] ?? null));
    const covers = new Set(rows.flatMap((row, i) => (fixed.every((d) => row.cells[d] === cells[d]) ? [i] : [])));
    return {
      part: "subtotals",
      index,
      cells,
      behind: table.behind.subtotals[index] ?? null,
      covers: covers.size > 0 ? covers : null,
    };
  });
  const lines = [...rows, ...subtotals];
  if (table.totals) {
    const covers = new Set(lines.flatMap((line, i) => (line.covers ? [] : [i])));
    lines.push({ part: "totals", index: 0, cells: table.totals, behind: table.behind.totals, covers });
  }
  return lines;
}

/** Whether line `a` is part of the sum on line `b`. */
export function isUnder(lines: readonly Line[], a: number, b: number): boolean {
  const above = lines[b]?.covers;
  if (!above || a === b) return false;
  const own = lines[a]?.covers;
  if (!own) return above.has(a);
  return own.size <= above.size && [...own].every((leaf) => above.has(leaf));
}
