import type { DuckDBConnection } from "@duckdb/node-api";
import { openEngine, withConnection } from "../../warehouse/engine.ts";
import type { LayoutColumn } from "../layout.ts";
import type { Part, Target } from "../part.ts";
import { recognize } from "../recognize.ts";
import type { MappedFile } from "./mapping.ts";
import { type Suggestion, suggestValues } from "./suggestValue.ts";

/** A file's name, header and first rows, as text. */
export interface SampledFile {
  name: string;
  header: string[];
  /** Row by row; empty fields are null or "". */
  samples: (string | null)[][];
}

export interface TriedTable {
  table: string;
  /** Sample rows that are no rows of the table. */
  setAside: number;
  columns: TriedColumn[];
}

export interface TriedColumn {
  target: string;
  /** The file's own name of the column, or of the columns. */
  header: string;
  /** What stands in the file, for each sample row that is taken; of several columns with a bar between them. */
  before: (string | null)[];
  after: (string | null)[];
  /** What is wrong, for each row; null where nothing is. */
  wrong: (string | null)[];
}

/**
 * What sample rows become under a mapping of their file; `lacks` says why a load would not take it: it reads what is
 * not in the header, or leaves out what the table needs; `suggested`
 * how columns that it takes as they stand are to be read.
 */
export async function tryMapping(
  file: SampledFile,
  mapped: MappedFile,
): Promise<{ tables: TriedTable[]; unread: string[]; lacks: string | null; suggested: Suggestion[] }> {
  const mapping = { name: "tried", vendor: "tried", files: [mapped] };
  const found = recognize(file.header, file.name, { layouts: [], mappings: [{ mapping, record: null, first: true }] });
  const table = found.kind === "lacks" ? found.would : found;
  const lacks = found.kind === "lacks" ? (found.what ?? null) : null;
  if (table?.kind !== "table") return { tables: [], unread: file.header, lacks, suggested: [] };
  const engine = await openEngine(":memory:", { threads: 1 });
  try {
    const tables = await withConnection(engine, async (connection) => {
      const tried: TriedTable[] = [];
      for (const part of table.parts) tried.push(await tryPart(connection, part, file));
      return tried;
    });
    return { tables, unread: table.unread, lacks, suggested: suggestValues(file, mapped) };
  } finally {
    engine.closeSync();
  }
}

async function tryPart(connection: DuckDBConnection, part: Part, file: SampledFile): Promise<TriedTable> {
  const fields = file.header.map((_, at) => `nullif(trim(cells[${at + 1}], ' ' || chr(9) || chr(160)), '') as f${at}`);
  const field = (place: number) => `f${place}`;
  const texts = part.targets.map(({ sql, places }, at) => `${sql ? sql(field) : `f${places[0]}`} as t${at}`);
  const checked = part.targets.map((target, at) => [`t${at}`, `${isWrong(target, `t${at}`)} as w${at}`]);
  const sql = `select ${checked.flat().join(", ")}, place from (
    select ${[...texts, `${part.where?.(field) ?? "true"} as taken`, "place"].join(", ")} from (
      select ${[...fields, "place"].join(", ")} from (
        select unnest(rows) as cells, generate_subscripts(rows, 1) as place
        from (select from_json($rows, '[["VARCHAR"]]') as rows))))
    where taken order by place`;
  const result = await connection.runAndReadAll(sql, { rows: JSON.stringify(file.samples) });
  const rows = result.getRowsJson();
  const cell = (row: number, at: number) => {
    const value = rows[row]?.[at];
    return value === null || value === undefined ? null : String(value);
  };
  const place = (row: number) => Number(cell(row, part.targets.length * 2)) - 1;
  const columns = part.targets.map((target, at) => ({
    target: target.column.name,
    header: target.header,
    before: rows.map((_, row) => shown(target.places.map((each) => file.samples[place(row)]?.[each] ?? ""))),
    after: rows.map((_, row) => cell(row, at * 2)),
    wrong: rows.map((_, row) => (cell(row, at * 2 + 1) === "true" ? complaint(target) : null)),
  }));
  return { table: part.table.name, setAside: file.samples.length - rows.length, columns };
}

function shown(texts: string[]): string | null {
  return texts.some((text) => text !== "") ? texts.join(" | ") : null;
}

function isWrong({ column }: Target, text: string): string {
  if (column.values.length > 0) {
    return `coalesce(not list_contains([${column.values.map((each) => `'${each}'`).join(", ")}], lower(${text})), false)`;
  }
  if (column.kind === "text" || column.kind === "id") return "false";
  const shape = column.kind === "date" ? "true" : `regexp_full_match(${text}, '[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)')`;
  return `(${text} is not null and (not ${shape} or try_cast(${text} as ${column.type}) is null))`;
}

function complaint({ column, complaint: own }: Target): string {
  return own ?? complaints[column.kind] ?? `not one of ${column.values.join(", ")}`;
}

const complaints: Partial<Record<LayoutColumn["kind"], string>> = {
  date: "not a date written YYYY-MM-DD",
  amount: "not an amount written like 1234.50",
  quantity: "not a number written like 12.5",
  integer: "not a whole number",
};
