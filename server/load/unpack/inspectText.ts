import { isAscii, isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { BrokenGzipError, readPieces } from "../formats/bytes.ts";
import { Utf8Check } from "../formats/utf8.ts";
import type { Budget } from "./budget.ts";

export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

/** What a look at a text file tells. */
export interface TextFacts {
  /** Null where the bytes are no text that can be told: the reader of rows says where and why. */
  encoding: Encoding | null;
  /** Bytes of the byte-order mark. */
  mark: number;
  /** Its packing is damaged or cut off. */
  broken: boolean;
  head: Buffer;
  /** The head is all. */
  whole: boolean;
  /** Null where only the beginning of a packed file was read. */
  end: { size: number; tail: Buffer } | null;
}

const headSize = 1 << 20;
const tailSize = 1 << 16;
/** Packed files up to this size are read to their end, which tells whether there is a trailer. */
const smallPacked = 1 << 24;

/**
 * Looks at both ends of a text, or at every byte where that is asked for: the pass that checks the rows sees every
 * byte anyway, and asks again where the encoding turns out to be another.
 * @throws ProblemError for a bomb
 */
export async function inspectText(
  file: { path: string; gzip: boolean; size: number },
  budget: Budget,
  options: { every?: boolean; onBytes?: (read: number) => void; signal?: AbortSignal } = {},
): Promise<TextFacts> {
  if (!file.gzip && !options.every) return bothEnds(file);
  const every = options.every || file.size <= smallPacked;
  const letters = new Letters();
  const spend = budget.unfold(file.size);
  let wide: ReturnType<typeof wideEncoding> = null;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let size = 0;
  try {
    for await (const piece of readPieces(file.path, file.gzip, options)) {
      if (file.gzip) spend(piece.length);
      if (size === 0) wide = wideEncoding(piece);
      if (!wide) letters.take(piece);
      size += piece.length;
      if (head.length < headSize) head = Buffer.concat([head, piece.subarray(0, headSize - head.length)]);
      if (head.length === headSize && !every)
        return { ...encodingOf(head, wide, letters, true), broken: false, head, whole: false, end: null };
      tail = Buffer.concat([piece.length < tailSize ? tail : Buffer.alloc(0), piece]).subarray(-tailSize);
    }
  } catch (error) {
    if (!(error instanceof BrokenGzipError)) throw error;
    return { encoding: null, mark: 0, broken: true, head, whole: false, end: null };
  }
  return {
    ...encodingOf(head, wide, letters, false),
    broken: false,
    head,
    whole: size === head.length,
    end: { size, tail: Buffer.from(tail) },
  };
}

async function bothEnds({ path, size }: { path: string; size: number }): Promise<TextFacts> {
  const file = await open(path, "r");
  try {
    const part = async (from: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    const head = await part(0, Math.min(size, headSize));
    const tail = size <= tailSize ? head : await part(Math.max(0, size - tailSize), Math.min(size, tailSize));
    const wide = wideEncoding(head);
    const letters = new Letters();
    if (!wide) letters.take(head);
    const whole = size === head.length;
    return { ...encodingOf(head, wide, letters, !whole), broken: false, head, whole, end: { size, tail } };
  } finally {
    await file.close();
  }
}

function encodingOf(
  head: Buffer,
  wide: ReturnType<typeof wideEncoding>,
  letters: Letters,
  goesOn: boolean,
): { encoding: Encoding | null; mark: number } {
  if (wide) return wide;
  const mark = head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  return { encoding: letters.encoding(goesOn), mark };
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

  encoding(goesOn: boolean): Encoding | null {
    if (this.#nul) return null;
    if (!this.#bad) return this.#utf8.cut && !goesOn ? null : "utf-8";
    return this.#unknown || this.#good > this.#other ? null : "windows-1252";
  }
}

/** Bytes that Windows-1252 gives no letter. */
const unused = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
