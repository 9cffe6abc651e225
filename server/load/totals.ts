import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import { roundedKey, setAside } from "./checkedRows.ts";
import type { LayoutTable } from "./layout.ts";
import type { ManifestCounts } from "./manifest.ts";

/** Control totals of a staged table: for the whole, and for each of its files. */
export interface TableTotals {
  table: ManifestCounts;
  file: (index: number) => ManifestCounts;
  /** Rows loaded that repeat the key of another. */
  repeatedKeys: number;
}

const always = ["paid_amount", "allowed_amount", "charge_amount"];

/** Counts and sums what was staged, from the Parquet as it will be kept. */
export async function tableTotals(options: {
  connection: DuckDBConnection;
  table: LayoutTable;
  /** The staged Parquet. */
  target: string;
  /** The number of the table's first file among all of the load. */
  firstFile: number;
  /** Columns that some file has. */
  given: Set<string>;
  /** Places of the files, among the table's, of which only some rows stand in the table. */
  sparse: Set<number>;
}): Promise<TableTotals> {
  const { connection, table, target: path, firstFile, given, sparse } = options;
  const amounts = table.columns
    .filter(({ name, kind }) => kind === "amount" && given.has(name))
    .map(({ name }) => name);
  const absent = table.columns.filter(({ name }) => always.includes(name) && !given.has(name)).map(({ name }) => name);
  const present = (names: string[]) => names.filter((name) => given.has(name)).join(", ") || "null";
  const result = await connection.runAndReadAll(
    totalsSql(amounts, { from: present(table.from), to: present(table.to) }),
    {
      path,
    },
  );
  const lines = new Map(
    result.getRowsJson().map((line) => [Number(line[0]), line.map((cell) => (cell === null ? null : String(cell)))]),
  );
  const counts = (index: number): ManifestCounts => {
    const [, rows = "0", loaded = "0", rejected = "0", numbers, firstDate = null, lastDate = null, rounded, ...cells] =
      lines.get(index) ?? [];
    if (index >= 0 && !sparse.has(index - firstFile) && BigInt(numbers ?? 0) !== sumOfNumbers(Number(rows))) {
      throw new PlanlensError("internal", "The rows of a load came out misnumbered, so it was not kept.");
    }
    const split = {
      loaded: Number(loaded),
      rejected: Number(rejected),
      setAside: Number(rows) - Number(loaded) - Number(rejected),
    };
    return {
      rows: Number(rows),
      ...split,
      totals: totalsOf([...amounts, ...absent], cells.slice(0, amounts.length * 2), split.loaded),
      rejectedTotals: split.rejected === 0 ? {} : totalsOf(amounts, cells.slice(amounts.length * 2), split.rejected),
      firstDate,
      lastDate,
      roundedValues: Number(rounded ?? 0),
    };
  };
  return {
    table: counts(-1),
    file: (index) => counts(firstFile + index),
    repeatedKeys: await repeatedKeys(connection, path, present(table.key)),
  };
}

/** Sums by file and fate of the row first: sums that each look at the row's fate take five times as long. */
function totalsSql(amounts: string[], dates: { from: string; to: string }): string {
  const each = amounts.map((name, at) => `sum(${name}) as sum_${at}, count(${name}) as given_${at}`);
  const sums = ["loaded", "rejected"].flatMap((fate) =>
    amounts.flatMap((_, at) => [
      `sum(sum_${at}) filter (fate = '${fate}')`,
      `coalesce(sum(given_${at}) filter (fate = '${fate}'), 0)`,
    ]),
  );
  return `with counted as (
      select source_file, ${fateSql} as fate, count(*) as n, sum(source_row) as numbers,
        min(coalesce(${dates.from})) as first_date, max(coalesce(${dates.to})) as last_date,
        sum(case when reject_reason is null then try_cast(reject_row->>'${roundedKey}' as bigint) end) as rounded
        ${each.map((sum) => `, ${sum}`).join("")}
      from read_parquet($path) group by all
    )
    select coalesce(source_file, -1), coalesce(sum(n), 0), coalesce(sum(n) filter (fate = 'loaded'), 0),
      coalesce(sum(n) filter (fate = 'rejected'), 0), sum(numbers),
      min(first_date) filter (fate = 'loaded'), max(last_date) filter (fate = 'loaded'), coalesce(sum(rounded), 0),
      ${sums.join(", ") || "null"}
    from counted group by grouping sets ((source_file), ())`;
}

const fateSql = `case when reject_reason is null then 'loaded' when reject_reason = '${setAside}' then 'aside' else 'rejected' end`;

function totalsOf(amounts: string[], cells: (string | null)[], rows: number): ManifestCounts["totals"] {
  return Object.fromEntries(
    amounts.map((name, at) => {
      const given = Number(cells[at * 2 + 1] ?? 0);
      return [name, { sum: cells[at * 2] ?? "0.00", given, notGiven: rows - given }];
    }),
  );
}

function sumOfNumbers(rows: number): bigint {
  return (BigInt(rows) * BigInt(rows + 1)) / 2n;
}

/**
 * Short hashes tell in one narrow pass that nothing repeats, as is usual; else digests of the keys, which stand for
 * them and fit into the memory however many rows repeat and however long the keys are.
 */
async function repeatedKeys(connection: DuckDBConnection, path: string, key: string): Promise<number> {
  const repeats = async (mark: string) => {
    const sql = `select count(*) - count(distinct ${mark}) from read_parquet($path) where reject_reason is null`;
    return Number((await connection.runAndReadAll(sql, { path })).getRowsJson()[0]?.[0] ?? 0);
  };
  if ((await repeats(`hash(${key})`)) === 0) return 0;
  const apart = key.split(", ").map((name) => `coalesce(strlen(${name}::varchar) || ':' || ${name}, '-')`);
  return repeats(`md5_number(${apart.join(" || ")})`);
}
