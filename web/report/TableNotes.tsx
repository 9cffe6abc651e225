import type { Envelope } from "../../server/reports/envelope.ts";
import { counted, inWords } from "../format/list.ts";
import { isDash } from "./envelopeCells.ts";
import { emptyColumns } from "./tableLayout.ts";

/** What the marks in the table mean, where it has any. */
export function TableNotes({ envelope }: { envelope: Envelope }) {
  const { columns, rows, meta } = envelope;
  const { rule, cells } = meta.suppressed;
  const measures = columns.flatMap((column, i) =>
    column.role === "measure" &&
    column.type !== "series" &&
    !column.compare &&
    !column.hidden &&
    !isDash(envelope, column)
      ? [i]
      : [],
  );
  const withheld = new Set(cells.filter((cell) => cell.part === "rows").map((cell) => `${cell.row} ${cell.column}`));
  const gaps = rows.some((row, line) =>
    measures.some((i) => row[i] === null && !withheld.has(`${line} ${columns[i]?.name}`)),
  );
  const empty = emptyColumns(envelope).map((column) => column.label.toLowerCase());
  if (cells.length === 0 && !gaps && empty.length === 0) return null;
  return (
    <ul className="table-notes">
      {cells.length > 0 ? (
        <li>
          <b>{counted(cells.length, "figure")} withheld.</b> {rule}
          {new Set(cells.map((cell) => cell.reason)).size > 1
            ? " Those marked “withheld” would let a small one be worked out."
            : ""}
        </li>
      ) : null}
      {empty.length > 0 ? <li>No line gives: {inWords(empty)}.</li> : null}
      {gaps ? <li>“Not given” is what the files did not say; it is not zero.</li> : null}
    </ul>
  );
}
