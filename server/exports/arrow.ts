import {
  Bool,
  type Data,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { Cell, Envelope } from "../reports/envelope.ts";
import { fileMetadata } from "./metadata.ts";
import { decimalPrecision, epochDays, scaled, type TypedColumn, typedColumns } from "./typedColumns.ts";

const batchRows = 65_536;

/**
 * The envelope as an Arrow IPC stream, in record batches of 65,536 lines: Decimal128(38, scale), Date32, Int64, Bool
 * and dictionary-encoded Utf8, and what the envelope says of itself as schema metadata (`planlens.answer`, …).
 */
export function arrowStream(envelope: Envelope): ReadableStream<Uint8Array> {
  const writer = new RecordBatchStreamWriter();
  const stream = writer.toDOMStream();
  void writer.writeAll(recordBatches(envelope)).finish();
  return stream;
}

/** The same bytes at once. */
export async function arrowBytes(envelope: Envelope): Promise<Uint8Array> {
  const writer = new RecordBatchStreamWriter();
  writer.writeAll(recordBatches(envelope)).finish();
  return writer.toUint8Array();
}

function* recordBatches(envelope: Envelope): Generator<RecordBatch> {
  const columns = typedColumns(envelope).map(encoder);
  const metadata = new Map(Object.entries(fileMetadata(envelope)));
  const schema = new Schema(
    columns.map(({ name, type }) => new Field(name, type, true)),
    metadata,
  );
  const length = columns[0]?.length ?? 0;
  for (let start = 0; start === 0 || start < length; start += batchRows) {
    const end = Math.min(length, start + batchRows);
    const children = columns.map((column) => column.slice(start, end));
    yield new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: end - start, nullCount: 0, children }),
    );
  }
}

interface Encoder {
  name: string;
  type: Data["type"];
  length: number;
  slice(start: number, end: number): Data;
}

function encoder(column: TypedColumn, index: number): Encoder {
  const { name, values, scale } = column;
  const base = { name, length: values.length };
  switch (column.type) {
    case "decimal": {
      const type = new Decimal(scale, decimalPrecision, 128);
      return { ...base, type, slice: (start, end) => decimals(type, values.slice(start, end)) };
    }
    case "integer": {
      const type = new Int64();
      const slice = (start: number, end: number) => {
        const part = values.slice(start, end);
        const data = BigInt64Array.from(part, (cell) => (cell === null ? 0n : BigInt(cell)));
        return makeData({ type, length: part.length, ...validity(part), data });
      };
      return { ...base, type, slice };
    }
    case "date": {
      const type = new DateDay();
      const slice = (start: number, end: number) => {
        const part = values.slice(start, end);
        const data = Int32Array.from(part, (cell) => (cell === null ? 0 : epochDays(String(cell))));
        return makeData({ type, length: part.length, ...validity(part), data });
      };
      return { ...base, type, slice };
    }
    case "boolean": {
      const type = new Bool();
      const slice = (start: number, end: number) => {
        const part = values.slice(start, end);
        const data = bits(part, (cell) => cell === true);
        return makeData({ type, length: part.length, ...validity(part), data });
      };
      return { ...base, type, slice };
    }
    case "month":
    case "series":
    case "text":
      return { ...base, ...words(values, index) };
  }
}

/** A dictionary over the whole column, in order of appearance; its id is the column's place, the same in every file. */
function words(values: readonly Cell[], id: number): Pick<Encoder, "type" | "slice"> {
  const places = new Map<string, number>();
  for (const cell of values) if (cell !== null && !places.has(String(cell))) places.set(String(cell), places.size);
  const dictionary: Vector<Utf8> = vectorFromArray([...places.keys()], new Utf8());
  const type = new Dictionary(new Utf8(), new Int32(), id);
  return {
    type,
    slice: (start, end) => {
      const part = values.slice(start, end);
      const data = Int32Array.from(part, (cell) => places.get(String(cell)) ?? 0);
      return makeData({ type, length: part.length, ...validity(part), data, dictionary });
    },
  };
}

function decimals(type: Decimal, part: readonly Cell[]): Data<Decimal> {
  const words = new BigUint64Array(part.length * 2);
  part.forEach((cell, i) => {
    if (cell === null) return;
    const units = BigInt.asUintN(128, scaled(cell, type.scale));
    words[i * 2] = units & 0xffff_ffff_ffff_ffffn;
    words[i * 2 + 1] = units >> 64n;
  });
  return makeData({ type, length: part.length, ...validity(part), data: new Uint32Array(words.buffer) });
}

function validity(part: readonly Cell[]): { nullCount: number; nullBitmap: Uint8Array | null } {
  const nullCount = part.reduce<number>((count, cell) => count + (cell === null ? 1 : 0), 0);
  return { nullCount, nullBitmap: nullCount === 0 ? null : bits(part, (cell) => cell !== null) };
}

function bits(part: readonly Cell[], isSet: (cell: Cell) => boolean): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(part.length / 8));
  part.forEach((cell, i) => {
    if (isSet(cell)) bitmap[i >> 3] = (bitmap[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bitmap;
}
