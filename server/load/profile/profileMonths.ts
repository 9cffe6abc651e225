import type { DuckDBConnection } from "@duckdb/node-api";
import { literalPath } from "../formats/parquet.ts";
import type { LayoutTable } from "../layout.ts";
import type { LoadProfile } from "./loadProfile.ts";

type Profile = LoadProfile["tables"][string];

/** As many as are worth a look; a history has hundreds. */
const mostMonths = 120;

const shownAmounts = ["paid_amount", "allowed_amount", "charge_amount"];

/** Rows without the date, in place of a month. */
export const noMonth = "";

/**
 * Rows and dollars by month of this load, and of the load before beside them: its other months only where this load
 * comes in its place, for otherwise they are no loss.
 */
export async function monthsBeside(
  connection: DuckDBConnection,
  options: { path: string; before: string | null; replaces: boolean; table: LayoutTable; given: Set<string> },
): Promise<Pick<Profile, "months" | "by">> {
  const { path, before, replaces, table, given } = options;
  const by = ["paid_date", ...table.from].find((name) => given.has(name)) ?? null;
  if (!by) return { months: [], by };
  const amounts = table.columns
    .filter(({ name, kind }) => kind === "amount" && given.has(name))
    .map(({ name }) => name);
  const shown = amounts.filter((name) => shownAmounts.includes(name));
  const summed = shown.length > 0 ? shown : amounts.slice(0, 1);
  const own = await monthsOf(connection, path, by, summed);
  const earlier = before ? await earlierMonths(connection, before, by, summed) : new Map<string, Month>();
  const undated = own.has(noMonth) ? [noMonth] : [];
  const all = new Set([...own.keys(), ...(replaces ? earlier.keys() : [])]);
  all.delete(noMonth);
  const names = [...[...all].sort().slice(-mostMonths), ...undated];
  const nothing: Month = { rows: 0, amounts: {} };
  const months = names.map((month) => ({ month, ...(own.get(month) ?? nothing), prior: earlier.get(month) ?? null }));
  return { months, by };
}

interface Month {
  rows: number;
  amounts: Record<string, string>;
}

/** The load before may lack a column that this one has. */
async function earlierMonths(connection: DuckDBConnection, path: string, by: string, amounts: string[]) {
  const shape = await connection.runAndReadAll("select distinct name from parquet_schema($path)", {
    path: literalPath(path),
  });
  const held = new Set(shape.getRows().map(([name]) => String(name)));
  if (!held.has(by)) return new Map<string, Month>();
  return monthsOf(
    connection,
    path,
    by,
    amounts.filter((name) => held.has(name)),
  );
}

async function monthsOf(
  connection: DuckDBConnection,
  path: string,
  by: string,
  amounts: string[],
): Promise<Map<string, Month>> {
  const sums = amounts.map((name) => `, sum(${name})::varchar`).join("");
  const result = await connection.runAndReadAll(
    `select coalesce(strftime(${by}, '%Y-%m'), '${noMonth}'), count(*)${sums} from read_parquet($path)
    where reject_reason is null group by 1 order by 1`,
    { path: literalPath(path) },
  );
  return new Map(
    result.getRowsJson().map(([month, rows, ...cells]) => {
      const given = amounts.flatMap((name, at) => (cells[at] === null ? [] : [[name, String(cells[at])] as const]));
      return [String(month), { rows: Number(rows), amounts: Object.fromEntries(given) }];
    }),
  );
}
