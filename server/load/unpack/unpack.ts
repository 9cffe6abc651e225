import { open, rm } from "node:fs/promises";
import { containerOf } from "../formats/bytes.ts";
import type { UnreadFile } from "../manifest.ts";
import { unreadable } from "../problems.ts";
import type { Source } from "../sources.ts";
import { readX12 } from "../x12/readX12.ts";
import { isX12 } from "../x12/segments.ts";
import { whyForeign } from "./foreignFile.ts";
import { LookAgainError, openText, type Text } from "./openText.ts";
import type { TextFile, Unpacked, UnpackOptions } from "./textFile.ts";
import { textTable } from "./textTable.ts";
import { unzip } from "./unzip.ts";
import { type Piece, startWork, type Work } from "./work.ts";
import { isWorkbook, readWorkbookFile } from "./xlsx/readWorkbookFile.ts";
import { ZipArchive } from "./zipEntries.ts";

/**
 * Makes text tables of what was delivered: UTF-8 CSV, gzip of it and Parquet stay as they are, anything else becomes
 * a copy in `scratch`.
 * @throws ProblemError where the file cannot be read; PlanlensError `cancelled`, `bad-home` where the disk is full.
 */
export async function unpack(source: Source, options: UnpackOptions): Promise<Unpacked> {
  const { path, size, name, named } = source;
  const work = startWork(source, options);
  try {
    const unpacked = await unpackPiece({ path, size, name, named, delivered: source, sha256: null }, work, 0);
    if (!unpacked.files.some((file) => file.path.startsWith(work.folder))) await work.discard();
    return unpacked;
  } catch (error) {
    await work.discard();
    throw error;
  }
}

/** Archives within archives that are looked into. */
const deepest = 1;

async function unpackPiece(piece: Piece, all: Work, depth: number): Promise<Unpacked> {
  const work = { ...all, reads: all.readsOf(piece.name) };
  const container = await containerOf(piece.path);
  if (container === "empty") return empty(piece);
  if (container === "parquet") {
    if (!piece.named) await refuseCutParquet(piece);
    return { files: [asDelivered(piece, "parquet")], unread: [] };
  }
  if (container === "zip") return unpackZip(piece, work, depth);
  const gzip = container === "gzip";
  const foreign = gzip ? null : whyForeign(await firstBytes(piece.path));
  if (foreign) return { files: [], unread: [{ name: piece.name, why: foreign }] };
  try {
    return await unpackText(piece, await openText(piece, gzip, work), gzip, work);
  } catch (error) {
    if (!(error instanceof LookAgainError)) throw error;
    return unpackText(piece, await openText(piece, gzip, work, true), gzip, work);
  }
}

async function unpackText(piece: Piece, text: Text | null, gzip: boolean, work: Work): Promise<Unpacked> {
  if (!text) return { files: [asDelivered(piece, gzip ? "gzip" : "csv")], unread: [] };
  const x12 = !work.reads?.fixed && isX12(text.facts.head.toString("utf8", 0, 512));
  const unpacked = x12 ? await readX12(piece, text, work) : { files: [await textTable(piece, text, work)], unread: [] };
  const kept = new Set([piece.delivered.path, ...unpacked.files.map(({ path }) => path)]);
  for (const { path } of [piece, text]) if (!kept.has(path)) await rm(path, { force: true });
  return unpacked;
}

/** What nobody named may be empty: there is nothing in it that could be missed. */
function empty({ name, named }: Piece): Unpacked {
  const why = "the file is empty. Export it again.";
  if (named) throw unreadable(name, why);
  return { files: [], unread: [{ name, why }] };
}

/** A Parquet file ends as it begins. In a folder it would be taken for something else; what was named is refused by its reader. */
async function refuseCutParquet({ path, name, size }: Piece): Promise<void> {
  const file = await open(path, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    if (buffer.toString("latin1") === "PAR1" && size > 8) return;
  } finally {
    await file.close();
  }
  throw unreadable(name, "this is not a whole Parquet file: it is damaged or cut off. Write or transfer it again.");
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function asDelivered(piece: Piece, format: TextFile["format"]): TextFile {
  const { path, size, name, named, delivered, sha256 } = piece;
  const found = { ...delivered, path, size, name, named, delivered, sha256, format: piece.format ?? format };
  return { ...found, notes: [], control: [], delimiter: null, linesAbove: 0 };
}

async function unpackZip(piece: Piece, work: Work, depth: number): Promise<Unpacked> {
  const archive = await ZipArchive.open(piece, work.budget);
  try {
    if (depth > deepest) {
      throw unreadable(piece.name, "this is an archive within an archive within an archive. Unpack it first.");
    }
    const document = archive.entries.find(({ fileName }) => /^(xl\/workbook\.bin|content\.xml)$/.test(fileName));
    if (document && !isWorkbook(archive)) return { files: [], unread: [{ name: piece.name, why: otherDocument }] };
    const take = isWorkbook(archive) ? readWorkbookFile : unzip;
    const { pieces, unread } = await take(archive, piece, work);
    return await unpackAll(pieces, unread, work, depth + 1);
  } finally {
    archive.close();
  }
}

const otherDocument =
  "this is a document of an office program, not an Excel workbook (.xlsx). Save it as .xlsx, or as CSV UTF-8.";

/** An entry that cannot be read is named with the others' tables; none readable is an error. */
async function unpackAll(pieces: Piece[], unread: UnreadFile[], work: Work, depth: number): Promise<Unpacked> {
  const all: Unpacked = { files: [], unread };
  for (const piece of pieces) {
    const { files, unread } = await unpackPiece(piece, work, depth);
    all.files.push(...files);
    all.unread.push(...unread);
  }
  return all;
}
