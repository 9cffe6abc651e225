import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBDateValue, DuckDBInstance } from "@duckdb/node-api";
import { Type, tableFromIPC } from "apache-arrow";

export interface ReadTable {
  names: string[];
  rows: (string | null)[][];
  metadata: Record<string, string>;
}

async function withDuckdb<T>(
  bytes: Uint8Array,
  extension: string,
  work: (read: (sql: string) => Promise<unknown[][]>, path: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "planlens-test-"));
  const path = join(folder, `file.${extension}`);
  writeFileSync(path, bytes);
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    const read = async (sql: string) => {
      const result = await connection.runAndReadAll(sql, { path });
      return [result.columnNames(), ...result.getRows()];
    };
    return await work(read, path);
  } finally {
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** A Parquet file through DuckDB, each value as text, with its types. */
export function readParquet(bytes: Uint8Array): Promise<ReadTable & { types: string[] }> {
  return withDuckdb(bytes, "parquet", async (read) => {
    const [names = [], ...rows] = await read("select * from read_parquet($path)");
    const [, ...types] = await read("select column_type from (describe select * from read_parquet($path))");
    const [, ...pairs] = await read("select decode(key), decode(value) from parquet_kv_metadata($path)");
    return {
      names: names.map(String),
      rows: rows.map((row) => row.map(text)),
      types: types.map(([type]) => String(type)),
      metadata: Object.fromEntries(pairs.map(([key, value]) => [String(key), String(value)])),
    };
  });
}

/** A CSV file through DuckDB, every field as text; an empty unquoted field is null. */
export function readCsv(bytes: Uint8Array): Promise<ReadTable> {
  return withDuckdb(bytes, "csv", async (read) => {
    const sql =
      "select * from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')";
    const [names = [], ...rows] = await read(sql);
    return { names: names.map(String), rows: rows.map((row) => row.map(text)), metadata: {} };
  });
}

/** An Arrow stream, each value as the envelope writes it. */
export function readArrow(bytes: Uint8Array): ReadTable & { types: string[] } {
  const table = tableFromIPC(bytes);
  const fields = table.schema.fields;
  const columns = fields.map((field, i) => {
    const vector = table.getChildAt(i);
    return Array.from({ length: table.numRows }, (_, row) => {
      const value: unknown = vector?.get(row);
      if (value === null || value === undefined) return null;
      if (field.type.typeId === Type.Decimal) return decimal(value as Uint32Array, field.type.scale as number);
      if (field.type.typeId === Type.Date) return new DuckDBDateValue(Number(value) / 86_400_000).toString();
      return String(value);
    });
  });
  return {
    names: fields.map((field) => field.name),
    rows: Array.from({ length: table.numRows }, (_, row) => columns.map((column) => column[row] ?? null)),
    types: fields.map((field) => String(field.type)),
    metadata: Object.fromEntries(table.schema.metadata),
  };
}

function decimal(words: Uint32Array, scale: number): string {
  const unsigned = [...words].reduceRight((all, word) => (all << 32n) | BigInt(word), 0n);
  const units = BigInt.asIntN(128, unsigned);
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : "";
  return `${units < 0n ? "-" : ""}${digits.slice(0, digits.length - scale)}${fraction}`;
}
