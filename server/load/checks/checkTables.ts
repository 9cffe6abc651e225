import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { productPaths } from "../../root.ts";
import { literal, walk } from "../../warehouse/sqlFile.ts";
import { literalPath } from "../formats/parquet.ts";
import { type LayoutTable, tuvaTables } from "../layout.ts";
import type { ManifestFile } from "../manifest.ts";
import type { CheckBook } from "./check.ts";
import { manifestBeside, sendersOf } from "./senders.ts";

/** An earlier load that is active: the path of its Parquet by table. */
export interface HeldLoad {
  loadId: string;
  number: number;
  tables: Record<string, string>;
}

export interface CheckTables {
  /** Columns that the load's own Parquet has, by table. */
  staged: Map<string, Set<string>>;
  /** The same of the earlier loads together. */
  held: Map<string, Set<string>>;
}

let opened = 0;

/**
 * Gives `work` a database of its own in which checks find `every.<table>` (all rows of the load, with `reject_reason`),
 * `staged.<table>` (those loaded), `held.<table>` (earlier loads, with `load_id` and `load_number`), `known.<table>` (both)
 * and `reference.<file>`; each table has all of its columns, whoever gives them.
 */
export async function withCheckTables<T>(
  connection: DuckDBConnection,
  sources: { staged: Record<string, string>; files: ManifestFile[]; held: HeldLoad[]; book: CheckBook },
  work: (tables: CheckTables) => Promise<T>,
): Promise<T> {
  const database = `checks_${++opened}`;
  const before = await connection.runAndReadAll("select current_database(), current_schema()");
  const [catalog, schema] = (before.getRowsJson()[0] ?? []).map(String);
  await connection.run(`attach ':memory:' as ${database}`);
  try {
    await connection.run(`use ${database}`);
    const tables = { staged: new Map(), held: new Map() };
    for (const name of ["every", "staged", "held", "known", "loads", "reference", "work"]) {
      await connection.run(`create schema ${name}`);
    }
    const reads = namesIn(sources.book);
    for (const table of tuvaTables()) {
      if (reads.has(table.name) || sources.staged[table.name]) await makeViews(connection, table, sources, tables);
    }
    if (reads.has("senders")) await makeSenders(connection, sources);
    if (reads.has("loads")) await makeLoads(connection);
    if (reads.has("repeats")) await makeRepeats(connection, sources.staged);
    for (const path of walk(productPaths.reference).filter((each) => each.endsWith(".csv"))) {
      const name = basename(path, ".csv").replaceAll("-", "_");
      if (!reads.has(name)) continue;
      await connection.run(
        `create table reference.${name} as from read_csv(${literal(path)}, all_varchar = true, header = true)`,
      );
    }
    await makeWords(connection);
    return await work(tables);
  } finally {
    await connection.run(`use "${catalog}"."${schema}"`);
    await connection.run(`detach ${database}`);
  }
}

/** The tables that rules read beside the one they judge. */
function namesIn({ checks, relations }: CheckBook): Set<string> {
  const texts = [
    ...checks.flatMap((check) => [check.sql, ...check.with]),
    ...relations.flatMap((each) => [each.sql, ...each.with]),
  ];
  return new Set(texts.join(" ").match(/[a-z_]+/g));
}

async function makeViews(
  connection: DuckDBConnection,
  table: LayoutTable,
  sources: { staged: Record<string, string>; held: HeldLoad[] },
  tables: CheckTables,
): Promise<void> {
  const { name } = table;
  const own = sources.staged[name];
  const earlier = sources.held.flatMap((load) => (load.tables[name] ? [{ ...load, path: load.tables[name] }] : []));
  const given = await columnsOf(connection, own ? [own] : []);
  if (own) tables.staged.set(name, given);
  if (earlier.length > 0)
    tables.held.set(
      name,
      await columnsOf(
        connection,
        earlier.map(({ path }) => path),
      ),
    );
  const empty = table.columns.map((column) => `cast(null as ${column.type}) as ${column.name}`).join(", ");
  const shown = table.columns
    .map((column) => (given.has(column.name) ? column.name : `cast(null as ${column.type}) as ${column.name}`))
    .join(", ");
  const every = own
    ? `select ${shown}, source_file, source_row, reject_reason, reject_row from read_parquet(${pathText(own)})`
    : `select ${empty}, null::smallint as source_file, null::bigint as source_row, null::varchar as reject_reason,
        null::varchar as reject_row where false`;
  const parts = earlier.map(
    ({ path, loadId, number }) => `select * exclude (reject_reason, reject_row), ${literal(loadId)} as load_id,
      ${Math.trunc(number)}::integer as load_number from read_parquet(${pathText(path)}) where reject_reason is null`,
  );
  const shape = `select ${empty}, null::smallint as source_file, null::bigint as source_row, null::varchar as load_id,
    null::integer as load_number where false`;
  await connection.run(`create view every.${name} as ${every}`);
  await connection.run(
    `create view staged.${name} as select * exclude (reject_reason, reject_row) from every.${name} where reject_reason is null`,
  );
  await connection.run(`create view held.${name} as ${[shape, ...parts].join(" union all by name ")}`);
  await connection.run(`create view known.${name} as from staged.${name} union all by name from held.${name}`);
}

