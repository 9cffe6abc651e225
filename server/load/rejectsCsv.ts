import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Manifest } from "./manifest.ts";
import { rejectColumns } from "./mapping/names.ts";
import { type RejectedRow, rejectsOf } from "./rejects.ts";

/** The column of a row that could not be taken apart. */
const wholeRow = "row";

/** The most rows of a table that are written out. */
const most = 1_000_000;

/** Rejected rows of one header, to be mended and loaded again. */
export interface RejectsFile {
  /** A file of the load that has this header, the first. */
  of: string;
  rows: number;
  pieces: () => Generator<string>;
}

/**
 * The rejected rows of a load as CSV (UTF-8, CRLF): where each stood and why, then its fields under the file's own
 * header. Files of one header share one; another header is another file, or it could not be loaded again. Text that a
 * spreadsheet would take for a formula has an apostrophe before it, which the loader takes off again.
 */
export async function rejectsFiles(loadDir: string): Promise<RejectsFile[]> {
  const { tables } = Manifest.parse(JSON.parse(readFileSync(join(loadDir, "manifest.json"), "utf8")));
  const byHeader = new Map<string, { columns: string[]; rows: RejectedRow[] }>();
  const seen = new Set<string>();
  for (const table of Object.keys(tables)) {
    for (const row of await rejectsOf(loadDir, table, { limit: most })) {
      /* a row that was to fill two tables is one row of its file */
      const place = `${row.file}\n${row.row}`;
      if (seen.has(place)) continue;
      seen.add(place);
      const columns = typeof row.original === "string" ? [wholeRow] : Object.keys(row.original);
      const key = columns.join("\n");
      const group = byHeader.get(key) ?? { columns, rows: [] };
      group.rows.push(row);
      byHeader.set(key, group);
    }
  }
  return [...byHeader.values()].map(({ columns, rows }) => ({
    of: rows[0]?.file ?? "",
    rows: rows.length,
    pieces: () => piecesOf(columns, rows),
  }));
}

function* piecesOf(columns: string[], rows: RejectedRow[]): Generator<string> {
  yield record([...rejectColumns, ...columns]);
  for (const { file, line, row, reasons, original } of rows) {
    const fields: Record<string, string | null> = typeof original === "string" ? { [wholeRow]: original } : original;
    yield record([file, String(line ?? row), reasons.join("; "), ...columns.map((name) => fields[name] ?? "")]);
  }
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(",")}\r\n`;
}

function field(text: string): string {
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Text that begins with apostrophes before such a character gets one more, so that one can be taken off. */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;

/** A plain number is no formula, whatever its sign. */
const number = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;
