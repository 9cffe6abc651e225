import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { cancelled } from "../../warehouse/cancellable.ts";

export type Container = "plain" | "gzip" | "parquet" | "zip" | "utf-16" | "empty";

const pieceSize = 1 << 20;

/** What the first bytes of a file say that it is, whatever its name. */
export async function containerOf(path: string): Promise<Container> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) return "empty";
    const [a, b] = buffer;
    if (a === 0x1f && b === 0x8b) return "gzip";
    if (buffer.toString("latin1") === "PAR1") return "parquet";
    if (buffer.toString("latin1", 0, 2) === "PK") return "zip";
    return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? "utf-16" : "plain";
  } finally {
    await file.close();
  }
}

export interface ReadOptions {
  /** Told the bytes on disk, before any unpacking. */
  hash?: Hash;
  /** Called with the bytes on disk read so far. */
  onBytes?: (read: number) => void;
  signal?: AbortSignal;
}

/** A gzip file that ends too soon or holds something else; `cut` where it ends too soon. */
export class BrokenGzipError extends Error {
  readonly cut: boolean;

  constructor(cut: boolean, cause: unknown) {
    super("broken gzip", { cause });
    this.name = "BrokenGzipError";
    this.cut = cut;
  }
}

/** The bytes of a file, unpacked where it is packed, in pieces. @throws BrokenGzipError, PlanlensError `cancelled`. */
export async function* readPieces(path: string, gzip: boolean, options: ReadOptions = {}): AsyncGenerator<Buffer> {
  const source = createReadStream(path, { highWaterMark: pieceSize });
  let read = 0;
  source.on("data", (piece) => {
    options.hash?.update(piece);
    read += piece.length;
    options.onBytes?.(read);
  });
  const unpacked = gzip ? source.pipe(createGunzip({ chunkSize: pieceSize })) : source;
  if (gzip) source.on("error", (error) => unpacked.destroy(error));
  try {
    for await (const piece of unpacked) {
      if (options.signal?.aborted) throw cancelled();
      yield piece as Buffer;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (gzip && code?.startsWith("Z_")) throw new BrokenGzipError(code === "Z_BUF_ERROR", error);
    throw error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/** SHA-256 of the bytes on disk. */
export async function hashFile(path: string, options: Omit<ReadOptions, "hash"> = {}): Promise<string> {
  const hash = createHash("sha256");
  for await (const _ of readPieces(path, false, { ...options, hash }));
  return hash.digest("hex");
}
