import { CsvRecords } from "../formats/csvRecords.ts";
import { trailerRecord } from "./headerLine.ts";

/** What stands at the end of a text and is no row. */
export interface Trailer {
  /** Bytes at the end to leave out. */
  bytes: number;
  control: string[][];
  /** A last record that may be one: it is, where one of its numbers is the count of rows. */
  perhaps: { bytes: number; fields: string[] } | null;
}

const lineFeed = 0x0a;
const most = 5;

/** Takes trailer records off the end of a UTF-8 text, the last first. */
export function findTrailer(tail: Buffer, size: number, shape: { delimiter: string; width: number }): Trailer {
  const control: string[][] = [];
  let end = withoutBlanks(tail, tail.length);
  let bytes = tail.length - end > 2 && tail.includes(0x1a, end) ? tail.length - end : 0;
  let perhaps: Trailer["perhaps"] = null;
  for (let record = 0; record < most && end > 0; record++) {
    const start = tail.lastIndexOf(lineFeed, end - 1) + 1;
    if (start === 0 && tail.length < size) break;
    const line = tail.toString("utf8", start, end).replaceAll("\r", "");
    // A line that begins within a quoted field is the end of a row.
    if (line.split('"').length % 2 === 0) break;
    const [found] = new CsvRecords(shape.delimiter).push(`${line}\n`);
    const fields = found?.fields ?? [];
    if (!trailerRecord(fields, shape.width)) {
      if (record === 0 && countsLike(fields, shape.width)) perhaps = { bytes: tail.length - start, fields };
      break;
    }
    control.unshift(fields);
    bytes = tail.length - start;
    end = withoutBlanks(tail, start);
  }
  return { bytes, control, perhaps };
}

/** Blank lines and the end-of-file sign of older systems. */
function withoutBlanks(tail: Buffer, from: number): number {
  let end = from;
  while (end > 0 && [0x0a, 0x0d, 0x20, 0x1a].includes(tail[end - 1] ?? 0)) end--;
  return end;
}

/** Fewer fields than a row but more than one, all of them numbers, dates or single words, and a whole number among them. */
function countsLike(fields: string[], width: number): boolean {
  const filled = fields.map((field) => field.trim()).filter((field) => field !== "");
  if (fields.length >= width || filled.length < 2) return false;
  return filled.every((field) => /^[-$\d.,/:]+$|^[\p{L} ]{1,20}$/u.test(field)) && filled.some(isCount);
}

export function isCount(field: string): boolean {
  return /^\d{1,3}(,\d{3})+$|^\d+$/.test(field.trim());
}
