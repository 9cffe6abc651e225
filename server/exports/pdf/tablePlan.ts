import { cellView, type Part } from "../../../web/report/envelopeCells.ts";
import { bodyLines, columnGroups } from "../../../web/report/tableLayout.ts";
import type { Column, Envelope } from "../../reports/envelope.ts";

/** One line of a table as it is printed. */
export interface PrintedLine {
  kind: "row" | "subtotal" | "total";
  cells: PrintedCell[];
}

export interface PrintedCell {
  text: string;
  /** A gap in the source or a withheld figure is set in another hand than a value. */
  given: boolean;
}

/** A column with its place in every line's cells. */
export interface PrintedColumn {
  at: number;
  label: string;
  /** What stands over it and its neighbours of the same measure. */
  group: string | null;
  right: boolean;
}

export interface PrintedTable {
  columns: PrintedColumn[];
  lines: PrintedLine[];
  /** Columns that name the lines: they stand on every sheet of a table that is wider than one. */
  names: number;
  /** Lines that are left to the other files. */
  left: number;
}

/** A part of a report may show some of its table only. */
export interface TableChoice {
  /** At most so many rows. */
  rows?: number;
  /** These columns, and those that compare them. */
  columns?: readonly string[];
}

/** Paper takes this many; the rest is in the other files. */
const longest = 3000;

/** The table in words: the shown columns in the order of the page, each line's cells as the page shows them. */
export function printedTable(envelope: Envelope, { rows = longest, columns: chosen }: TableChoice = {}): PrintedTable {
  const wanted = ({ name, of, type }: Column) =>
    type !== "series" && (!chosen || chosen.includes(name) || (of !== null && chosen.includes(of)));
  const groups = columnGroups(envelope).map((group) => ({
    ...group,
    columns: group.columns.filter(({ column }) => wanted(column)),
  }));
  const shown = groups.flatMap(({ title, columns }) =>
    columns.map(({ column, label }) => ({ column, label, group: title })),
  );
  const order = envelope.rows.map((_, i) => i);
  const all = bodyLines(envelope, order, false);
  const kept = all.slice(0, Math.min(rows, longest));
  const dimensions = envelope.columns.filter((column) => column.role === "dimension" && !column.hidden);
  /** What a subtotal is of, where the column that says it is not among those chosen. */
  const named = (line: number) => {
    const view = dimensions
      .map((column) => cellView(envelope, "subtotals", line, column))
      .find(({ kind }) => kind === "value");
    return view ? `${view.text}, all` : "All";
  };
  const cells = (part: Part, line: number) =>
    shown.map(({ column }, place) => {
      const view = cellView(envelope, part, line, column);
      if (part !== "rows" && column.role === "dimension" && view.kind !== "value") {
        const total = part === "totals" && place === 0;
        return { text: total ? "Total" : part !== "subtotals" ? "" : place > 0 ? "All" : named(line), given: true };
      }
      return { text: view.text, given: view.kind === "value" };
    });
  const lines: PrintedLine[] = kept.map(({ part, line }) => ({
    kind: part === "rows" ? "row" : "subtotal",
    cells: cells(part, line),
  }));
  if (envelope.totals) lines.push({ kind: "total", cells: cells("totals", 0) });
  const columns = shown.map(
    ({ column, label, group }, at): PrintedColumn => ({ at, label, group, right: column.role === "measure" }),
  );
  const first = columns.findIndex((column) => column.right);
  return { columns, lines, names: first < 0 ? 1 : Math.max(1, Math.min(first, 3)), left: all.length - kept.length };
}