/** The number under which a query of the warehouse sees the load that is being checked. */
export const stagedNumber = 2_147_483_647;

/** Claims as the warehouse's own queries read them: the load's, and those of earlier loads for the same persons. */
async function makeLoads(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `create view loads.person as select person_id from staged.medical_claim union select person_id from staged.pharmacy_claim`,
  );
  for (const table of ["medical_claim", "pharmacy_claim"]) {
    await connection.run(
      `create view loads.${table} as select *, null::varchar as load_id, ${stagedNumber} as load_number from staged.${table}
      union all by name (from held.${table} semi join loads.person using (person_id))`,
    );
  }
}

/** Who sent each file, as names are compared; `load_number` is null for the load that is checked. */
async function makeSenders(
  connection: DuckDBConnection,
  { staged, files, held }: { staged: Record<string, string>; files: ManifestFile[]; held: HeldLoad[] },
): Promise<void> {
  const beside = ({ number, tables }: Pick<HeldLoad, "number" | "tables">) => {
    const manifest = manifestBeside(tables);
    return manifest ? [{ number: String(Math.trunc(number)), senders: sendersOf(manifest) }] : [];
  };
  const own = manifestBeside(staged) ?? { files, vendor: null };
  const loads = [{ number: "null", senders: sendersOf(own) }, ...held.flatMap(beside)];
  const values = loads.flatMap(({ number, senders }) =>
    senders.map(({ sender }, place) => `(${number}, ${place}, ${literal(sender)})`),
  );
  await connection.run(
    `create table work.senders as select load_number::integer as load_number, source_file::smallint as source_file, vendor
    from (values ${["(null, -1, '')", ...values].join(", ")}) as sender(load_number, source_file, vendor)`,
  );
}

/** Rows that an earlier load has word for word are known by then: they stand beside the load's tables, and count once. */
async function makeRepeats(connection: DuckDBConnection, staged: Record<string, string>): Promise<void> {
  const [first] = Object.values(staged);
  const path = first && join(dirname(first), "repeats.parquet");
  const rows = path && existsSync(path) ? `from read_parquet(${pathText(path)})` : "where false";
  const columns = path && existsSync(path) ? "table_name, source_file, source_row" : noRepeats;
  await connection.run(`create view work.repeats as select ${columns} ${rows}`);
}

const noRepeats = "null::varchar as table_name, null::smallint as source_file, null::bigint as source_row";

let words: string[] | null = null;

/** Macros that say what a source's word means, as data/reference/word.csv has it. */
async function makeWords(connection: DuckDBConnection): Promise<void> {
  words ??= await wordStatements(connection);
  for (const statement of words) await connection.run(statement);
  await connection.run(unreadDates);
}

/** What stood in the cells for which a row was rejected because they are no dates. */
const unreadDates = `create macro unread_dates(reason, kept) as list_transform(
  flatten(list_transform(
    list_filter(string_split(reason, '; '), lambda part: contains(part, ': not a date written')),
    lambda part: string_split(split_part(part, ': not a date written', 1), ' or ')
  )),
  lambda name: coalesce(trim(json_extract_string(kept, '/row/' || replace(replace(name, '~', '~0'), '/', '~1'))), '')
)`;

async function wordStatements(connection: DuckDBConnection): Promise<string[]> {
  const result = await connection.runAndReadAll(
    "select field, word, meaning from read_csv($path, all_varchar = true, header = true) order by word",
    { path: join(productPaths.reference, "word.csv") },
  );
  const all = result.getRows().map((row) => row.map(String));
  return wordMacros.map(([macro, kind, ...meanings]) => {
    const listed = all.flatMap(([field, word = "", meaning = ""]) =>
      field === kind && meanings.includes(meaning) ? [literal(word)] : [],
    );
    return `create macro ${macro}(word) as coalesce(lower(word) in (${listed.join(", ")}), false)`;
  });
}

/** A macro, the field of its words, and what they mean. */
const wordMacros: [string, string, ...string[]][] = [
  ["is_denied", "claim_status", "denied"],
  ["is_unpaid", "claim_status", "denied", "pended"],
  ["is_reversal", "reversal", "reversal"],
  ["is_adjustment", "adjustment", "adjustment"],
  ["is_subscriber", "relationship", "Subscriber"],
];

async function columnsOf(connection: DuckDBConnection, paths: string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const result = await connection.runAndReadAll(
    `select distinct name from parquet_schema([${paths.map(pathText).join(", ")}])`,
  );
  return new Set(result.getRows().map(([name]) => String(name)));
}

/** Views cannot hold bound values. */
function pathText(path: string): string {
  return literal(literalPath(path));
}
