import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { placeSeparator, reasonSeparator, setAside, wholeRow } from "./checkedRows.ts";
import { literalPath } from "./formats/parquet.ts";
import { Manifest, type ManifestFile } from "./manifest.ts";

/** A row that was not loaded, as the load keeps it. */
export interface RejectedRow {
  file: string;
  /** Physical line of the file; null where it has no lines. */
  line: number | null;
  /** The row's number in the file, 1 for the first after the header. */
  row: number;
  /** Each names a column, or the row as a whole, and what is wrong. */
  reasons: string[];
  /** The fields by the file's own header, or the row's text where it cannot be taken apart. */
  original: Record<string, string | null> | string;
}

/** What is wrong in the same way in rows of one file. */
export interface RejectKind {
  file: string;
  /** Null where it is the row as a whole. */
  column: string | null;
  what: string;
  rows: number;
  /** The first few: lines, or rows where the file has no lines. */
  lines: number[];
  hasLines: boolean;
}

/** The line where the careful reader noted it; otherwise the header is one line and each row another. */
export const lineNumber = "coalesce((reject_row->>'line')::bigint, source_row + 1)";

/** Rejected rows of a load, in the order of its files. @throws PlanlensError `not-found` where the load lacks the table. */
export async function rejectsOf(
  loadDir: string,
  table: string,
  options: { limit?: number } = {},
): Promise<RejectedRow[]> {
  const { files, tables } = Manifest.parse(JSON.parse(readFileSync(join(loadDir, "manifest.json"), "utf8")));
  const path = join(loadDir, `${table}.parquet`);
  if (!(table in tables) || !existsSync(path)) {
    throw new PlanlensError("not-found", `The load has no ${table}. It has: ${Object.keys(tables).join(", ")}.`);
  }
  const engine = await openEngine(":memory:");
  try {
    const result = await withConnection(engine, (connection) =>
      connection.runAndReadAll(
        `select source_file, ${lineNumber}, source_row, reject_reason, reject_row from read_parquet($path)
        where reject_reason <> $setAside order by source_file, source_row limit $limit`,
        { path: literalPath(path), setAside, limit: BigInt(options.limit ?? 1000) },
      ),
    );
    return result
      .getRowsJson()
      .map(([index, line, row, reason, kept]) => rejectedRow(files[Number(index)], line, row, reason, kept));
  } finally {
    engine.closeSync();
  }
}

function rejectedRow(file: ManifestFile | undefined, ...[line, row, reason, kept]: unknown[]): RejectedRow {
  const original = JSON.parse(String(kept)) as { row?: Record<string, string | null>; text?: string };
  return {
    file: file?.name ?? "",
    line: hasLines(file) ? Number(line) + (file?.linesAbove ?? 0) : null,
    row: Number(row),
    reasons: String(reason).split(reasonSeparator),
    original: original.row ?? original.text ?? "",
  };
}

/** Only text has lines; the rows of everything else are counted. */
export function hasLines(file: { format: string } | undefined): boolean {
  return file?.format === "csv" || file?.format === "fixed-width";
}

/** The kinds of rejects in a staged table, the most frequent first within each file. */
export async function rejectKinds(
  connection: DuckDBConnection,
  path: string,
  files: { name: string; format: string; linesAbove?: number }[],
): Promise<RejectKind[]> {
  const result = await connection.runAndReadAll(
    `select source_file, reason, count(*), to_json(min(line, 3))::varchar, to_json(min(source_row, 3))::varchar
    from (select source_file, source_row, ${lineNumber} as line, unnest(string_split(reject_reason, '${reasonSeparator}')) as reason
      from read_parquet($path) where reject_reason <> $setAside)
    group by source_file, reason order by source_file, count(*) desc, reason`,
    { path, setAside },
  );
  return result.getRowsJson().map(([index, reason, rows, lines, numbers]) => {
    const file = files[Number(index)];
    const [place = "", ...what] = String(reason).split(placeSeparator);
    const ofLines = hasLines(file);
    const above = ofLines ? (file?.linesAbove ?? 0) : 0;
    return {
      file: file?.name ?? "",
      column: place === wholeRow ? null : place,
      what: what.join(placeSeparator),
      rows: Number(rows),
      lines: (JSON.parse(String(ofLines ? lines : numbers)) as (string | number)[]).map((line) => Number(line) + above),
      hasLines: ofLines,
    };
  });
}

/** What a load says that is refused for its bad rows: where, what and what to do. */
export function rejectedRowsError(kinds: RejectKind[], counts: { rows: number; rejected: number }): PlanlensError {
  const shown = kinds.slice(0, 20);
  const count = (n: number) => n.toLocaleString("en-US");
  const lines = shown.map(({ file, column, what, rows, lines, hasLines }) => {
    const unit = hasLines ? "line" : "row";
    const at = `${unit}${lines.length > 1 ? "s" : ""} ${lines.join(", ")}${rows > lines.length ? ", …" : ""}`;
    return `- ${file}, ${at}${column === null ? "" : `, column ${column}`}: ${what} (${count(rows)} ${rows === 1 ? "row" : "rows"})`;
  });
  if (kinds.length > shown.length) lines.push(`- and ${kinds.length - shown.length} more kinds of faults`);
  const text = [
    `${count(counts.rejected)} of ${count(counts.rows)} rows cannot be loaded.`,
    ...lines,
    "Nothing was changed. Mend the file and load it again, or load it without these rows with --force; they are kept with the reason.",
  ].join("\n");
  return new PlanlensError("rejected-rows", text, { detail: { ...counts, kinds } });
}
