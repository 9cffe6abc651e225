import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../warehouse/cancellable.ts";
import type { TextRows } from "./checkedRows.ts";
import { type RowSource, type ScannedExtract, textRows } from "./extract.ts";
import { countRows, writeCarefully } from "./formats/carefulCsv.ts";
import { brokenParquet, literalPath } from "./formats/parquet.ts";

export interface CopyOptions {
  connection: DuckDBConnection;
  /** A folder for what is needed only meanwhile. */
  scratch: string;
  signal?: AbortSignal;
}

interface Copy {
  path: string;
  rows: number;
}

/**
 * Copies of files that cannot be read as they are: the careful reader's where the engine's stumbles, and columns of
 * text, each row with its number, of those that fill several tables. Made once, whichever tables ask for them.
 */
export class Copies {
  readonly #options: CopyOptions;
  readonly #careful = new Map<ScannedExtract, Copy>();
  readonly #columns = new Map<ScannedExtract, Copy>();

  constructor(options: CopyOptions) {
    this.#options = options;
  }

  /** Rows that the careful reader found, or null where it has not read the file. */
  carefulRows(file: ScannedExtract): number | null {
    return this.#careful.get(file)?.rows ?? null;
  }

  has(file: ScannedExtract): boolean {
    return this.#careful.has(file) || this.#columns.has(file);
  }

  /** Has the careful reader read the file; what was made before from the engine's reading is void. */
  async readCarefully(file: ScannedExtract): Promise<void> {
    const { source, form } = file;
    if (form.format !== "csv") throw brokenParquet(source.name);
    const path = join(this.#options.scratch, `careful-${this.#careful.size}.ndjson`);
    const rows = await writeCarefully({ ...source, ...form }, path, this.#options.signal);
    this.#careful.set(file, { path, rows });
    this.#columns.delete(file);
  }

  /** The file's rows as the engine should take them now. */
  rowsOf(file: ScannedExtract, parameter: string, padded: boolean): RowSource {
    const columns = this.#columns.get(file);
    if (!columns) return textRows([file], { parameter, padded, copy: this.#careful.get(file)?.path });
    const careful = this.#careful.has(file);
    const rows: TextRows = {
      relation: `(select *, file_row_number from read_parquet($${parameter}))`,
      fields: file.columns.map((_, at) => `f${at}`),
      padded: padded || careful,
      file: "0",
      careful,
      row: "file_row_number + 1",
    };
    return { rows, path: literalPath(columns.path) };
  }

  /** Copies the file as columns of text, once. @returns false where its rows were not whole, so that it must be read carefully. */
  async copyColumns(file: ScannedExtract): Promise<boolean> {
    if (file.form.format === "parquet" || this.#columns.has(file)) return true;
    const { connection, scratch, signal } = this.#options;
    const { rows, path } = textRows([file], { parameter: "file", padded: false, copy: this.#careful.get(file)?.path });
    const target = join(scratch, `columns-${this.#careful.size}-${this.#columns.size}.parquet`);
    const selected = [
      ...(rows.careful ? ["fault", "line", "text"] : []),
      ...rows.fields.map((field, at) => `${field} as f${at}`),
    ];
    const result = await interruptible(connection, signal, () =>
      connection.runAndReadAll(
        `copy (select ${selected.join(", ")} from ${rows.relation}) to $target (format parquet, compression snappy)`,
        { file: path, target },
      ),
    );
    const counted = Number(result.getRowsJson()[0]?.[0] ?? 0);
    if (!(await this.#whole(file, counted))) return false;
    this.#columns.set(file, { path: target, rows: counted });
    return true;
  }

  async #whole(file: ScannedExtract, counted: number): Promise<boolean> {
    const careful = this.carefulRows(file);
    if (careful !== null) return careful === counted;
    return wholeCount(file, counted, this.#options.signal);
  }

  /** Rows of the copy as columns; null where there is none. */
  copiedRows(file: ScannedExtract): number | null {
    return this.#columns.get(file)?.rows ?? null;
  }
}

/** Whether the engine's count of a CSV file's rows can be believed. */
export async function wholeCount(
  { source, form, scan }: ScannedExtract,
  rows: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (form.format === "parquet" || rows === scan.lines - 1) return true;
  const exact = await countRows({ ...source, ...form }, signal);
  return exact.rows === rows && exact.faulty === 0;
}
