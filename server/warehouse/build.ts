import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { activeLoads, type LedgerLoad } from "../home/ledger.ts";
import { syncDirectory, syncFile } from "../home/writeSafely.ts";
import { type LayoutTable, tuvaTables } from "../load/layout.ts";
import type { Progress } from "../openPlan.ts";
import { productPaths } from "../root.ts";
import { buildOrder } from "./buildOrder.ts";
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
 * @throws PlanlensError `cancelled`, or `bad-query` that names the file whose SQL failed.
 */
export async function buildWarehouse(home: Home, options: BuildOptions = {}): Promise<string> {
  const { asOf, signal, onProgress, queries = productPaths.queries, reference = productPaths.reference } = options;
  const digest = wantedDigest(home, options);
  const target = warehousePath(home, digest);
  if (existsSync(target)) return digest;
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

async function writeWarehouse(
  path: string,
  loads: LedgerLoad[],
  options: BuildOptions & { home: Home; queries: string; reference: string },
): Promise<void> {
  const { home, signal, onProgress } = options;
  const tempDirectory = join(home.paths.scratch, "spill");
  const engine = await openEngine(path, { threads: options.threads, memoryLimit: options.memoryLimit, tempDirectory });
  try {
    await withConnection(engine, async (connection) => {
      const run = (sql: string) => interruptible(connection, signal, () => connection.run(sql));
      await run("set preserve_insertion_order = true");
      const given = await attachSources(run, connection, loads, options);
      const order = buildOrder(
        [...readSqlFolder(options.queries, "core"), ...readSqlFolder(options.queries, "marts")],
        given,
      );
      await run("create schema core");
      await run("create schema marts");
      for (const [index, { table, file }] of order.entries()) {
        onProgress?.({
          fraction: index / order.length,
          message: `Building ${table.replace(/^\w+\./, "").replaceAll("_", " ")}`,
        });
        try {
          await run(`create table ${table} as ${file.sql}`);
        } catch (cause) {
          if (cause instanceof PlanlensError) throw cause;
          throw new PlanlensError("bad-query", `queries/${file.path} could not be run, so nothing was built.`, {
            cause,
          });
        }
      }
      await run("detach loads");
      await run("detach reference");
      await run("checkpoint");
    });
  } finally {
    engine.closeSync();
  }
}

/** Makes `loads.<table>`, `loads.settings` and `reference.<file>` for the build queries; returns their names. */
async function attachSources(
  run: (sql: string) => Promise<unknown>,
  connection: DuckDBConnection,
  loads: LedgerLoad[],
  options: { home: Home; reference: string },
): Promise<Set<string>> {
  const { home, reference } = options;
  const given = new Set<string>();
  await run("attach ':memory:' as loads");
  await run("attach ':memory:' as reference");
  for (const table of tuvaTables()) {
    await run(`create view loads.${table.name} as ${loadedRows(home, loads, table)}`);
    given.add(`loads.${table.name}`);
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
  return given;
}

/** The accepted rows of every load that has the table; an empty relation of the same shape where none has. */
function loadedRows(home: Home, loads: LedgerLoad[], table: LayoutTable): string {
  const columns = table.columns.map((column) => `cast(null as ${column.type}) as ${column.name}`);
  const shape = `select ${columns.join(", ")}, cast(null as smallint) as source_file, cast(null as bigint) as source_row,
    cast(null as varchar) as load_id, cast(null as integer) as load_number limit 0`;
  const parts = loads.flatMap((load) => {
    const path = join(home.paths.loads, load.loadId, `${table.name}.parquet`);
    if (!existsSync(path)) return [];
    return [
      `select * exclude (reject_reason, reject_row), '${load.loadId}' as load_id, ${load.number}::integer as load_number
        from read_parquet(${literal(path)}) where reject_reason is null`,
    ];
  });
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
