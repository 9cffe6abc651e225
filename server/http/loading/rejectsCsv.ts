import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rejectsOf } from "../../load/load.ts";
import { Manifest } from "../../load/manifest.ts";

/** The most rows that are written out of one table. */
const most = 1_000_000;

/**
 * The rejected rows of a load as CSV: file, line, reason, then the fields under the file's own header. What a
 * spreadsheet would take for a formula has an apostrophe before it, as in every other CSV of ours.
 */
export async function* rejectsCsv(loadDir: string): AsyncGenerator<string> {
  const { tables } = Manifest.parse(JSON.parse(readFileSync(join(loadDir, "manifest.json"), "utf8")));
  const kept = await Promise.all(Object.keys(tables).map((table) => rejectsOf(loadDir, table, { limit: most })));
  const rows = kept.flat();
  const names = new Set<string>();
  for (const { original } of rows) {
    if (typeof original === "string") names.add("row");
    else for (const name of Object.keys(original)) names.add(name);
  }
  const columns = [...names];
  yield record(["rejected_from", "rejected_line", "rejected_because", ...columns]);
  for (const { file, line, row, reasons, original } of rows) {
    const fields: Record<string, string | null> = typeof original === "string" ? { row: original } : original;
    yield record([file, String(line ?? row), reasons.join("; "), ...columns.map((name) => fields[name] ?? "")]);
  }
}

function record(fields: readonly string[]): string {
  return `${fields.map(field).join(",")}\r\n`;
}

function field(text: string): string {
  const safe = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A plain negative number is no formula, and must come back as it went. */
const isNumber = /^-?\d+(?:\.\d+)?$/;
