import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../../warehouse/cancellable.ts";
import { type LayoutTable, tuvaTables } from "../layout.ts";
import type { ManifestFile } from "../manifest.ts";
import { parquetColumns } from "./claimLines.ts";

/** An earlier load, active or withdrawn. */
export interface HeldLoad {
  loadId: string;
  number: number;
  active: boolean;
  /** Parquet by table. */
  tables: Record<string, string>;
  /** Names of its files by `source_file`. */
  files: string[];
}

/** Rows of a file that came before, and from where. */
export interface Overlap {
  table: string;
  file: string;
  rows: number;
  /** What the rows come to in the table's first amount; exact decimal. */
  amount: string | null;
  /** Number of the earlier load; null: this load. */
  load: number | null;
  withFile: string;
}

export interface OverlapOptions {
  connection: DuckDBConnection;
  /** Parquet by table. */
  staged: Record<string, string>;
  /** By `source_file`. */
  files: Pick<ManifestFile, "name">[];
  /** All earlier loads. */
  held: HeldLoad[];
  /** Where to write `repeats.parquet`; nothing is written where nothing repeats. */
  target: string;
  /** By table: rows that repeat the key of another row of this load, where that is known; 0 saves a pass. */
  repeatedKeys?: Record<string, number>;
  signal?: AbortSignal;
}

/**
 * Finds the rows that are equal, in all that they say, to a row of an earlier load or of an earlier file of this one, and
 * writes them to `repeats.parquet`, once for each load that has their twin, so that the build counts a row once whatever
 * is withdrawn later. Rows that stand twice in one file stay two; a second time is only a repeat of a second time.
 */
export async function findOverlap(options: OverlapOptions): Promise<Overlap[]> {
  const { connection, staged, held, signal } = options;
  await connection.run(
    `create or replace temp table repeat_found (table_name varchar, source_file smallint, source_row bigint, twin_load varchar,
      twin_number integer, twin_file smallint, amount decimal(18, 2))`,
  );
  for (const table of tuvaTables()) {
    const path = staged[table.name];
    if (!path) continue;
    const earlier = held.filter((load) => load.tables[table.name] && existsSync(load.tables[table.name] ?? ""));
    if (earlier.length === 0 && options.repeatedKeys?.[table.name] === 0) continue;
    const sources = await sourcesOf(connection, table, path, earlier);
    await interruptible(connection, signal, () => findRepeats(connection, table, sources));
  }
  return report(options);
}

/** One Parquet as rows of the same shape as every other: `work` first, whose repeats are looked for. */
interface RowSource {
  /** Its place in time; this load's is the last. */
  at: number;
  path: string;
  loadId: string | null;
  number: number | null;
  given: Set<string>;
}

async function sourcesOf(
  connection: DuckDBConnection,
  table: LayoutTable,
  path: string,
  earlier: HeldLoad[],
): Promise<RowSource[]> {
  const all = [
    ...earlier.map(({ tables, loadId, number }) => ({ path: tables[table.name] ?? "", loadId, number })),
    { path, loadId: null, number: null },
  ];
  const sources: RowSource[] = [];
  for (const [at, source] of all.entries()) {
    sources.push({ ...source, at, given: await parquetColumns(connection, source.path) });
  }
  return sources;
}

/** Where a row was noted and when is not what it says; but of two words on a span the later stands, so its date counts. */
const notSaid = new Set(["source_file", "source_row", "reject_reason", "reject_row", "file_name", "ingest_datetime"]);

/** The key's hash is compared first, in one narrow pass; whole rows only where a key came before. */
async function findRepeats(connection: DuckDBConnection, table: LayoutTable, sources: RowSource[]): Promise<void> {
  const types = new Map(table.columns.map(({ name, type }) => [name, type as string]));
  const said = [...new Set(sources.flatMap(({ given }) => [...given]))]
    .filter((name) => (types.has(name) || /^x_[a-z0-9_]+$/.test(name)) && !notSaid.has(name))
    .filter((name) => name !== "file_date" || table.name === "eligibility")
    .sort();
  const key = table.key.filter((name) => said.includes(name));
  if (key.length === 0) return;
  const current = sources.at(-1);
  if (!current) return;
  const value = ({ given }: RowSource, name: string) =>
    given.has(name) ? name : `cast(null as ${types.get(name) ?? "varchar"})`;
  const keyHash = (source: RowSource) => `hash(${key.map((name) => value(source, name)).join(", ")})`;
  const rows = (source: RowSource) => `read_parquet(${literal(source.path)}) where reject_reason is null`;
  const held = sources.slice(0, -1);
  await connection.run(
    `create or replace temp table repeated_key as
    select key_hash
    from (select ${keyHash(current)} as key_hash, source_file from ${rows(current)})
    group by key_hash
    having min(source_file) <> max(source_file)
    ${held.length > 0 ? `union select distinct key_hash from (select ${keyHash(current)} as key_hash from ${rows(current)}) semi join (${held.map((source) => `select ${keyHash(source)} as key_hash from ${rows(source)}`).join(" union all ")}) using (key_hash)` : ""}`,
  );
  const any = await connection.runAndReadAll("select count(*) from repeated_key");
  if (Number(any.getRowsJson()[0]?.[0]) > 0)
    await compareWhole(connection, table, { sources, said, keyHash, value, rows });
  await connection.run("drop table repeated_key");
}

