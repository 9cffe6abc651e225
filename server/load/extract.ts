import { type DuckDBConnection, type DuckDBListValue, listValue } from "@duckdb/node-api";
import type { TextRows } from "./checkedRows.ts";
import { containerOf, hashFile } from "./formats/bytes.ts";
import { carefulRows, csvRows } from "./formats/csv.ts";
import { type Recognizer, readHeader } from "./formats/csvHeader.ts";
import { type CsvScan, scanCsv } from "./formats/csvScan.ts";
import { literalPath, type ParquetShape, parquetRows, parquetShape } from "./formats/parquet.ts";
import type { Known } from "./mapping/known.ts";
import { normalName, rejectColumns } from "./mapping/names.ts";
import type { Part } from "./part.ts";
import { ProblemError, unreadable } from "./problems.ts";
import { type Recognition, type RecognizedTable, recognize } from "./recognize.ts";
import { goOn, LackingError, NotAnExtractError, UnmappedError, unmappedFile } from "./unmapped.ts";
import type { TextFile } from "./unpack/textFile.ts";

/** A file of which it is known what it fills, and how to read it. */
export interface Extract {
  source: TextFile;
  layout: { name: string; version: number };
  mapping: RecognizedTable["mapping"];
  vendor: string | null;
  /** What it gives, at least one. */
  parts: Part[];
  /** All of its columns, in order. */
  columns: { header: string }[];
  /** Names of the columns that no part takes. */
  unreadColumns: string[];
  form: CsvForm | ParquetForm;
}

export interface CsvForm {
  format: "csv";
  gzip: boolean;
  delimiter: string;
  header: string[];
  regular: boolean;
}

interface ParquetForm {
  format: "parquet";
  shape: ParquetShape;
}

export interface ScannedExtract extends Extract {
  scan: CsvScan;
}

/** Rows as SQL, with the value to bind. */
export interface RowSource {
  rows: TextRows;
  path: string | DuckDBListValue;
}

/**
 * Tells from its first bytes and its header what a file is.
 * @throws NotAnExtractError where nothing knows it, or it is known and has no home; ProblemError where it is ours and
 *   something is wrong.
 */
export async function openExtract(source: TextFile, known: Known, connection: DuckDBConnection): Promise<Extract> {
  const container = await containerOf(source.path);
  const recognized: Recognizer = (header, samples) => recognize(header, source.name, known, samples);
  const { recognition, form, samples } = await (container === "parquet"
    ? openParquet(source, recognized, connection)
    : openCsv(source, recognized, container === "gzip")
  ).catch((error) => {
    throw error instanceof ProblemError ? new NotAnExtractError(error.problem) : error;
  });
  if (recognition.kind !== "table") throw misfit(source, recognition, { form, samples });
  const { layout, mapping, vendor, parts, columns, unread: unreadColumns } = recognition;
  const noted = { ...source, notes: [...source.notes, ...recognition.notes] };
  return { source: noted, layout, mapping, vendor, parts, columns, unreadColumns, form };
}

async function openCsv(source: TextFile, recognized: Recognizer, gzip: boolean) {
  const { recognition, samples, ...rest } = await readHeader({ ...source, gzip }, recognized);
  const form: CsvForm = { format: "csv", gzip, ...rest };
  return { recognition, form, samples };
}

async function openParquet(source: TextFile, recognized: Recognizer, connection: DuckDBConnection) {
  const shape = await parquetShape(connection, source);
  const form: ParquetForm = { format: "parquet", shape };
  return { recognition: recognized(shape.names, []), form, samples: [] };
}

