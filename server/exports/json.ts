import type { Cell, Envelope } from "../reports/envelope.ts";

/** The envelope as one JSON document with a line for each row, in pieces. */
export function* jsonPieces({ meta, columns, rows, subtotals, totals }: Envelope): Generator<string> {
  yield `{"meta":${JSON.stringify(meta)},\n"columns":${JSON.stringify(columns)},\n"rows":`;
  yield* list(rows);
  yield `,\n"subtotals":`;
  yield* list(subtotals);
  yield `,\n"totals":${JSON.stringify(totals)}}\n`;
}

function* list(lines: readonly Cell[][]): Generator<string> {
  yield "[";
  for (const [i, line] of lines.entries()) yield `${i > 0 ? "," : ""}\n${JSON.stringify(line)}`;
  yield lines.length > 0 ? "\n]" : "]";
}
