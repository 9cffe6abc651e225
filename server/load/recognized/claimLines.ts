import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { productPaths } from "../../root.ts";
import { type LayoutTable, tuvaTables } from "../layout.ts";

/** A staged table of claim lines, with those of its columns that matter here. */
export interface ClaimLines {
  table: LayoutTable;
  path: string;
  /** What tells one version of a claim from another, as far as it is given. */
  version: string[];
  amounts: string[];
  /** What differs from line to line where lines are of their own. */
  details: string[];
  /** SQL that is true for a line that was not denied and not pended. */
  isPaid: string;
}

const versionColumns = ["claim_id", "data_source", "line_type", "claim_version"];
const detailColumns = [
  "claim_line_start_date",
  "revenue_center_code",
  "hcpcs_code",
  "service_unit_quantity",
  "ndc_code",
  "quantity",
];

/** The staged tables whose rows are lines of claims. */
export async function claimTables(connection: DuckDBConnection, staged: Record<string, string>): Promise<ClaimLines[]> {
  const found: ClaimLines[] = [];
  for (const table of tuvaTables()) {
    const path = staged[table.name];
    if (!path) continue;
    const given = await parquetColumns(connection, path);
    if (!given.has("claim_id") || !given.has("claim_line_number")) continue;
    const isPaid = given.has("claim_status")
      ? `coalesce(lower(claim_status) not in (${await unpaidWords(connection)}), true)`
      : "true";
    found.push({
      table,
      path,
      version: versionColumns.filter((name) => given.has(name)),
      amounts: table.columns.filter(({ name, kind }) => kind === "amount" && given.has(name)).map(({ name }) => name),
      details: detailColumns.filter((name) => given.has(name)),
      isPaid,
    });
  }
  return found;
}

export async function parquetColumns(connection: DuckDBConnection, path: string): Promise<Set<string>> {
  const result = await connection.runAndReadAll("select name from parquet_schema($path)", { path });
  return new Set(result.getRowsJson().map(([name]) => String(name)));
}

/** The words of data/reference for a state in which nothing is paid, as a list for SQL. */
async function unpaidWords(connection: DuckDBConnection): Promise<string> {
  const result = await connection.runAndReadAll(
    `select string_agg('''' || replace(word, '''', '''''') || '''', ', ' order by word)
    from read_csv($path, all_varchar = true, header = true)
    where field = 'claim_status' and meaning in ('denied', 'pended')`,
    { path: join(productPaths.reference, "word.csv") },
  );
  return String(result.getRowsJson()[0]?.[0]);
}
