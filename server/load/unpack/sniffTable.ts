import { CsvRecords, EndlessRecordError } from "../formats/csvRecords.ts";
import { headerRecord, looksLikeHeader } from "./headerLine.ts";

/** What the first records of a text tell about the table in it. */
export interface TableShape {
  /** Null where no sign parts the records alike. */
  delimiter: string | null;
  /** Columns that most records have. */
  width: number;
  /** Lines that stand above the header, or above the first row where there is no header. */
  linesAbove: number;
  /** Fields of those of them that are header records. */
  control: string[][];
  /** False where the first record looks like a row. */
  header: boolean;
}

export const delimiters = [",", "|", "\t", ";", "*", "~", "^", "\u0001", "\u001f", "\u001e", "\u001c", "¦"];

const enough = 1 << 18;
const mostAbove = 20;

/** Looks at the first records of a text. `whole`: the text is all there is, and its last record is not cut off. */
export function sniffTable(text: string, whole: boolean, given: string | undefined): TableShape {
  const part = text.length > enough ? text.slice(0, enough) : text;
  const candidates = (given ? [given] : delimiters)
    .filter((delimiter) => part.includes(delimiter))
    .map((delimiter) => ({ delimiter, ...columnsUnder(part, delimiter, whole && part === text) }));
  const [best] = candidates.sort((a, b) => b.score - a.score);
  if (!best || best.width < 2) return { delimiter: null, width: 1, linesAbove: 0, control: [], header: true };
  const { delimiter, width, records } = best;
  const above = recordsAbove(
    records.map(({ fields }) => fields),
    width,
  );
  const first = records[above.count];
  return {
    delimiter,
    width,
    linesAbove: above.count === 0 ? 0 : (first?.line ?? 1) - 1,
    control: above.control,
    header: first ? looksLikeHeader(first.fields) : true,
  };
}

function columnsUnder(text: string, delimiter: string, whole: boolean) {
  const reader = new CsvRecords(delimiter);
  const records = [];
  try {
    records.push(...reader.push(text));
    if (whole || records.length === 0) records.push(...reader.end());
  } catch (error) {
    if (!(error instanceof EndlessRecordError)) throw error;
  }
  const counts = new Map<number, number>();
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  const [[width, alike] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { records, width, score: width < 2 ? 0 : (alike / records.length) * Math.min(width, 8) };
}

/** How many records stand above the table: titles, dates of the report, and header records for control totals. */
function recordsAbove(records: string[][], width: number): { count: number; control: string[][] } {
  const control: string[][] = [];
  let count = 0;
  for (const fields of records.slice(0, mostAbove)) {
    if (headerRecord(fields, width)) control.push(fields);
    else break;
    count++;
  }
  const first = records[count];
  if (!first || !sparse(first, width)) return { count, control };
  const place = records.findIndex((fields, at) => at >= count && fields.length >= width && looksLikeHeader(fields));
  const between = records.slice(count, Math.max(place, count));
  if (place < 0 || place > mostAbove || !between.every((fields) => sparse(fields, width))) return { count, control };
  return { count: place, control };
}

/** Too few fields for a row: a title, or a date beside its name. */
function sparse(fields: string[], width: number): boolean {
  return fields.filter((field) => field.trim() !== "").length * 2 <= width;
}
