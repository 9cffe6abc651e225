import { type Problem, ProblemError, unreadable } from "../problems.ts";
import { Budget } from "../unpack/budget.ts";
import { defaultLimits } from "../unpack/textFile.ts";
import { BrokenGzipError, hashFile, type ReadOptions, readPieces } from "./bytes.ts";
import { CsvRecords } from "./csvRecords.ts";
import { hashBeside } from "./hashBeside.ts";
import { Utf8Check } from "./utf8.ts";

/** What a look at every byte of a CSV file tells, before anything is read from it. */
export interface CsvScan {
  sha256: string;
  /** Lines that are not empty, the header's among them. */
  lines: number;
  /** An empty line has others after it. */
  gaps: boolean;
  /** Some field may begin or end with a blank. */
  padded: boolean;
}

/** Text with a byte that UTF-8 does not have there. */
export class NotUtf8Error extends ProblemError {}

/** Below, a thread of its own takes longer to start than to work. */
const smallFile = 1 << 24;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/**
 * Reads a CSV file once for its digest, its lines and the faults that make it unreadable.
 * @throws ProblemError for bytes that are no UTF-8 text and for broken gzip, with line and column.
 */
export async function scanCsv(
  file: {
    path: string;
    name: string;
    gzip: boolean;
    size: number;
    delimiter: string;
    header: string[];
    linesAbove?: number;
  },
  options: Omit<ReadOptions, "hash"> = {},
): Promise<CsvScan> {
  const utf8 = new Utf8Check();
  const padding = new PaddingCheck(file.delimiter);
  let lines = 0;
  let physical = 0;
  let emptyLine = false;
  let gaps = false;
  let last = lineFeed;
  /** The current line as far as earlier pieces hold it. */
  let head: Buffer = Buffer.alloc(0);

  const count = (length: number) => {
    if (length === 0) emptyLine = true;
    else {
      lines++;
      gaps ||= emptyLine;
    }
  };
  const unfold = file.gzip ? new Budget(file.name, defaultLimits).unfold(file.size) : null;
  const badByte = (piece: Buffer, at: number, what: string): Problem => {
    const before = Buffer.concat([head, piece]).subarray(0, head.length + at);
    const lineStart = before.lastIndexOf(lineFeed) + 1;
    const line = physical + 1 + countLines(before.subarray(0, lineStart)) + (file.linesAbove ?? 0);
    return unreadable(file.name, what, { line, column: columnAt(before.subarray(lineStart), file) }).problem;
  };

  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const hashed = file.size < smallFile ? hashFile(file.path, { signal }) : hashBeside(file.path, signal);
  hashed.catch(() => {});
  try {
    for await (const piece of readPieces(file.path, file.gzip, options)) {
      unfold?.(piece.length);
      const nul = piece.indexOf(0);
      if (nul >= 0) throw new ProblemError(badByte(piece, nul, nulText));
      const bad = utf8.firstBad(piece);
      if (bad !== null) throw new NotUtf8Error(badByte(piece, bad, encodingText));
      padding.look(piece);
      let start = 0;
      for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, start)) {
        const before = at > start ? piece[at - 1] : start === 0 && head.length > 0 ? last : lineFeed;
        const length = at - start + (start === 0 ? head.length : 0) - (before === carriageReturn ? 1 : 0);
        count(length);
        physical++;
        start = at + 1;
      }
      head = start === 0 ? join(head, piece) : piece.subarray(start);
      last = piece[piece.length - 1] ?? last;
    }
  } catch (error) {
    stop.abort();
    if (!(error instanceof BrokenGzipError)) throw error;
    const what = error.cut
      ? `the gzip file is cut off after line ${physical}. Transfer it again.`
      : "this is not a whole gzip file: its packing is damaged. Transfer it again.";
    throw unreadable(file.name, what);
  }
  if (utf8.cut) throw new NotUtf8Error(badByte(Buffer.alloc(0), 0, encodingText));
  if (head.length > 0) count(head.length);
  return { sha256: await hashed, lines, gaps, padded: padding.found };
}

const encodingText =
  "the text is not UTF-8. Save the file with the encoding UTF-8 (in Excel: CSV UTF-8) and load it again.";
const nulText = "there is a NUL byte in the text, so the file is damaged or not a text file. Export it again.";

/** A line's beginning is kept for messages; of an endless one, only its length matters. */
function join(head: Buffer, piece: Buffer): Buffer {
  return head.length > 1 << 22 ? head : Buffer.concat([head, piece]);
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}

function columnAt(line: Buffer, { delimiter, header }: { delimiter: string; header: string[] }): string | undefined {
  try {
    const [record] = new CsvRecords(delimiter).push(`${line.toString("latin1")}\n`);
    return header[record ? record.fields.length - 1 : 0];
  } catch {
    return undefined;
  }
}

/** Looks for blanks beside a delimiter, a quote or a line end. Gives up, as if found, where blanks are very many. */
class PaddingCheck {
  readonly #edges = new Uint8Array(256);
  #found = false;
  readonly #tab: boolean;
  #spaces = 0;
  #bytes = 0;
  #last = lineFeed;

  constructor(delimiter: string) {
    for (const edge of [delimiter.charCodeAt(0), lineFeed, carriageReturn, 0x22]) this.#edges[edge] = 1;
    this.#tab = delimiter !== "\t";
  }

  get found(): boolean {
    return this.#found || this.#last === space;
  }

  look(piece: Buffer): void {
    if (this.#found) return;
    const edge = (at: number) => this.#edges[(at < 0 ? this.#last : piece[at]) ?? 0] === 1;
    this.#bytes += piece.length;
    this.#found =
      (this.#last === space && edge(0)) || piece.indexOf("\u00a0") >= 0 || (this.#tab && piece.indexOf(0x09) >= 0);
    for (let at = piece.indexOf(space); at >= 0 && !this.#found; at = piece.indexOf(space, at + 1)) {
      this.#spaces++;
      this.#found = edge(at - 1) || edge(at + 1);
    }
    if (this.#spaces * 32 > this.#bytes + (1 << 20)) this.#found = true;
    this.#last = piece[piece.length - 1] ?? this.#last;
  }
}
