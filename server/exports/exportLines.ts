import type { Cell, Envelope } from "../reports/envelope.ts";

export type LineKind = "row" | "subtotal" | "total";

/** One line of the table as every tabular export writes it. */
export interface ExportLine {
  kind: LineKind;
  cells: readonly Cell[];
  /** Indexes of the cells that are withheld; the other nulls are "not given". */
  withheld: ReadonlySet<number>;
}

const nothing: ReadonlySet<number> = new Set();

/** The lines in the order of all exports: rows, subtotals, total. */
export function* exportLines(envelope: Envelope): Generator<ExportLine> {
  const marks = withheldMarks(envelope);
  for (const [i, cells] of envelope.rows.entries()) {
    yield { kind: "row", cells, withheld: marks.get(`rows ${i}`) ?? nothing };
  }
  for (const [i, cells] of envelope.subtotals.entries()) {
    yield { kind: "subtotal", cells, withheld: marks.get(`subtotals ${i}`) ?? nothing };
  }
  if (envelope.totals) yield { kind: "total", cells: envelope.totals, withheld: marks.get("totals 0") ?? nothing };
}

/** How many lines `exportLines` gives. */
export function lineCount(envelope: Envelope): number {
  return envelope.rows.length + envelope.subtotals.length + (envelope.totals ? 1 : 0);
}

function withheldMarks({ meta, columns }: Envelope): Map<string, Set<number>> {
  const index = new Map(columns.map((column, i) => [column.name, i]));
  const marks = new Map<string, Set<number>>();
  for (const { part, row, column } of meta.suppressed.cells) {
    const at = index.get(column);
    if (at === undefined) continue;
    const key = `${part} ${row}`;
    const set = marks.get(key) ?? new Set<number>();
    marks.set(key, set.add(at));
  }
  return marks;
}
