import { isAscii, isUtf8 } from "node:buffer";
import { BrokenGzipError, readPieces } from "../formats/bytes.ts";
import { Utf8Check } from "../formats/utf8.ts";
import type { Budget } from "./budget.ts";

export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

/** What one look at every byte of a text file tells. */
export interface TextFacts {
  /** Null where the bytes are no text that can be told: the reader of rows says where and why. */
  encoding: Encoding | null;
  /** Bytes of the byte-order mark. */
  mark: number;
  /** Bytes once unpacked. */
  size: number;
  head: Buffer;
  tail: Buffer;
}

const headSize = 1 << 20;
const tailSize = 1 << 16;

/** Reads a plain or gzip file once, to tell its encoding and keep both its ends. @throws ProblemError for a bomb */
export async function inspectText(
  file: { path: string; gzip: boolean; size: number },
  budget: Budget,
  options: { onBytes?: (read: number) => void; signal?: AbortSignal } = {},
): Promise<TextFacts> {
  const ends = new Ends();
  const letters = new Letters();
  let wide: { encoding: Encoding; mark: number } | null = null;
  const spend = budget.unfold(file.size);
  try {
    for await (const piece of readPieces(file.path, file.gzip, options)) {
      if (file.gzip) spend(piece.length);
      if (ends.size === 0) wide = wideEncoding(piece);
      ends.take(piece);
      if (!wide) letters.take(piece);
    }
  } catch (error) {
    if (!(error instanceof BrokenGzipError)) throw error;
    return { encoding: null, mark: 0, size: ends.size, head: ends.head, tail: Buffer.alloc(0) };
  }
  const both = { size: ends.size, head: ends.head, tail: ends.tail };
  if (wide) return { ...wide, ...both };
  const mark = ends.head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  return { encoding: letters.encoding(), mark, ...both };
}

class Ends {
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);
  size = 0;

  take(piece: Buffer): void {
    this.size += piece.length;
    if (this.head.length < headSize) {
      this.head = Buffer.concat([this.head, piece.subarray(0, headSize - this.head.length)]);
    }
    this.tail =
      piece.length >= tailSize
        ? Buffer.from(piece.subarray(-tailSize))
        : Buffer.concat([this.tail, piece]).subarray(-tailSize);
  }
}

/** UTF-16 with its mark, or without where nearly every other byte of mostly Latin letters is zero. */
function wideEncoding(piece: Buffer): { encoding: Encoding; mark: number } | null {
  const [a, b] = piece;
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", mark: 2 };
  const sample = piece.subarray(0, 4096 & ~1);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = sample.length * 0.4;
  if (odd > most && even === 0) return { encoding: "utf-16le", mark: 0 };
  if (even > most && odd === 0) return { encoding: "utf-16be", mark: 0 };
  return null;
}

/** Tells UTF-8 from Windows-1252 by the lines that have letters beyond ASCII. */
class Letters {
  readonly #utf8 = new Utf8Check();
  #nul = false;
  #bad = false;
  /** Lines that hold such letters and are UTF-8, and lines that are not. */
  #good = 0;
  #other = 0;
  #unknown = false;

  take(piece: Buffer): void {
    this.#nul ||= piece.includes(0);
    this.#bad = this.#utf8.firstBad(piece) !== null || this.#bad;
    if (isAscii(piece) || this.#good + this.#other > 100_000) return;
    const end = piece.lastIndexOf(0x0a) + 1;
    for (let start = piece.indexOf(0x0a) + 1; start < end; ) {
      const next = piece.indexOf(0x0a, start) + 1;
      this.#line(piece.subarray(start, next));
      start = next;
    }
    if (end === 0) this.#line(piece);
  }

  #line(line: Buffer): void {
    if (isAscii(line)) return;
    if (isUtf8(line)) this.#good++;
    else {
      this.#other++;
      this.#unknown ||= line.some((byte) => unused.has(byte));
    }
  }

  encoding(): Encoding | null {
    if (this.#nul) return null;
    if (!this.#bad) return this.#utf8.cut ? null : "utf-8";
    return this.#unknown || this.#good > this.#other ? null : "windows-1252";
  }
}

/** Bytes that Windows-1252 gives no letter. */
const unused = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
