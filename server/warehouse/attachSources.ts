import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import { type LayoutColumn, type LayoutTable, tuvaTables } from "../load/layout.ts";
import { attachReference } from "../reference/attachReference.ts";
import { type BuildLoad, type LoadShape, readLoadShape } from "./buildLoads.ts";
import { attachCrosswalk } from "./crosswalkRecords.ts";
import { literal, walk } from "./sqlFile.ts";
import { type StandingRows, standingRows } from "./standingRows.ts";

/** Columns that the build fills where no load gives them. */
const builtIn = new Set(["person_id"]);

interface Sources {
  /** The names of all that the build queries may need. */
  given: Set<string>;
  /** By table of the loads: columns that no load gives. */
  absent: Map<string, LayoutColumn[]>;
}

/** Makes `loads.<table>`, `loads.settings` and `reference.<file>` for the build queries. */
export async function attachSources(
  run: (sql: string) => Promise<unknown>,
  connection: DuckDBConnection,
  loads: BuildLoad[],
  options: { home: Home; reference: string },
): Promise<Sources> {
  const { home, reference } = options;
  const given = new Set<string>();
  const absent = new Map<string, LayoutColumn[]>();
  await run("attach ':memory:' as loads");
  await run("attach ':memory:' as reference");
  const standing = await readStanding(connection, loads);
  for (const table of tuvaTables()) {
    const name = `loads.${table.name}`;
    const { rows, held } = standing.get(table.name) ?? { rows: [], held: new Set() };
    await run(`create view ${name} as ${loadedRows(rows, table)}`);
    given.add(name);
    absent.set(
      name,
      table.columns.filter(({ name }) => !held.has(name) && !table.required.includes(name) && !builtIn.has(name)),
    );
  }
  const { memberMonthRule, runOutMonths, fiscalYearStartMonth, minimumCell } = home.settings;
  await connection.run(
    `create table loads.settings as select $rule::varchar as member_month_rule, $runOut::integer as run_out_months,
      $fiscal::integer as fiscal_year_start_month, $cell::integer as minimum_cell`,
    { rule: memberMonthRule, runOut: runOutMonths, fiscal: fiscalYearStartMonth, cell: minimumCell },
  );
  given.add("loads.settings");
  await attachCrosswalk(connection, home);
  given.add("loads.crosswalk_record");
  for (const name of await attachReference(connection, home)) given.add(name);
  for (const path of walk(reference).filter((each) => each.endsWith(".csv"))) {
    const name = basename(path, ".csv").replaceAll("-", "_");
    await run(
      `create table reference.${name} as select * from read_csv(${literal(path)}, all_varchar = true, header = true)`,
    );
    given.add(`reference.${name}`);
  }
  return { given, absent };
}

export interface StandingTable {
  rows: StandingRows[];
  /** Columns that some load gives. */
  held: Set<string>;
}

/** By table, what each load gives to it. @throws PlanlensError `bad-home` where a part of a load is not there. */
export async function readStanding(
  connection: DuckDBConnection,
  loads: BuildLoad[],
): Promise<Map<string, StandingTable>> {
  const shapes: { load: BuildLoad; shape: LoadShape }[] = loads.map((load) => ({ load, shape: readLoadShape(load) }));
  const tables = new Map<string, StandingTable>();
  for (const { name } of tuvaTables()) {
    const holding = shapes.filter(({ load }) => existsSync(join(load.folder, `${name}.parquet`)));
    const columns = await columnsOf(
      connection,
      holding.map(({ load }) => join(load.folder, `${name}.parquet`)),
    );
    const rows = standingRows(
      name,
      holding.map((each, index) => ({ ...each, columns: columns[index] ?? new Set() })),
    );
    tables.set(name, { rows, held: new Set(columns.flatMap((each) => [...each])) });
  }
  return tables;
}

async function columnsOf(connection: DuckDBConnection, paths: string[]): Promise<Set<string>[]> {
  if (paths.length === 0) return [];
  const listed = paths.map(literal).join(", ");
  const found = await connection.runAndReadAll(
    `select file_name, list(name) from parquet_schema([${listed}]) group by file_name`,
  );
  const byPath = new Map(found.getRowsJson().map(([path, names]) => [String(path), new Set(names as string[])]));
  return paths.map((path) => byPath.get(path) ?? new Set());
}

/** The rows of every load that has the table; an empty relation of the same shape where none has. */
function loadedRows(standing: StandingRows[], table: LayoutTable): string {
  const columns = table.columns.map((column) => `cast(null as ${column.type}) as ${column.name}`);
  const ids = standing.map(({ load }) => literal(load.loadId)).join(", ");
  // As small as a number on every line.
  const idType = ids ? `enum(${ids})` : "varchar";
  const shape = `select ${columns.join(", ")}, cast(null as smallint) as source_file, cast(null as bigint) as source_row,
    cast(null as ${idType}) as load_id, cast(null as integer) as load_number limit 0`;
  const parts = standing.map(
    ({
      load,
      path,
      condition,
    }) => `select * exclude (reject_reason, reject_row), cast(${literal(load.loadId)} as ${idType}) as load_id,
      ${load.number}::integer as load_number from read_parquet(${literal(path)}) as own where ${condition}`,
  );
  return [`(${shape})`, ...parts.map((part) => `(${part})`)].join(" union all by name ");
}
