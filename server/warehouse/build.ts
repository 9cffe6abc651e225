import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { syncDirectory, syncFile } from "../home/writeSafely.ts";
import type { LayoutColumn } from "../load/layout.ts";
import type { Progress } from "../openPlan.ts";
import { referenceDigests } from "../reference/referenceRecords.ts";
import { productPaths } from "../root.ts";
import { attachSources } from "./attachSources.ts";
import { type BuildLoad, buildLoads, readLoadShape } from "./buildLoads.ts";
import { buildOrder, type TableQuery } from "./buildOrder.ts";
import { cancelled, interruptible } from "./cancellable.ts";
import { crosswalkVersions } from "./crosswalkRecords.ts";
import { warehouseDigest } from "./digest.ts";
import { openEngine, withConnection } from "./engine.ts";
import { readSqlFolder } from "./sqlFile.ts";

export interface BuildOptions {
  /** The loads active when this number was accepted; all active loads where it is absent. */
  asOf?: number;
  /** Other loads than the ledger's active ones: those that will be active once what is being done is accepted. */
  loads?: BuildLoad[];
  threads?: number;
  memoryLimit?: string;
  signal?: AbortSignal;
  onProgress?: Progress;
  /** Other folders than the product's own, for tests. */
  queries?: string;
  reference?: string;
}

/** The digest of the warehouse that the home's loads, settings and queries call for. */
export function wantedDigest(
  home: Home,
  options: Pick<BuildOptions, "asOf" | "loads" | "queries" | "reference"> = {},
): string {
  const { asOf, queries = productPaths.queries, reference = productPaths.reference } = options;
  const loadIds = (options.loads ?? buildLoads(home, asOf)).map((load) => load.loadId);
  return warehouseDigest({
    loadIds,
    settings: home.settings,
    queries,
    reference,
    records: crosswalkVersions(home),
    codeSets: referenceDigests(home),
  });
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
  const loads = options.loads ?? buildLoads(home, asOf);
  for (const load of loads) readLoadShape(load);
  const aside = join(home.paths.scratch, `${digest}.duckdb`);
  discard(aside);
  try {
    await writeWarehouse(aside, loads, { ...options, queries, reference, home });
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
  loads: BuildLoad[],
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
  // Quoted, because "work" is a word of SQL where a type is named.
  const type = `"${table.replace(".", '"."')}_${column}"`;
  await run(
    `create type ${type} as enum (select distinct ${column} from ${table} where ${column} is not null order by 1)`,
  );
  await run(`alter table ${table} alter ${column} type ${type}`);
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
