import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { unreadable } from "../problems.ts";
import { normalName } from "../recognize.ts";
import type { StatedFigure } from "./controlFigure.ts";

const largest = 5_000_000;

const value = z.union([z.string(), z.number()]);
const Figures = z.record(z.string(), value);
const JsonControl = z.union([z.array(Figures), z.record(z.string(), Figures), Figures]);

/** What names the file in a control report, and what counts its rows. */
const fileNames = new Set(["file", "file_name", "filename", "extract", "name"]);
const rowNames = new Set([
  "rows",
  "row_count",
  "records",
  "record_count",
  "number_of_records",
  "count",
  "lines",
  "line_count",
  "total_records",
]);

/**
 * The figures of a control report: CSV with a header and a line for each file (`file,rows,paid_amount`) or two columns of
 * name and figure; JSON as an object of figures, an object of them by file, or a list of them with `file`.
 * @param fallback the file that figures without a name are of
 * @throws ProblemError
 */
export function readControlFile(path: string, fallback: string): StatedFigure[] {
  const name = basename(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw unreadable(name, "there is no such control report. Look at the name after --control.");
  if (!stats.isFile()) throw unreadable(name, "this is no file. Name the control report itself.");
  if (stats.size > largest) throw unreadable(name, "this is too large to be a control report.");
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const lines = /^\s*[[{]/.test(text) ? jsonLines(text, name) : csvLines(text);
  const figures = lines.flatMap((line) => figuresOf(line, fallback));
  if (figures.length > 0) return figures;
  const what =
    "this control report states no figure. It has a header such as file,rows,paid_amount and a line for each file.";
  throw unreadable(name, what);
}

type Line = [string, string][];

function figuresOf(line: Line, fallback: string): StatedFigure[] {
  const named = line.find(([name]) => fileNames.has(normalName(name)))?.[1].trim();
  return line.flatMap(([name, stated]) => {
    const what = normalName(name);
    const figure = plainNumber(stated);
    if (fileNames.has(what) || figure === null) return [];
    return [{ file: named ?? fallback, what: rowNames.has(what) ? "rows" : what, vendor: figure }];
  });
}

/** `$1,234.50` and `(1,234.50)` as 1234.50 and -1234.50; null where it is no number. */
export function plainNumber(text: string): string | null {
  const bare = text.trim().replace(/[$,\s]/g, "");
  const inBrackets = /^\((.*)\)$/.exec(bare);
  const number = (inBrackets ? `-${inBrackets[1]}` : bare).replace(/^(.*)-$/, "-$1").replace(/^\+/, "");
  return /^-?(\d+([.]\d{0,2}0*)?|[.]\d{1,2})$/.test(number) ? number : null;
}

function jsonLines(text: string, name: string): Line[] {
  const parsed = JsonControl.safeParse(parsedJson(text));
  if (!parsed.success)
    throw unreadable(name, 'this is JSON, but not figures by name: { "rows": 10, "paid_amount": "80.00" }.');
  const line = (figures: Record<string, string | number>): Line =>
    Object.entries(figures).map(([key, stated]) => [key, String(stated)]);
  if (Array.isArray(parsed.data)) return parsed.data.map(line);
  const byFile = z.record(z.string(), Figures).safeParse(parsed.data);
  if (byFile.success) return Object.entries(byFile.data).map(([file, figures]) => [["file", file], ...line(figures)]);
  return [line(parsed.data as Record<string, string | number>)];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function csvLines(text: string): Line[] {
  const records = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  const delimiter = [";", "|", "\t"].find((mark) => records[0]?.includes(mark)) ?? ",";
  const [header = [], ...rows] = records.map((line) => fieldsOf(line, delimiter));
  /* name and figure below each other, without a header of their own */
  if (header.length === 2 && plainNumber(header[1] ?? "") !== null) {
    return [[header, ...rows].map(([name = "", stated = ""]): [string, string] => [name, stated])];
  }
  return rows.map((fields) => header.map((name, at): [string, string] => [name, fields[at] ?? ""]));
}

function fieldsOf(line: string, delimiter: string): string[] {
  const mark = delimiter === "|" ? "\\|" : delimiter;
  const fields = [...line.matchAll(new RegExp(`(?:^|${mark})(?:"((?:[^"]|"")*)"|([^${mark}]*))`, "g"))];
  return fields.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