async function compareWhole(
  connection: DuckDBConnection,
  table: LayoutTable,
  by: {
    sources: RowSource[];
    said: string[];
    keyHash: (source: RowSource) => string;
    value: (source: RowSource, name: string) => string;
    rows: (source: RowSource) => string;
  },
): Promise<void> {
  const { sources, said, keyHash, value, rows } = by;
  const amount = ["paid_amount", ...table.columns.filter(({ kind }) => kind === "amount").map(({ name }) => name)].find(
    (name) => said.includes(name),
  );
  const last = sources.length - 1;
  const wanted = sources.map(
    (source) => `select ${source.at} as load_at, source_file, source_row, key_hash, row_hash, amount
      from (
        select source_file, source_row, ${keyHash(source)} as key_hash,
          hash(row(${said.map((name) => value(source, name)).join(", ")})) as row_hash,
          cast(${amount ? value(source, amount) : "null"} as decimal(18, 2)) as amount
        from ${rows(source)}
      )
      semi join repeated_key using (key_hash)`,
  );
  const loads = sources.map(
    ({ at, loadId, number }) => `(${at}, ${loadId ? literal(loadId) : "null"}, ${number ?? "null"})`,
  );
  await connection.run(
    `insert into repeat_found
    with wanted as (${wanted.join(" union all ")}),
    -- The second of two equal rows in one file repeats only the second of two elsewhere.
    numbered as materialized (
      select *, row_number() over (partition by key_hash, row_hash, load_at, source_file order by source_row) as time
      from wanted
    ),
    twin as (
      select key_hash, row_hash, time, load_at, min(source_file) as source_file
      from numbered
      group by key_hash, row_hash, time, load_at
    )
    select ${literal(table.name)}, repeat.source_file, repeat.source_row, load.load_id, load.load_number, twin.source_file, repeat.amount
    from numbered as repeat
    join twin using (key_hash, row_hash, time)
    join (values ${loads.join(", ")}) as load (load_at, load_id, load_number) on load.load_at = twin.load_at
    where repeat.load_at = ${last} and (twin.load_at < ${last} or twin.source_file < repeat.source_file)`,
  );
}

async function report({ connection, files, held, target }: OverlapOptions): Promise<Overlap[]> {
  const order = "order by table_name, source_file, source_row, twin_number nulls last";
  const count = await connection.runAndReadAll("select count(*) from repeat_found");
  if (Number(count.getRowsJson()[0]?.[0]) === 0) return [];
  await connection.run(
    `copy (select table_name, source_file, source_row, twin_load, twin_file from repeat_found ${order}) to ${literal(target)} (format parquet, compression zstd)`,
  );
  const active = held.filter((load) => load.active).map(({ number }) => number);
  const result = await connection.runAndReadAll(
    `with counted as (
      select *
      from repeat_found
      where twin_number is null or twin_number in (${[...active, 0].join(", ")})
      qualify row_number() over (partition by table_name, source_file, source_row order by twin_number nulls last) = 1
    )
    select table_name, source_file, twin_number, twin_file, count(*), sum(amount)
    from counted
    group by all
    order by table_name, source_file, twin_number nulls last, twin_file`,
  );
  const namesOf = new Map(held.map((load) => [load.number, load.files]));
  return result.getRowsJson().map(([table, file, load, twinFile, rows, amount]) => {
    const number = load === null ? null : Number(load);
    const names = number === null ? files.map(({ name }) => name) : (namesOf.get(number) ?? []);
    return {
      table: String(table),
      file: files[Number(file)]?.name ?? "",
      rows: Number(rows),
      amount: amount === null ? null : String(amount),
      load: number,
      withFile: names[Number(twinFile)] ?? "",
    };
  });
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
