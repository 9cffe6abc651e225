import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { activeLoads, type LedgerLoad } from "../home/ledger.ts";
import { syncDirectory, syncFile } from "../home/writeSafely.ts";
import { type LayoutColumn, type LayoutTable, tuvaTables } from "../load/layout.ts";
import type { Progress } from "../openPlan.ts";
import { productPaths } from "../root.ts";
import { buildOrder, type TableQuery } from "./buildOrder.ts";
import { cancelled, interruptible } from "./cancellable.ts";
import { warehouseDigest } from "./digest.ts";
import { openEngine, withConnection } from "./engine.ts";
import { readSqlFolder, walk } from "./sqlFile.ts";

export interface BuildOptions {
  /** The loads active when this number was accepted; all active loads where it is absent. */
  asOf?: number;
  threads?: number;
  memoryLimit?: string;
  signal?: AbortSignal;
  onProgress?: Progress;
  /** Other folders than the product's own, for tests. */
  queries?: string;
  reference?: string;
}

/** The digest of the warehouse that the home's loads, settings and queries call for. */
export function wantedDigest(home: Home, options: Pick<BuildOptions, "asOf" | "queries" | "reference"> = {}): string {
  const { asOf, queries = productPaths.queries, reference = productPaths.reference } = options;
  const loadIds = activeLoads(home, asOf).map((load) => load.loadId);
  return warehouseDigest({ loadIds, settings: home.settings, queries, reference, records: {} });
}

export function warehousePath(home: Home, digest: string): string {
  return join(home.paths.warehouse, `${digest}.duckdb`);
}

/**
 * Builds the warehouse aside and moves it into place; one that is there already is left as it is.
 * Only under the lock. Does not switch.
 * @throws PlanlensError `cancelled`, `bad-home` where a load is not there, or `bad-query` that names the file whose SQL failed.
 */
export async function buildWarehouse(home: Home, options: BuildOptions = {}): Promise<string> {
  const { asOf, signal, onProgress, queries = productPaths.queries, reference = productPaths.reference } = options;
  const digest = wantedDigest(home, options);
  const target = warehousePath(home, digest);
  if (existsSync(target)) return digest;
  for (const load of activeLoads(home, asOf)) refuseMissing(home, load);
  const aside = join(home.paths.scratch, `${digest}.duckdb`);
  discard(aside);
  try {
    await writeWarehouse(aside, activeLoads(home, asOf), { ...options, queries, reference, home });
    if (signal?.aborted) throw cancelled();
    onProgress?.({ fraction: 0.98, message: "Writing to the disk" });
    await syncFile(aside);
    renameSync(aside, target);
    await syncDirectory(home.paths.warehouse);
  } finally {
    discard(aside);
  }
  return digest;
}

/** A load that was taken away by hand must not be built without. */
function refuseMissing(home: Home, { loadId, number }: LedgerLoad): void {
  const folder = join(home.paths.loads, loadId);
  const manifest = join(folder, "manifest.json");
  const tables: string[] = existsSync(manifest) ? Object.keys(JSON.parse(readFileSync(manifest, "utf8")).tables) : [];
  const missing = [manifest, ...tables.map((table) => join(folder, `${table}.parquet`))].find(
    (path) => !existsSync(path),
  );
  if (!missing) return;
  const what = existsSync(folder) ? `${basename(missing)} of load ${number}` : `Load ${number}`;
  throw new PlanlensError(
    "bad-home",
    `${what} is no longer in the home: loads/${loadId} was moved or deleted. Put it back from a backup, or withdraw the load with: planlens undo ${number}`,
  );
}

async function writeWarehouse(
  path: string,
  loads: LedgerLoad[],
  options: BuildOptions & { home: Home; queries: string; reference: string },
): Promise<void> {
  const { home, signal, onProgress } = options;
  const tempDirectory = join(home.paths.scratch, "spill");
  const { threads, memoryLimit = defaultMemory() } = options;
  const engine = await openEngine(path, { threads, memoryLimit, tempDirectory });
  try {
    await withConnection(engine, async (connection) => {
      const run = (sql: string) => interruptible(connection, signal, () => connection.run(sql));
      // Tables whose order matters say `order by`; the others hold the same rows in any order.
      await run("set preserve_insertion_order = false");
      const { given, absent } = await attachSources(run, connection, loads, options);
      const order = buildOrder(
        [...readSqlFolder(options.queries, "core"), ...readSqlFolder(options.queries, "marts")],
        given,
      );
      await run("create schema core");
      await run("create schema marts");
      await run("attach ':memory:' as work");
      for (const [index, query] of order.entries()) {
        const { table, file } = query;
        onProgress?.({
          fraction: index / order.length,
          message: `Building ${table.replace(/^\w+\./, "").replaceAll("_", " ")}`,
        });
        try {
          await run(createStatement(query, absent.get(query.absent ?? "") ?? []));
          for (const column of query.enums) await enumerate(connection, run, table, column);
        } catch (cause) {
          if (cause instanceof PlanlensError) throw cause;
          throw new PlanlensError("bad-query", `queries/${file.path} could not be run, so nothing was built.`, {
            cause,
          });
        }
      }
      await run("detach work");
      await run("detach loads");
      await run("detach reference");
      await run("checkpoint");
    });
  } finally {
    engine.closeSync();
  }
}

