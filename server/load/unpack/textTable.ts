import { createHash } from "node:crypto";
import { readPieces } from "../formats/bytes.ts";
import { unreadable } from "../problems.ts";
import { CopyFile } from "./copyFile.ts";
import { csvLine } from "./csvLine.ts";
import { writeFixedWidth } from "./fixedWidth.ts";
import { inspectText } from "./inspectText.ts";
import { longDelimiter, withShortDelimiter } from "./longDelimiter.ts";
import { mustBeCertain, openText, type Text } from "./openText.ts";
import { delimiters, sniffTable, type TableShape } from "./sniffTable.ts";
import type { TextFile } from "./textFile.ts";
import { findTrailer, isCount } from "./trailer.ts";
import type { Piece, Work } from "./work.ts";

/** The table in a UTF-8 text: the text as it stands, or a copy without what is no table. @throws ProblemError */
export async function textTable(piece: Piece, text: Text, work: Work): Promise<TextFile> {
  const { reads } = work;
  const format = piece.format ?? (text.packed ? "gzip" : "csv");
  const head = text.facts.head.toString("utf8").replace(/^\uFEFF/, "");
  if (reads?.fixed && piece.format !== "xlsx") return writeFixedWidth(piece, text, reads.fixed, work);
  const long = piece.format === "xlsx" ? null : longDelimiter(head, reads?.delimiter);
  if (long) return longDelimited(piece, text, long, work);
  refuseManyColumns(piece.name, head, work.budget.limits.columns);
  const shape = sniffTable(head, text.facts.whole, piece.format === "xlsx" ? "," : reads?.delimiter);
  const { delimiter } = shape;
  const names = reads?.header === false ? (reads.names ?? []) : null;
  const found = {
    ...piece.delivered,
    name: piece.name,
    named: piece.named,
    delivered: piece.delivered,
    format,
    delimiter,
  };
  const end = await tableEnd(text, shape, work, names === null);
  const control = [...shape.control, ...end.control];
  const notes = [...text.notes];
  if (shape.linesAbove > 0) notes.push(`${lines(shape.linesAbove)} above the ${names ? "rows" : "header"} left aside`);
  if (end.control.length > 0) notes.push(`${lines(end.control.length)} below the rows left aside`);
  if (delimiter && names === null && !shape.header) notes.push("the first line looks like a row, not like a header");
  if (delimiter && !",|\t;".includes(delimiter)) notes.push(`fields are parted by ${signName(delimiter)}`);
  if (!delimiter && sameWidth(head))
    notes.push("lines of one width that no sign parts: a mapping must give the places");
  const unchanged = shape.linesAbove === 0 && end.bytes === 0 && names === null;
  if (unchanged) {
    return {
      ...found,
      path: text.path,
      size: text.size,
      sha256: text.sha256,
      notes,
      control,
      linesAbove: piece.linesAbove ?? 0,
    };
  }
  mustBeCertain(text);
  const hash = createHash("sha256");
  const from = shape.linesAbove === 0 ? text.facts.mark : offsetOfLine(text.facts.head, shape.linesAbove);
  const to = (text.facts.end?.size ?? Number.POSITIVE_INFINITY) - end.bytes;
  const copy = await CopyFile.write(work.place(), async (out) => {
    if (names) out.add(csvLine(names, delimiter ?? ","));
    let at = 0;
    for await (const bytes of readPieces(text.path, text.gzip, { signal: work.signal, hash })) {
      const [start, stop] = [Math.max(0, from - at), Math.min(bytes.length, to - at)];
      if (start < stop && out.add(bytes.subarray(start, stop))) await out.drain();
      at += bytes.length;
    }
  });
  const sha256 = text.sha256 ?? hash.digest("hex");
  const linesAbove = (piece.linesAbove ?? 0) + shape.linesAbove - (names ? 1 : 0);
  return { ...found, path: copy.path, size: copy.size, sha256, notes, control, linesAbove };
}

async function longDelimited(piece: Piece, text: Text, delimiter: string, work: Work): Promise<TextFile> {
  mustBeCertain(text);
  const short = await withShortDelimiter(piece, text, delimiter, work);
  const again: Work = { ...work, reads: { ...work.reads, delimiter: ",", encoding: undefined } };
  const copied = await openText(short, false, again);
  if (!copied) throw unreadable(piece.name, "the text cannot be read. Export it again as CSV UTF-8.");
  const table = await textTable(short, copied, again);
  return { ...table, notes: [...text.notes, `fields are parted by ${delimiter}`, ...table.notes] };
}

async function tableEnd(text: Text, shape: TableShape, work: Work, header: boolean) {
  const { delimiter, width } = shape;
  if (!delimiter) return { bytes: 0, control: [] };
  // A header record promises a trailer, so that the end of a packed file is worth the way.
  const { end } =
    text.facts.end || shape.control.length === 0
      ? text.facts
      : await inspectText(text, work.budget, { every: true, signal: work.signal });
  if (!end) return { bytes: 0, control: [] };
  text.facts.end = end;
  const trailer = findTrailer(end.tail, end.size, { delimiter, width });
  const { perhaps } = trailer;
  if (!perhaps) return trailer;
  const counted = (await countLines(text, work)) - shape.linesAbove - (header ? 1 : 0) - 1;
  const numbers = perhaps.fields.filter(isCount).map((field) => Number(field.replaceAll(",", "")));
  return numbers.includes(counted) ? { bytes: perhaps.bytes, control: [perhaps.fields] } : trailer;
}

/** Lines that are not empty. */
async function countLines({ path, gzip }: Text, { signal }: Work): Promise<number> {
  let count = 0;
  let filled = false;
  for await (const piece of readPieces(path, gzip, { signal })) {
    let start = 0;
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, start)) {
      if (filled || piece.subarray(start, at).toString("latin1").trim() !== "") count++;
      filled = false;
      start = at + 1;
    }
    filled ||= piece.subarray(start).toString("latin1").trim() !== "";
  }
  return filled ? count + 1 : count;
}

function refuseManyColumns(name: string, head: string, most: number): void {
  const line = head.slice(0, head.search(/[\r\n]|$/));
  for (const delimiter of delimiters) {
    if (line.length <= most) return;
    const columns = line.split(delimiter).length;
    if (columns <= most) continue;
    const what = `the first line has ${columns.toLocaleString("en-US")} columns; more than ${most.toLocaleString("en-US")} are not read. Check the line ends, or export fewer columns.`;
    throw unreadable(name, what, { line: 1 });
  }
}

/** Byte at which the line after so many begins. */
function offsetOfLine(head: Buffer, lines: number): number {
  let offset = 0;
  for (let line = 0; line < lines; line++) {
    let at = offset;
    while (at < head.length && head[at] !== 0x0a && head[at] !== 0x0d) at++;
    offset = at + (head[at] === 0x0d && head[at + 1] === 0x0a ? 2 : 1);
  }
  return offset;
}

/** Lines of fixed width, as far as the first of them tell. */
function sameWidth(head: string): boolean {
  const first = head
    .slice(0, 1 << 16)
    .split(/\r?\n/)
    .slice(0, 20);
  if (head.length > 1 << 16) first.pop();
  const filled = first.filter((line) => line !== "");
  return filled.length > 2 && filled.every(({ length }) => length > 10 && length === filled[0]?.length);
}

function lines(count: number): string {
  return count === 1 ? "1 line" : `${count.toLocaleString("en-US")} lines`;
}

function signName(delimiter: string): string {
  return delimiter < " " ? `the sign ${delimiter.charCodeAt(0)}` : delimiter;
}
