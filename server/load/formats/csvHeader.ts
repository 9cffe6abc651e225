import { unreadable } from "../problems.ts";
import type { Recognition } from "../recognize.ts";
import { BrokenGzipError, readPieces } from "./bytes.ts";
import { type CsvRecord, CsvRecords, EndlessRecordError } from "./csvRecords.ts";

export interface CsvHeader {
  delimiter: string;
  header: string[];
  /** The header is the first line and no field of it runs over the line's end. */
  regular: boolean;
  /** The first rows below the header. */
  samples: string[][];
  recognition: Recognition;
}

/** Tells what a file is by its header and its first rows. */
export type Recognizer = (header: string[], samples: string[][]) => Recognition;

const delimiters = [",", "|", "\t", ";"];
/** Characters in which a header nearly always ends. */
const longHeader = 1 << 14;
const sampled = { characters: 1 << 16, rows: 50 };
const ranks = ["unknown", "lacks", "doubled", "left", "table"];

/**
 * Reads the first row and takes the delimiter under which it is best recognized: the one that all rows tell of, where
 * it is given, or one of the usual.
 * @throws ProblemError where there is no text to read.
 */
export async function readHeader(
  file: { path: string; name: string; gzip: boolean; delimiter?: string | null },
  recognized: Recognizer,
): Promise<CsvHeader> {
  const text = await firstPiece(file);
  if (text.trim() === "") throw unreadable(file.name, "the file is empty. Export it again.");
  const [best] = [...new Set([...(file.delimiter ? [file.delimiter] : []), ...delimiters])]
    .map((delimiter) => {
      const record = firstRecord(file.name, text, delimiter);
      const samples = firstRows(text, delimiter);
      return { delimiter, record, samples, recognition: recognized(record.fields, samples) };
    })
    .sort(
      (a, b) =>
        ranks.indexOf(b.recognition.kind) - ranks.indexOf(a.recognition.kind) ||
        b.recognition.matched - a.recognition.matched ||
        b.record.fields.length - a.record.fields.length,
    );
  if (!best) throw unreadable(file.name, "the file is empty. Export it again.");
  const { delimiter, record, samples, recognition } = best;
  const regular = record.line === 1 && !/[\r\n]/.test(record.text);
  return { delimiter, header: record.fields, regular, samples, recognition };
}

/** The last one that a cut leaves may not be whole. */
function firstRows(text: string, delimiter: string): string[][] {
  const records = new CsvRecords(delimiter);
  const head = text.slice(0, sampled.characters);
  try {
    const found = records.push(head);
    if (head.length === text.length) found.push(...records.end());
    return found.slice(1, sampled.rows + 1).map(({ fields }) => fields);
  } catch (error) {
    if (!(error instanceof EndlessRecordError)) throw error;
    return [];
  }
}

async function firstPiece(file: { path: string; name: string; gzip: boolean }): Promise<string> {
  try {
    for await (const piece of readPieces(file.path, file.gzip)) {
      if (piece.includes(0)) throw unreadable(file.name, "this is not a text file: there are NUL bytes in it.");
      return new TextDecoder().decode(piece);
    }
    return "";
  } catch (error) {
    if (!(error instanceof BrokenGzipError)) throw error;
    throw unreadable(file.name, "this is not a whole gzip file: its packing is damaged or cut off. Transfer it again.");
  }
}

function firstRecord(name: string, text: string, delimiter: string): CsvRecord {
  try {
    const [head] = new CsvRecords(delimiter).push(text.slice(0, longHeader));
    if (head) return head;
    const records = new CsvRecords(delimiter);
    const [record] = [...records.push(text), ...records.end()];
    if (record) return record;
  } catch (error) {
    if (!(error instanceof EndlessRecordError)) throw error;
    const [record] = new CsvRecords(delimiter).push(`${text.split(/[\r\n]/, 1)[0]}\n`);
    if (record) return record;
  }
  throw unreadable(name, "the first line cannot be read as a header. Export the file again as CSV.");
}
