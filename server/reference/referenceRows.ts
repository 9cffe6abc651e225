import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import { literal } from "../warehouse/sqlFile.ts";
import { recognizeReference } from "./recognizeReference.ts";
import type { ReferenceColumn, ReferenceKind } from "./referenceKind.ts";
import type { ReferenceBody } from "./referenceRecords.ts";

/** Of the rows of a file, how many may be set aside before it is taken for something else. */
const mostSetAside = 0.5;

/** Makes `given` of all rows of the files, every column as text in its standard form. */
export async function readRows(
  connection: DuckDBConnection,
  files: { path: string; name: string }[],
  asked: string | undefined,
): Promise<ReferenceKind> {
  let kind: ReferenceKind | null = null;
  for (const [index, { path, name }] of files.entries()) {
    const source = sourceOf(path, name);
    const header = await headerOf(connection, source, name);
    const found = recognizeReference(name, header, asked);
    if (kind && kind !== found.kind) {
      throw new PlanlensError(
        "unknown-layout",
        `${name} is ${found.kind.label} and ${files[0]?.name} is ${kind.label}. Add each code set by itself.`,
      );
    }
    kind = found.kind;
    if (index === 0) {
      const columns = kind.columns.map((column) => `${column.name} varchar`).join(", ");
      await connection.run(`create table given (${columns})`);
    }
    const values = kind.columns.map((column) => givenValue(column, found.filledBy.get(column.name)));
    try {
      await connection.run(`insert into given select ${values.join(", ")} from ${source}`);
    } catch (cause) {
      throw unreadable(name, cause);
    }
  }
  if (!kind) throw new PlanlensError("usage", "Name the file of a code set.");
  return kind;
}

/** Files say "nothing" in words, and AHRQ puts every value between single quotes. */
function givenValue({ standard }: ReferenceColumn, filledBy: string | undefined): string {
  if (filledBy === undefined) return "null";
  const bare = `trim(trim(cast("${filledBy.replaceAll('"', '""')}" as varchar)), '''')`;
  const value = `nullif(nullif(nullif(trim(${bare}), ''), 'nan'), 'NULL')`;
  return standard && !standard.startsWith("cast(") ? standard.replaceAll("$", value) : value;
}

/** Makes `kept`, one row a code: rows that cannot be read are left out, and of one code the last row counts. */
export async function settleRows(
  connection: DuckDBConnection,
  kind: ReferenceKind,
  name: string,
): Promise<Pick<ReferenceBody, "rows" | "setAside" | "repeats">> {
  const key = (kind.key ?? [kind.columns[0]?.name]).join(", ");
  const shapes = kind.columns.flatMap((column) => {
    const { pattern } = column;
    if (!pattern) return column.required ? [`${column.name} is not null`] : [];
    const fits = `regexp_full_match(${column.name}, ${literal(pattern.source)})`;
    return [column.required ? `coalesce(${fits}, false)` : `coalesce(${fits}, true)`];
  });
  await connection.run(
    `create table readable as select *, rowid as place from given where ${shapes.join(" and ") || "true"}`,
  );
  const [all = 0, good = 0] = await counts(connection, "select (select count(*) from given), count(*) from readable");
  if (all === 0) throw new PlanlensError("unreadable-file", `${name} has a header and no rows.`);
  if (good < all * (1 - mostSetAside)) throw await misread(connection, kind, name, { all, good });
  const types = kind.columns.flatMap(({ name: column, type, standard }) =>
    type ? [`cast(${standard?.replaceAll("$", column) ?? column} as ${type}) as ${column}`] : [],
  );
  const replaced = types.length > 0 ? `replace (${types.join(", ")})` : "";
  await connection.run(
    `create table kept as select * exclude (place) ${replaced} from readable
     qualify row_number() over (partition by ${key} order by place desc) = 1 order by ${key}`,
  );
  const [rows = 0] = await counts(connection, "select count(*) from kept");
  return { rows, setAside: all - good, repeats: good - rows };
}

/** Which column is not what its name says. */
async function misread(
  connection: DuckDBConnection,
  kind: ReferenceKind,
  name: string,
  { all, good }: { all: number; good: number },
): Promise<PlanlensError> {
  const tried = kind.columns.filter(({ pattern, required }) => pattern && required);
  const fitting = await counts(
    connection,
    `select ${tried.map((column) => `count_if(regexp_full_match(${column.name}, ${literal(column.pattern?.source ?? "")}))`).join(", ")} from given`,
  );
  const worst = tried[fitting.indexOf(Math.min(...fitting))];
  return new PlanlensError(
    "unreadable-file",
    `${name} has the header of ${kind.label}, but only ${good} of its ${all} rows can be read: the column for ${worst?.name} does not hold what it should (${worst?.pattern?.source}). Check that codes were not turned into numbers or dates.`,
    { detail: { kind: kind.id, column: worst?.name ?? null, rows: all, readable: good } },
  );
}

function sourceOf(path: string, name: string): string {
  const ending = extname(name).toLowerCase();
  if (ending === ".parquet") return `read_parquet(${literal(path)})`;
  if ([".csv", ".txt", ".tsv", ".gz"].includes(ending)) {
    return `read_csv(${literal(path)}, all_varchar = true, header = true, quote = '"', null_padding = true,
      compression = '${ending === ".gz" ? "gzip" : "none"}')`;
  }
  throw new PlanlensError(
    "unknown-layout",
    `${name} is neither a CSV nor a Parquet file. Save it as CSV and add that.`,
  );
}

async function headerOf(connection: DuckDBConnection, source: string, name: string): Promise<string[]> {
  try {
    return (await connection.runAndReadAll(`select * from ${source} limit 0`)).columnNames();
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): PlanlensError {
  return new PlanlensError(
    "unreadable-file",
    `${name} could not be read. It must be a CSV with the names of its columns in the first line, in UTF-8, or a Parquet file.`,
    { cause },
  );
}

async function counts(connection: DuckDBConnection, sql: string): Promise<number[]> {
  return ((await connection.runAndReadAll(sql)).getRows()[0] ?? []).map(Number);
}
