import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { isPlanlensError, PlanlensError } from "../../errors.ts";

export interface ReceiveOptions {
  /** Bytes that may come at most. */
  limit: number;
  /** Bytes announced, where the sender said so. */
  announced: number | null;
  signal: AbortSignal;
  /** Milliseconds without a byte after which the sender counts as gone. */
  patience?: number;
}

/** Left free on the disk for everything else. */
const spare = 256 * 1024 * 1024;

/**
 * Writes a stream to `path` as it comes, a piece at a time; the file is there whole or not at all.
 * @throws PlanlensError `too-large`, `unwritable-file` where the disk is full, `cancelled` where the sender goes away.
 */
export async function receiveFile(
  body: ReadableStream | null,
  path: string,
  { limit, announced, signal, patience = 120_000 }: ReceiveOptions,
): Promise<number> {
  if (announced !== null && announced > limit) throw tooLarge(limit);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (announced !== null && announced + spare > (await freeBytes(dirname(path)))) throw diskFull();
  const part = `${path}.part`;
  let bytes = 0;
  const stalled = new AbortController();
  const wait = () => setTimeout(() => stalled.abort(gone()), patience);
  let timer = wait();
  const counter = new Transform({
    transform(piece: Uint8Array, _, done) {
      clearTimeout(timer);
      timer = wait();
      bytes += piece.byteLength;
      if (bytes > limit) done(tooLarge(limit));
      else done(null, piece);
    },
  });
  try {
    const source = body ? Readable.fromWeb(body as NodeStream) : Readable.from([]);
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(source, counter, target, { signal: AbortSignal.any([signal, stalled.signal]) });
    await rename(part, path);
    return bytes;
  } catch (error) {
    await rm(part, { force: true });
    throw told(error, stalled.signal.aborted || signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

function told(error: unknown, left: boolean): unknown {
  if (isPlanlensError(error)) return error;
  if (left) return gone();
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull();
  if (code === "EROFS" || code === "EACCES") {
    return new PlanlensError("unwritable-file", "The home cannot be written. Ask whoever runs Planlens to look at it.");
  }
  return gone();
}

function tooLarge(limit: number): PlanlensError {
  const text = `Together the files of one load can have ${sizeOf(limit)} here (the setting uploadGigabytes). Load larger ones with planlens load on the computer that runs Planlens.`;
  return new PlanlensError("too-large", text, { detail: { limit } });
}

function diskFull(): PlanlensError {
  const text = "The disk that holds the home has no room for this file. Make room on it and send the file again.";
  return new PlanlensError("unwritable-file", text);
}

function gone(): PlanlensError {
  return new PlanlensError("cancelled", "The file did not arrive whole and was left out. Send it again.");
}

function sizeOf(bytes: number): string {
  return bytes >= 1e9 ? `${Math.round(bytes / 1e8) / 10} GB` : `${Math.max(1, Math.round(bytes / 1e5) / 10)} MB`;
}
