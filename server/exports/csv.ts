import type { Cell, Column, Envelope } from "../reports/envelope.ts";
import { exportLines } from "./exportLines.ts";

/**
 * The envelope as CSV (RFC 4180: UTF-8 without a byte order mark, CRLF), in pieces.
 *
 * The first line holds the columns' names, after a leading column `line` that says `row`, `subtotal` or `total`, so
 * that one filter leaves the rows to add up. Decimals stand exactly as in the envelope, dates as `YYYY-MM-DD`; a
 * withheld cell is the word `withheld`, one that was not given is empty. Nothing but the table is in the file, since
 * CSV has no comments and a line of notes would break whatever reads it: the file's name says report, period and
 * profile, and the format `notes` has the rest. Rows of months that the page draws are left out. Text that a spreadsheet would take for a formula is prefixed with an
 * apostrophe (as is text that already begins with apostrophes before such a character, so that one can be taken off).
 */
export function* csvPieces(envelope: Envelope): Generator<string> {
  const kept = envelope.columns.flatMap((column, i) => (column.type === "series" ? [] : [{ column, i }]));
  yield record(["line", ...kept.map(({ column }) => column.name)]);
  for (const { kind, cells, withheld } of exportLines(envelope)) {
    const fields = kept.map(({ column, i }) => (withheld.has(i) ? "withheld" : field(cells[i] ?? null, column)));
    yield record([kind, ...fields]);
  }
}

function field(cell: Cell, column: Column): string {
  if (cell === null) return "";
  const text = String(cell);
  return column.type === "text" && /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

function record(fields: readonly string[]): string {
  return `${fields.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",")}\r\n`;
}
