import { type DuckDBConnection, type DuckDBListValue, listValue } from "@duckdb/node-api";
import type { TextRows } from "./checkedRows.ts";
import { containerOf, hashFile } from "./formats/bytes.ts";
import { carefulRows, csvRows } from "./formats/csv.ts";
import { readHeader } from "./formats/csvHeader.ts";
import { type CsvScan, scanCsv } from "./formats/csvScan.ts";
import { literalPath, type ParquetShape, parquetRows, parquetShape } from "./formats/parquet.ts";
import type { Layout, LayoutTable } from "./layout.ts";
import { ProblemError, unreadable } from "./problems.ts";
import { type FileColumn, type Recognition, recognize } from "./recognize.ts";
import type { Source } from "./sources.ts";

/** A file that a layout takes, and how to read it. */
export interface Extract {
  source: Source;
  layout: Layout;
  table: LayoutTable;
  columns: FileColumn[];
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

/** A file that may be none of ours: in a folder it is left, named outright it is an error. */
export class NotAnExtractError extends ProblemError {}

/**
 * Tells from its first bytes and its header what a file is.
 * @throws NotAnExtractError where no layout knows it; ProblemError where one does and something is wrong.
 */
export async function openExtract(source: Source, known: Layout[], connection: DuckDBConnection): Promise<Extract> {
  const container = await containerOf(source.path);
  const foreign = foreignText[container];
  if (foreign) throw new NotAnExtractError(unreadable(source.name, foreign).problem);
  const { recognition, form } = await (container === "parquet"
    ? openParquet(source, known, connection)
    : openCsv(source, known, container === "gzip")
  ).catch((error) => {
    throw error instanceof ProblemError ? new NotAnExtractError(error.problem) : error;
  });
  if (recognition.kind !== "table") throw misfit(source.name, recognition, { known, form });
  const { layout, table, columns } = recognition;
  return { source, layout, table, columns, form };
}

const foreignText: Record<string, string | undefined> = {
  empty: "the file is empty. Export it again.",
  zip: "this is an Excel workbook or a ZIP archive. Save the sheet as CSV UTF-8, or unpack the archive.",
  "utf-16": "the text is UTF-16. Save the file with the encoding UTF-8 (in Excel: CSV UTF-8) and load it again.",
};

async function openCsv(source: Source, known: Layout[], gzip: boolean) {
  const { recognition, ...rest } = await readHeader({ ...source, gzip }, known);
  const form: CsvForm = { format: "csv", gzip, ...rest };
  return { recognition, form };
}

async function openParquet(source: Source, known: Layout[], connection: DuckDBConnection) {
  const shape = await parquetShape(connection, source);
  const form: ParquetForm = { format: "parquet", shape };
  return { recognition: recognize(shape.names, known), form };
}

function misfit(
  file: string,
  recognition: Exclude<Recognition, { kind: "table" }>,
  { known, form }: { known: Layout[]; form: CsvForm | ParquetForm },
): ProblemError {
  const line = form.format === "csv" ? 1 : undefined;
  if (recognition.kind === "lacks") {
    const { table, missing } = recognition;
    const what = `this looks like ${table.name}, but lacks ${missing.length === 1 ? "column" : "the columns"} ${missing.join(" and ")}. Add what is missing to the file, or correct the name in its header.`;
    const column = missing.length === 1 ? missing[0] : undefined;
    return new ProblemError({ code: "unknown-layout", file, line, column, what });
  }
  if (recognition.kind === "doubled") {
    const [first] = recognition.doubled;
    const listed = recognition.doubled.map(({ header, places }) => `${header} (columns ${places.join(" and ")})`);
    const what = `the header names a column more than once: ${listed.join(", ")}. Keep one and load the file again.`;
    return unreadable(file, what, { line, column: first?.header });
  }
  const readable = known.map(({ title, tables }) => `${title}: ${tables.map((table) => table.name).join(", ")}`);
  const what = `no known layout has these columns. What can be read, with a header in the first line: ${readable.join("; ")}.`;
  return new NotAnExtractError({ code: "unknown-layout", file, what });
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

/** Extracts that can be read as one: CSV files alike in every respect but their rows. */
export function sameShape(a: Extract, b: Extract): boolean {
  const shape = ({ columns, form }: Extract) =>
    form.format === "csv" ? JSON.stringify([columns.map(({ header }) => header), form.delimiter, form.gzip]) : null;
  return shape(a) !== null && shape(a) === shape(b);
}

/**
 * The rows of an extract, or of several of one shape, as SQL, with the value to bind; `copy` is the careful reader's
 * where it had to read the file.
 */
export function textRows(
  [extract, ...more]: [Extract, ...Extract[]],
  options: { parameter: string; padded: boolean; copy?: string },
): { rows: TextRows; path: string | DuckDBListValue } {
  const { source, columns, form } = extract;
  const { parameter, padded, copy } = options;
  if (copy !== undefined) return { rows: carefulRows(parameter, columns.length), path: literalPath(copy) };
  const path = literalPath(source.path);
  if (form.format === "parquet") {
    return { rows: parquetRows(parameter, { name: source.name, columns, shape: form.shape }), path };
  }
  const several = more.length > 0;
  const rows = csvRows(parameter, { ...form, width: columns.length, padded, several });
  return { rows, path: several ? listValue([path, ...more.map((each) => literalPath(each.source.path))]) : path };
}
