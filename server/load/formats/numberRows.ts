import { open } from "node:fs/promises";
import {
  i32,
  i64,
  list,
  pushVarint,
  pushZigzag,
  readStruct,
  struct,
  type ThriftStruct,
  type ThriftValue,
  text,
  writeStruct,
} from "./thrift.ts";

/**
 * Adds a column that numbers rows to a Parquet file, in place: each run of rows counts from 1.
 *
 * The engine writes rows in the order of the source with all its threads, but numbers them with one thread alone, at
 * twice the time. The numbers follow from the order, so they are put in afterwards, in milliseconds: for every row
 * group one more column chunk at the end of the file, and a footer that names it.
 * Format: github.com/apache/parquet-format, parquet.thrift and Encodings.md (delta encoding).
 *
 * @param runs rows of each source file, in the order in which they stand
 */
export async function numberRows(path: string, column: string, runs: number[]): Promise<void> {
  const file = await open(path, "r+");
  try {
    const { size } = await file.stat();
    const { buffer: tail } = await file.read(Buffer.alloc(8), 0, 8, size - 8);
    const length = tail.readUInt32LE(0);
    const start = size - 8 - length;
    const { buffer: bytes } = await file.read(Buffer.alloc(length), 0, length, start);
    const footer = readStruct(bytes);
    const pages = addColumn(footer, column, start, numbersIn(runs));
    const written = writeStruct(footer);
    const end = Buffer.alloc(8);
    end.writeUInt32LE(written.length, 0);
    end.write("PAR1", 4, "latin1");
    await file.write(Buffer.concat([...pages, written, end]), 0, null, start);
  } finally {
    await file.close();
  }
}

/** Fields of parquet.thrift that are needed here. */
const FileMetaData = { schema: 2, rowGroups: 4, columnOrders: 7 } as const;
const SchemaElement = { children: 5 } as const;
const RowGroup = { columns: 1, totalByteSize: 2, rows: 3, totalCompressedSize: 6 } as const;
const int64 = 2;
const required = 0;
const deltaBinaryPacked = 5;
const runLength = 3;

function addColumn(footer: ThriftStruct, column: string, at: number, take: (rows: number) => Run[]): Buffer[] {
  const schema = items(footer, FileMetaData.schema);
  const root = schema[0];
  if (root?.type !== 12) throw new Error("a Parquet footer without a schema");
  root.fields.set(SchemaElement.children, i32(Number(integer(root, SchemaElement.children)) + 1));
  schema.push(struct({ 1: i32(int64), 3: i32(required), 4: text(column) }));
  if (footer.fields.has(FileMetaData.columnOrders)) {
    items(footer, FileMetaData.columnOrders).push(struct({ 1: struct({}) }));
  }
  const chunks: Buffer[] = [];
  let offset = at;
  for (const group of items(footer, FileMetaData.rowGroups)) {
    if (group.type !== 12) throw new Error("a Parquet row group that is none");
    const rows = Number(integer(group, RowGroup.rows));
    const chunk = Buffer.concat(take(rows).map(page));
    items(group, RowGroup.columns).push(columnChunk(column, rows, offset, chunk.length));
    for (const field of [RowGroup.totalByteSize, RowGroup.totalCompressedSize]) {
      if (group.fields.has(field)) group.fields.set(field, i64(integer(group, field) + BigInt(chunk.length)));
    }
    chunks.push(chunk);
    offset += chunk.length;
  }
  return chunks;
}

function columnChunk(column: string, rows: number, offset: number, bytes: number): ThriftValue {
  const metaData = struct({
    1: i32(int64),
    2: list(5, [i32(deltaBinaryPacked)]),
    3: list(8, [text(column)]),
    4: i32(0),
    5: i64(rows),
    6: i64(bytes),
    7: i64(bytes),
    9: i64(offset),
  });
  return struct({ 2: i64(0), 3: metaData });
}

interface Run {
  first: number;
  count: number;
}

/** Deals out the numbers, row group by row group; a group may hold the end of one run and the start of others. */
function numbersIn(runs: number[]): (rows: number) => Run[] {
  let run = 0;
  let next = 1;
  return (rows) => {
    const dealt: Run[] = [];
    for (let left = rows; left > 0; ) {
      const length = runs[run];
      if (length === undefined) throw new Error("more rows in the Parquet file than in its runs");
      const count = Math.min(left, length - next + 1);
      if (count > 0) dealt.push({ first: next, count });
      left -= count;
      next += count;
      if (next > length) {
        run++;
        next = 1;
      }
    }
    return dealt;
  };
}

/** A data page that holds one run: its first number, then differences that are all 1 and so take no bits. */
function page({ first, count }: Run): Buffer {
  const blockSize = 128;
  const miniblocks = 4;
  const data: number[] = [];
  for (const part of [blockSize, miniblocks, count]) pushVarint(data, BigInt(part));
  pushZigzag(data, BigInt(first));
  for (let done = 1; done < count; done += blockSize) {
    pushZigzag(data, 1n);
    for (let miniblock = 0; miniblock < miniblocks; miniblock++) data.push(0);
  }
  const header = struct({
    1: i32(0),
    2: i32(data.length),
    3: i32(data.length),
    5: struct({ 1: i32(count), 2: i32(deltaBinaryPacked), 3: i32(runLength), 4: i32(runLength) }),
  });
  return Buffer.concat([writeStruct(header), Buffer.from(data)]);
}

function items(of: ThriftStruct, field: number): ThriftValue[] {
  const value = of.fields.get(field);
  if (value?.type !== 9) throw new Error(`a Parquet footer without list ${field}`);
  return value.items;
}

function integer(of: ThriftStruct, field: number): bigint {
  const value = of.fields.get(field);
  if (value?.type !== 5 && value?.type !== 6) throw new Error(`a Parquet footer without number ${field}`);
  return value.value;
}
