import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import type { Cell, Envelope } from "../reports/envelope.ts";
import { fileMetadata } from "./metadata.ts";
import { decimalPrecision, epochDays, scaled, type TypedColumn, typedColumns } from "./typedColumns.ts";

const chunkRows = 2048;

/**
 * The envelope as Parquet (zstd): DECIMAL(38, scale), DATE, BIGINT, BOOLEAN and VARCHAR columns, and what the
 * envelope says of itself as key-value metadata (`planlens.answer`, `planlens.digest`, `planlens.params`, …).
 */
export async function parquetBytes(envelope: Envelope): Promise<Uint8Array> {
  const columns = typedColumns(envelope);
  const types = columns.map(duckdbType);
  const folder = await mkdtemp(join(tmpdir(), "planlens-export-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  try {
    const connection = await instance.connect();
    try {
      const list = columns.map(({ name }, i) => `"${name.replaceAll('"', '""')}" ${types[i]}`).join(", ");
      await connection.run(`create table report (${list})`);
      const appender = await connection.createAppender("report");
      const length = columns[0]?.values.length ?? 0;
      for (let start = 0; start < length; start += chunkRows) {
        const end = Math.min(length, start + chunkRows);
        const chunk = DuckDBDataChunk.create(types, end - start);
        chunk.setColumns(columns.map((column) => column.values.slice(start, end).map((cell) => bound(cell, column))));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();

      const path = join(folder, "report.parquet");
      const metadata = Object.entries(fileMetadata(envelope));
      const keys = metadata.map(([key], i) => `"${key}": $meta${i}`).join(", ");
      await connection.run(`copy report to $path (format parquet, compression zstd, kv_metadata {${keys}})`, {
        path,
        ...Object.fromEntries(metadata.map(([, value], i) => [`meta${i}`, value])),
      });
      return new Uint8Array(await readFile(path));
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

function duckdbType({ type, scale }: TypedColumn): DuckDBType {
  switch (type) {
    case "decimal":
      return DECIMAL(decimalPrecision, scale);
    case "integer":
      return BIGINT;
    case "date":
      return DATE;
    case "boolean":
      return BOOLEAN;
    case "month":
    case "series":
    case "text":
      return VARCHAR;
  }
}

function bound(cell: Cell, { type, scale }: TypedColumn): DuckDBValue {
  if (cell === null) return null;
  switch (type) {
    case "decimal":
      return new DuckDBDecimalValue(scaled(cell, scale), decimalPrecision, scale);
    case "integer":
      return BigInt(cell);
    case "date":
      return new DuckDBDateValue(epochDays(String(cell)));
    case "boolean":
      return Boolean(cell);
    case "month":
    case "series":
    case "text":
      return String(cell);
  }
}
