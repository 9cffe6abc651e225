import type { Column, Envelope } from "../../server/reports/envelope.ts";
import { cellView } from "./envelopeCells.ts";
import type { ColumnGroup } from "./tableLayout.ts";

const looked = 600;

/** Widths in `ch` for a table of which only a part is drawn, so that columns keep their places as it scrolls. */
export function columnWidths(envelope: Envelope, groups: readonly ColumnGroup[], widest = 44): number[] {
  const step = Math.max(1, Math.floor(envelope.rows.length / looked));
  const sample = [...envelope.rows.keys()].filter((line) => line % step === 0);
  const longest = (column: Column) => {
    const inRows = sample.map((line) => cellView(envelope, "rows", line, column).text.length);
    const inTotal = envelope.totals ? cellView(envelope, "totals", 0, column).text.length : 0;
    return Math.max(inTotal, ...inRows);
  };
  return groups.flatMap((group) =>
    group.columns.map(({ column, label }) => Math.min(widest, Math.max(longest(column), label.length * 0.9)) + 3),
  );
}
