import type { DuckDBConnection } from "@duckdb/node-api";
import { literalPath } from "../formats/parquet.ts";
import type { LayoutTable } from "../layout.ts";
import type { ColumnProfile } from "./loadProfile.ts";

/** A column of more values than this has no most frequent ones worth showing. */
const few = 500;

/** Up to as many rows the distinct values are counted; beyond, that takes too long. */
export const countedRows = 200_000;

/** Least and most of these would be somebody's. */
const personal = /^(first_name|middle_name|last_name|name_suffix|social_security_number|address|phone|email)$/;

/** One scan for the figures of every column, then one of each column of few values for the most frequent. */
export async function profileColumns(
  connection: DuckDBConnection,
  path: string,
  table: LayoutTable,
  mostCounted = countedRows,
): Promise<Omit<ColumnProfile, "valid">[]> {
  const file = { path: literalPath(path) };
  const shape = await connection.runAndReadAll("select distinct name from parquet_schema($path)", file);
  const held = new Set(shape.getRows().map(([name]) => String(name)));
  const columns = table.columns.filter(({ name }) => held.has(name));
  if (columns.length === 0) return [];
  const size = await connection.runAndReadAll("select count(*)::integer from read_parquet($path)", file);
  const about = Number(size.getRowsJson()[0]?.[0] ?? 0) > mostCounted;
  const figures = columns.map(
    ({ name }) => `count(${name}), approx_count_distinct(${name}), min(${name})::varchar, max(${name})::varchar`,
  );
  const result = await connection.runAndReadAll(
    `select count(*), ${figures.join(", ")} from read_parquet($path) where reject_reason is null`,
    file,
  );
  const [rows = 0, ...cells] = result.getRowsJson()[0] ?? [];
  const profiles: Omit<ColumnProfile, "valid">[] = [];
  for (const [at, { name, kind }] of columns.entries()) {
    const [given = 0, distinct = 0, least = null, most = null] = cells.slice(at * 4, at * 4 + 4);
    const isShown = !personal.test(name);
    const count = about ? Math.min(Number(distinct), Number(given)) : await distinctValues(connection, file, name);
    const hasTop = isShown && count > 0 && count <= few && (kind === "text" || kind === "integer");
    profiles.push({
      column: name,
      header: null,
      given: Number(given),
      empty: Number(rows) - Number(given),
      distinct: count,
      about,
      least: isShown && least !== null ? String(least) : null,
      most: isShown && most !== null ? String(most) : null,
      top: hasTop ? await topValues(connection, file, name) : [],
    });
  }
  return profiles;
}

/** One column at a time: all at once would need memory for every value of every column. */
async function distinctValues(connection: DuckDBConnection, file: { path: string }, column: string): Promise<number> {
  const result = await connection.runAndReadAll(
    `select count(distinct ${column}) from read_parquet($path) where reject_reason is null`,
    file,
  );
  return Number(result.getRowsJson()[0]?.[0] ?? 0);
}

async function topValues(
  connection: DuckDBConnection,
  file: { path: string },
  column: string,
): Promise<ColumnProfile["top"]> {
  const result = await connection.runAndReadAll(
    `select ${column}::varchar, count(*) from read_parquet($path) where reject_reason is null and ${column} is not null
    group by all order by count(*) desc, 1 limit 5`,
    file,
  );
  return result.getRowsJson().map(([value, rows]) => ({ value: String(value), rows: Number(rows) }));
}