function misfit(
  { name: file, linesAbove }: TextFile,
  recognition: Exclude<Recognition, { kind: "table" }>,
  { form, samples }: { form: CsvForm | ParquetForm; samples: string[][] },
): ProblemError {
  const line = form.format === "csv" ? 1 + linesAbove : undefined;
  if (recognition.kind === "left")
    return new NotAnExtractError({ code: "unknown-layout", file, what: recognition.why });
  if (recognition.kind === "doubled") {
    const [first] = recognition.doubled;
    const listed = recognition.doubled.map(({ header, places }) => `${header} (columns ${places.join(" and ")})`);
    const what = `the header names a column more than once: ${listed.join(", ")}. Keep one and load the file again.`;
    return unreadable(file, what, { line, column: first?.header });
  }
  const unmapped = unmappedFile(file, form.format === "csv" ? form.header : form.shape.names, samples);
  if (recognition.kind === "unknown") return new UnmappedError(unmapped);
  const { table, missing } = recognition;
  if (recognition.what !== undefined)
    return new LackingError({ code: "unknown-layout", file, line, what: recognition.what }, unmapped);
  const what = `this looks like ${table.name}, but lacks ${missing.length === 1 ? "column" : "the columns"} ${missing.join(" and ")}. Add what is missing to the file, correct the name in its header, or say which column it is: ${goOn}`;
  const column = missing.length === 1 ? missing[0] : undefined;
  return new LackingError({ code: "unknown-layout", file, line, column, what }, unmapped);
}

/** Looks at every byte of the file before anything is read from it. @throws ProblemError */
export async function scanExtract(
  extract: Extract,
  options: { onBytes: (read: number) => void; signal?: AbortSignal },
): Promise<CsvScan> {
  const { source, form } = extract;
  if (form.format === "csv") return scanCsv({ ...source, ...form }, options);
  const sha256 = await hashFile(source.path, options);
  return { sha256, lines: form.shape.rows + 1, gaps: false, padded: true };
}

/** Files of one shape can be read as one: CSV alike in every respect but their rows. Null: by itself alone. */
export function shapeOf({ columns, form, parts }: Extract): string | null {
  if (form.format !== "csv" || parts.length > 1) return null;
  const field = (place: number) => `r${place}`;
  const targets = parts.flatMap((part) =>
    part.targets.map(({ column, places, sql, typed }) => [column.name, places, sql?.(field), typed?.(field)]),
  );
  const where = parts[0]?.where?.(field);
  return JSON.stringify([columns.map(({ header }) => header), form.delimiter, form.gzip, targets, where]);
}

/**
 * The rows of an extract, or of several of one shape, as SQL, with the value to bind; `copy` is the careful reader's
 * where it had to read the file.
 */
export function textRows(
  [extract, ...more]: [Extract, ...Extract[]],
  options: { parameter: string; padded: boolean; copy?: string },
): RowSource {
  const { source, columns, form, parts } = extract;
  const { parameter, padded, copy } = options;
  if (copy !== undefined) {
    return { rows: asRejected(columns, carefulRows(parameter, columns.length)), path: literalPath(copy) };
  }
  const path = literalPath(source.path);
  if (form.format === "parquet") {
    const typed = columns.map(({ header }, place) => {
      const targets = parts.flatMap((part) => part.targets).filter(({ places }) => places.includes(place));
      const plain = targets.find(({ sql }) => sql === null) ?? null;
      return { header, column: plain?.column ?? targets[0]?.column ?? null, extension: null };
    });
    const rows = parquetRows(parameter, { name: source.name, columns: typed, shape: form.shape });
    return { rows: { ...rows, row: "file_row_number + 1" }, path };
  }
  const several = more.length > 0;
  const rows = asRejected(columns, csvRows(parameter, { ...form, width: columns.length, padded, several }));
  return { rows, path: several ? listValue([path, ...more.map((each) => literalPath(each.source.path))]) : path };
}

/** In a file of rejected rows, text that a spreadsheet would run has an apostrophe before it, which is taken off again. */
function asRejected(columns: Extract["columns"], rows: TextRows): TextRows {
  const names = new Set(columns.map(({ header }) => normalName(header)));
  if (!rejectColumns.every((name) => names.has(name))) return rows;
  const bare = (field: string) =>
    `case when regexp_matches(${field}, '^''+[=+\\-@\\t\\r＝＋－＠]') then substr(${field}, 2) else ${field} end`;
  return { ...rows, fields: rows.fields.map(bare) };
}
