import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { unreadable } from "../problems.ts";
import { reason } from "../rowChecks.ts";
import { readPieces } from "./bytes.ts";
import { type CsvRecord, CsvRecords, EndlessRecordError } from "./csvRecords.ts";

export interface CarefulFile {
  path: string;
  name: string;
  gzip: boolean;
  delimiter: string;
  header: string[];
  linesAbove?: number;
}

/**
 * Counts a file's rows exactly, the header left out, and those that cannot be taken apart.
 * @throws ProblemError where a quote is never closed.
 */
export async function countRows(file: CarefulFile, signal?: AbortSignal): Promise<{ rows: number; faulty: number }> {
  let [rows, faulty] = [0, 0];
  for await (const record of dataRecords(file, signal)) {
    rows++;
    if (faultOf(record, file.header)) faulty++;
  }
  return { rows, faulty };
}

/**
 * Writes a copy in which every row is whole: its line, and its fields, or its fault and its text.
 * @returns rows written
 * @throws ProblemError where a quote is never closed.
 */
export async function writeCarefully(file: CarefulFile, target: string, signal?: AbortSignal): Promise<number> {
  const out = createWriteStream(target, { highWaterMark: 1 << 20 });
  const width = file.header.length;
  let rows = 0;
  let waiting: string[] = [];
  const flush = async () => {
    if (!out.write(waiting.join(""))) await once(out, "drain");
    waiting = [];
  };
  try {
    for await (const record of dataRecords(file, signal)) {
      const fault = faultOf(record, file.header);
      const cells = fault ? [fault, record.text] : [null, null, ...record.fields.slice(0, width)];
      waiting.push(`${JSON.stringify([String(record.line), ...cells])}\n`);
      rows++;
      if (waiting.length >= 4096) await flush();
    }
    await flush();
    out.end();
    await finished(out);
  } finally {
    out.destroy();
  }
  return rows;
}

async function* dataRecords(file: CarefulFile, signal?: AbortSignal): AsyncGenerator<CsvRecord> {
  const records = new CsvRecords(file.delimiter);
  const decoder = new TextDecoder();
  let header = true;
  try {
    for await (const piece of readPieces(file.path, file.gzip, { signal })) {
      for (const record of records.push(decoder.decode(piece, { stream: true }))) {
        if (header) header = false;
        else yield record;
      }
    }
    for (const record of records.end()) if (!header) yield record;
  } catch (error) {
    if (!(error instanceof EndlessRecordError)) throw error;
    const { line, field, quoted } = error;
    const what = quoted
      ? "a quotation mark opens here and is never closed. Close it, or remove it, and load the file again."
      : "the row that begins here is longer than a million characters. Check the line ends and export the file again.";
    throw unreadable(file.name, what, { line: line + (file.linesAbove ?? 0), column: file.header[field] });
  }
}

/** Why a row cannot be taken apart. Empty fields beyond the header's are let pass, as a delimiter at the line's end makes them. */
function faultOf({ fields, strayQuote }: CsvRecord, header: string[]): string | null {
  if (strayQuote !== null) {
    return reason(header[strayQuote] ?? null, "a quotation mark within the field or after its end");
  }
  const beyond = fields.slice(header.length);
  if (fields.length >= header.length && beyond.every((field) => field.trim() === "")) return null;
  const counted = `${fields.length} ${fields.length === 1 ? "column" : "columns"}`;
  return reason(null, `${counted} where the header has ${header.length}`);
}
