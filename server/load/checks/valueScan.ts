import type { DuckDBConnection } from "@duckdb/node-api";
import type { Check } from "./check.ts";
import type { Finding, Judged } from "./judged.ts";

/**
 * Asks every value check: each value of each column once, with its rows by file. A code stands on many rows, and a look
 * at the distinct ones costs a fraction of a look at all.
 */
export async function valueScan(
  connection: DuckDBConnection,
  table: string,
  judged: Judged[],
  given: Set<string>,
): Promise<Map<Check, Finding>> {
  const findings = new Map<Check, Finding>();
  const columns = [...new Set(judged.flatMap(({ check }) => check.columns))].filter((column) => given.has(column));
  if (columns.length === 0) return findings;
  await connection.run(
    `create or replace table work.value_${table} (field varchar, value varchar, source_file smallint, rows bigint)`,
  );
  for (const column of columns) {
    await connection.run(
      `insert into work.value_${table} select '${column}', ${column}::varchar, source_file, count(*) from staged.${table}
      where ${column} is not null group by all`,
    );
  }
  for (const { check, files } of judged) {
    const result = await connection.runAndReadAll(
      `with judged as (
        select *, coalesce((${check.sql}\n), false) as found from work.value_${table}
        where list_contains(string_split($columns, ','), field) and list_contains(string_split($files, ','), source_file::varchar)
      ), worst as (
        select value, sum(rows) as rows from judged where found and length(value) <= 24 group by value order by rows desc, value limit 5
      )
      select source_file, sum(rows) filter (found), sum(rows), (select string_agg(value, ', ' order by rows desc, value) from worst)
      from judged group by source_file order by source_file`,
      { columns: check.columns.join(","), files: files.join(",") },
    );
    const lines = result.getRowsJson();
    const words = lines[0]?.[3];
    findings.set(check, {
      rows: new Map(
        lines.flatMap(([file, rows]) => (Number(rows ?? 0) > 0 ? [[Number(file), Number(rows)] as const] : [])),
      ),
      of: lines.reduce((sum, line) => sum + Number(line[2]), 0),
      amount: null,
      what: words ? [String(words)] : [],
    });
  }
  return findings;
}
