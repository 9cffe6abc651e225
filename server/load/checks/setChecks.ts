import type { DuckDBConnection } from "@duckdb/node-api";
import type { Finding, Judged } from "./judged.ts";
import { dollarSum, judgedRows, type RowScan } from "./rowScan.ts";

/** Makes what the check reads, and asks it. */
export async function setCheck(
  connection: DuckDBConnection,
  judged: Judged,
  made: Set<string>,
  counts: RowScan["counts"],
): Promise<Finding> {
  await makeRelations(connection, judged, made);
  const result = await connection.runAndReadAll(
    `with found as (${foundRows(judged)})
    select source_file, count(*), sum(amount), (select string_agg(what, ', ' order by what) from (select distinct what from found where what is not null order by what limit 12)), count(source_row)
    from found group by source_file order by source_file`,
  );
  const lines = result.getRowsJson();
  const sums = lines.flatMap(([, , amount]) => (amount === null ? [] : [String(amount)]));
  const words = lines[0]?.[3];
  return {
    rows: new Map(lines.map(([file, rows]) => [file === null ? null : Number(file), Number(rows)])),
    of: judgedRows(judged.check, judged.files, counts),
    amount: dollarSum(sums),
    what: words ? [String(words)] : [],
    ofRows: lines.length === 0 || lines.some((line) => Number(line[4]) > 0),
  };
}

/** Makes the tables that a check reads beside those of the loads, each once; `made` says which are there. */
export async function makeRelations(connection: DuckDBConnection, judged: Judged, made: Set<string>): Promise<void> {
  for (const { name, as, sql } of judged.relations) {
    if (made.has(name)) continue;
    await connection.run(`create ${as} work.${name} as ${sql}`);
    made.add(name);
  }
}

/** The rows of a set check as `source_file`, `source_row`, `amount`, `what`, in the files that it judges. */
export function foundRows({ check, table, files }: Judged): string {
  return `select source_file, source_row, amount, what from (
      select null::smallint as source_file, null::bigint as source_row, null::decimal(18, 2) as amount, null::varchar as what where false
      union all by name (${check.sql.replaceAll("{table}", table)})
    ) where source_file is null or source_file in (${files.join(", ")})`;
}
