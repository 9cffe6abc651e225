import type { DuckDBConnection } from "@duckdb/node-api";
import type { TextRows } from "../checkedRows.ts";
import type { ColumnKind } from "../layout.ts";
import { type ProblemError, unreadable } from "../problems.ts";
import type { FileColumn } from "../recognize.ts";

export interface ParquetShape {
  names: string[];
  /** As the engine names them. */
  types: string[];
  rows: number;
}

/** Column names, types and rows of a Parquet file. @throws ProblemError where it is broken. */
export async function parquetShape(
  connection: DuckDBConnection,
  file: { path: string; name: string },
): Promise<ParquetShape> {
  try {
    const path = literalPath(file.path);
    const described = await connection.runAndReadAll("describe select * from read_parquet($path)", { path });
    const counted = await connection.runAndReadAll("select sum(num_rows)::bigint from parquet_file_metadata($path)", {
      path,
    });
    const columns = described.getRowsJson().map(([name, type]) => [String(name), String(type)] as const);
    const rows = Number(counted.getRowsJson()[0]?.[0] ?? 0);
    return { names: columns.map(([name]) => name), types: columns.map(([, type]) => type), rows };
  } catch {
    throw brokenParquet(file.name);
  }
}

export function brokenParquet(name: string): ProblemError {
  return unreadable(name, "this is not a whole Parquet file: it is damaged or cut off. Write or transfer it again.");
}

/** The rows of a Parquet file, every field as text. @throws ProblemError for a column whose type cannot hold what it should. */
export function parquetRows(
  parameter: string,
  file: { name: string; columns: FileColumn[]; shape: ParquetShape },
): TextRows {
  const fields = file.columns.map(({ header, column, extension }, at) => {
    const type = file.shape.types[at] ?? "";
    const kind = column?.kind ?? "text";
    if ((column || extension) && !fits(kind, type)) {
      const what = `the column's type is ${type}, which cannot hold ${wanted[kind]}. Write the file again with another type.`;
      throw unreadable(file.name, what, { column: header });
    }
    return asText(`"${(file.shape.names[at] ?? "").replaceAll('"', '""')}"`, type, kind);
  });
  return { relation: `read_parquet($${parameter})`, fields, padded: true, file: "0", careful: false };
}

/** A path whose brackets and stars are no pattern. */
export function literalPath(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

const wanted: Record<ColumnKind, string> = {
  text: "text",
  id: "an id",
  date: "a date",
  amount: "an amount",
  quantity: "a number",
  integer: "a whole number",
};

function fits(kind: ColumnKind, type: string): boolean {
  if (type.includes("[") || /^(STRUCT|MAP|UNION)/.test(type)) return false;
  const isText = /^(VARCHAR|ENUM|UUID)/.test(type);
  const isWhole = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type);
  const isNumber = isWhole || /^(DECIMAL|DOUBLE|FLOAT)/.test(type);
  const isDate = /^(DATE|TIMESTAMP)/.test(type);
  if (isText) return true;
  if (kind === "date") return isDate;
  if (kind === "text") return isNumber || isDate || type === "BOOLEAN";
  return isNumber;
}

/** Numbers as they would be written, without binary fractions or exponents; times without zones, in UTC. */
function asText(field: string, type: string, kind: ColumnKind): string {
  const plain = `${field}::varchar`;
  if (type === "TIMESTAMP WITH TIME ZONE") return `make_timestamp(epoch_us(${field}))::varchar`;
  if (type !== "DOUBLE" && type !== "FLOAT") return plain;
  if (kind === "id" || kind === "text") {
    return `case when ${field} = trunc(${field}) and abs(${field}) < 1e15 then ${field}::bigint::varchar else ${plain} end`;
  }
  return `coalesce(try_cast(${plain} as decimal(38, 6))::varchar, ${plain})`;
}
