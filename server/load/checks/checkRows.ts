import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../../errors.ts";
import { openEngine, withConnection } from "../../warehouse/engine.ts";
import { Manifest, type ManifestFile } from "../manifest.ts";
import { hasLines, lineNumber } from "../rejects.ts";
import { placeSeparator, reasonSeparator } from "../rowChecks.ts";
import { type CheckBook, checkBook } from "./check.ts";
import { type HeldLoad, withCheckTables } from "./checkTables.ts";
import { applicable, type Judged } from "./judged.ts";
import { foundWhere } from "./rowScan.ts";
import { foundRows, makeRelations } from "./setChecks.ts";

/** A row behind a finding. */
export interface CheckedRow {
  table: string;
  file: string;
  /** Physical line of the file, as rejects have it; null where the file has no lines, or the finding is of no one row. */
  line: number | null;
  /** The row's number in the file, 1 for the first after the header; null where the finding is of no one row. */
  row: number | null;
  /** The row's columns that have a value, and what stood in those for which it was rejected, by the file's own header. */
  values: Record<string, string>;
}

/**
 * The rows that a check finds in a load, for plan administration only: they show persons.
 * @param loadDir the load's folder: its Parquet and manifest.json
 * @param options.held earlier loads that were active then
 * @throws PlanlensError `not-found` for a check or a load that is not there.
 */
export async function checkRows(
  loadDir: string,
  check: string,
  options: { held?: HeldLoad[]; limit?: number } = {},
): Promise<CheckedRow[]> {
  const path = join(loadDir, "manifest.json");
  if (!existsSync(path)) throw new PlanlensError("not-found", "The load is no longer in the home.");
  const { files, tables } = Manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  const staged = Object.fromEntries(Object.keys(tables).map((table) => [table, join(loadDir, `${table}.parquet`)]));
  const engine = await openEngine(":memory:", { memoryLimit: "1200MB" });
  try {
    return await withConnection(engine, (connection) =>
      foundRowsOf({ connection, check, staged, files, held: options.held ?? [], limit: options.limit ?? 1000 }),
    );
  } finally {
    engine.closeSync();
  }
}

/** The same of a load that is staged. */
export async function foundRowsOf(options: {
  connection: DuckDBConnection;
  check: string;
  staged: Record<string, string>;
  files: ManifestFile[];
  held: HeldLoad[];
  limit: number;
  book?: CheckBook;
}): Promise<CheckedRow[]> {
  const { connection, check, files, limit, book = checkBook() } = options;
  const only = book.checks.filter((each) => each.check === check);
  if (only.length === 0) throw new PlanlensError("not-found", `There is no check ${check.slice(0, 60)}.`);
  const one = { ...book, checks: only };
  return withCheckTables(connection, { ...options, book: one }, async (tables) => {
    const found: CheckedRow[] = [];
    const made = new Set<string>();
    for (const judged of applicable(one, files, tables)) {
      await makeRelations(connection, judged, made);
      const rows = await connection.runAndReadAll(
        `with found as materialized (${placesOf(judged, tables.staged.get(judged.table) ?? new Set())})
        select found.source_file, found.source_row, ${lineNumber.replace("source_row", "found.source_row")}, every.reject_row, columns(every.* exclude (source_file, source_row, reject_row))::varchar
        from found left join every.${judged.table} as every using (source_file, source_row)
        order by found.source_file, found.source_row limit $limit`,
        { limit: BigInt(Math.max(0, limit - found.length)) },
      );
      const names = rows.columnNames().slice(4);
      found.push(...rows.getRowsJson().map((line) => checkedRow(judged.table, files, names, line)));
    }
    return found;
  });
}

/** Any check as a select of `source_file` and `source_row`. */
function placesOf(judged: Judged, given: Set<string>): string {
  const { check, table, files } = judged;
  if (check.kind === "set") return `select source_file, source_row from (${foundRows(judged)})`;
  const within = `source_file in (${files.join(", ")})`;
  if (check.kind === "row") {
    return `select source_file, source_row from every.${table} where ${within} and (${foundWhere(check)})`;
  }
  const columns = check.columns.filter((column) => given.has(column));
  const selects = columns.map(
    (column) => `select source_file, source_row from staged.${table}
      semi join (select value from (select distinct ${column} as value, '${column}' as field from staged.${table}) where ${check.sql}\n) as bad
      on bad.value = ${column} where ${within}`,
  );
  return selects.join(" union ");
}

function checkedRow(table: string, files: ManifestFile[], names: string[], line: unknown[]): CheckedRow {
  const [place, row, physical, kept, ...cells] = line;
  const file = files[Number(place)];
  const given = names.flatMap((name, at) => (cells[at] === null ? [] : [[name, String(cells[at])] as const]));
  return {
    table,
    file: file?.name ?? "",
    line: row === null || !hasLines(file) ? null : Number(physical) + (file?.linesAbove ?? 0),
    row: row === null ? null : Number(row),
    values: { ...unreadCells(Object.fromEntries(given), kept), ...Object.fromEntries(given) },
  };
}

/** The cells that the reasons of a rejected row name. */
function unreadCells({ reject_reason }: Record<string, string>, kept: unknown): Record<string, string> {
  if (!reject_reason || kept === null) return {};
  const { row = {} } = JSON.parse(String(kept)) as { row?: Record<string, string | null> };
  const named = new Set(
    reject_reason.split(reasonSeparator).flatMap((reason) => reason.split(placeSeparator)[0]?.split(" or ") ?? []),
  );
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, cell]) => (named.has(name) && cell !== null ? [[name, cell]] : [])),
  );
}