/** Sorting goes over the limit by up to a gigabyte, and 7.5 GB are to do for the largest plan. */
function defaultMemory(): string {
  return `${Math.floor(Math.min(5000, (totalmem() / 2 ** 20) * 0.6))}MB`;
}

function createStatement({ table, kind, file }: TableQuery, absent: LayoutColumn[]): string {
  const left = absent.map(({ name }) => name).join(", ");
  const shown = absent.map(({ name, type }) => `, cast(null as ${type}) as ${name}`).join("");
  if (kind === "view") return `create view ${table} as select *${shown} from (${file.sql})`;
  return left
    ? `create table ${table} as select * exclude (${left}) from (${file.sql})`
    : `create table ${table} as ${file.sql}`;
}

/** Keeps a text column of few values as an enumeration in the order of its words; without any value it stays text. */
async function enumerate(
  connection: DuckDBConnection,
  run: (sql: string) => Promise<unknown>,
  table: string,
  column: string,
): Promise<void> {
  const words = await connection.runAndReadAll(`select count(${column}) from ${table}`);
  if (Number(words.getRows()[0]?.[0]) === 0) return;
  const type = `${table}_${column}`;
  await run(
    `create type ${type} as enum (select distinct ${column} from ${table} where ${column} is not null order by 1)`,
  );
  await run(`alter table ${table} alter ${column} type ${type}`);
}

interface Sources {
  /** The names of all that the build queries may need. */
  given: Set<string>;
  /** By table of the loads: columns that no load gives. */
  absent: Map<string, LayoutColumn[]>;
}

/** Makes `loads.<table>`, `loads.settings` and `reference.<file>` for the build queries. */
async function attachSources(
  run: (sql: string) => Promise<unknown>,
  connection: DuckDBConnection,
  loads: LedgerLoad[],
  options: { home: Home; reference: string },
): Promise<Sources> {
  const { home, reference } = options;
  const given = new Set<string>();
  const absent = new Map<string, LayoutColumn[]>();
  await run("attach ':memory:' as loads");
  await run("attach ':memory:' as reference");
  for (const table of tuvaTables()) {
    const name = `loads.${table.name}`;
    const paths = parquetPaths(home, loads, table);
    await run(`create view ${name} as ${loadedRows(paths, table)}`);
    given.add(name);
    const held = await heldColumns(connection, paths);
    absent.set(
      name,
      table.columns.filter((column) => !held.has(column.name) && !table.required.includes(column.name)),
    );
  }
  const { memberMonthRule, runOutMonths, fiscalYearStartMonth, minimumCell } = home.settings;
  await connection.run(
    `create table loads.settings as select $rule::varchar as member_month_rule, $runOut::integer as run_out_months,
      $fiscal::integer as fiscal_year_start_month, $cell::integer as minimum_cell`,
    { rule: memberMonthRule, runOut: runOutMonths, fiscal: fiscalYearStartMonth, cell: minimumCell },
  );
  given.add("loads.settings");
  for (const path of walk(reference).filter((each) => each.endsWith(".csv"))) {
    const name = basename(path, ".csv").replaceAll("-", "_");
    await run(
      `create table reference.${name} as select * from read_csv(${literal(path)}, all_varchar = true, header = true)`,
    );
    given.add(`reference.${name}`);
  }
  return { given, absent };
}

interface LoadedParquet {
  load: LedgerLoad;
  path: string;
}

function parquetPaths(home: Home, loads: LedgerLoad[], table: LayoutTable): LoadedParquet[] {
  return loads
    .map((load) => ({ load, path: join(home.paths.loads, load.loadId, `${table.name}.parquet`) }))
    .filter(({ path }) => existsSync(path));
}

async function heldColumns(connection: DuckDBConnection, paths: LoadedParquet[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const listed = paths.map(({ path }) => literal(path)).join(", ");
  const held = await connection.runAndReadAll(`select distinct name from parquet_schema([${listed}])`);
  return new Set(held.getRows().map(([name]) => String(name)));
}

/** The accepted rows of every load that has the table; an empty relation of the same shape where none has. */
function loadedRows(paths: LoadedParquet[], table: LayoutTable): string {
  const columns = table.columns.map((column) => `cast(null as ${column.type}) as ${column.name}`);
  const shape = `select ${columns.join(", ")}, cast(null as smallint) as source_file, cast(null as bigint) as source_row,
    cast(null as varchar) as load_id, cast(null as integer) as load_number limit 0`;
  const parts = paths.map(
    ({ load, path }) => `select * exclude (reject_reason, reject_row), '${load.loadId}' as load_id,
      ${load.number}::integer as load_number from read_parquet(${literal(path)}) where reject_reason is null`,
  );
  return [`(${shape})`, ...parts.map((part) => `(${part})`)].join(" union all by name ");
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function discard(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.wal`, { force: true });
}

/** Removes warehouses that nobody is likely to ask for: all but `keep` and the two newest others. */
export function pruneWarehouses(home: Home, keep: string, modified: (path: string) => number): void {
  const others = readdirSync(home.paths.warehouse)
    .filter((name) => name.endsWith(".duckdb") && name !== `${keep}.duckdb`)
    .map((name) => join(home.paths.warehouse, name))
    .sort((a, b) => modified(b) - modified(a));
  for (const path of others.slice(2)) discard(path);
}
