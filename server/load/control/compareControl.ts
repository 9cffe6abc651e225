import { basename } from "node:path";
import { PlanlensError } from "../../errors.ts";
import type { Manifest, ManifestFile } from "../manifest.ts";
import type { ControlFigure, ControlInput, StatedFigure } from "./controlFigure.ts";
import { readControlFile } from "./readControlFile.ts";
import { trailerFigures } from "./trailerFigures.ts";

export type { ControlFigure, ControlInput } from "./controlFigure.ts";

/**
 * Puts what the vendor states beside what was read: loaded and rejected rows together have to be the vendor's to the row
 * and to the cent.
 * @param options.controls control reports that stand beside the extracts (`claims.control.csv`)
 * @param options.input a control report or figures that somebody named; each of them must be comparable
 * @throws PlanlensError `invalid-parameter` for a figure of a file or an amount that the load has not; ProblemError for a
 *   control report that cannot be read.
 */
export function compareControl(options: {
  manifest: Pick<Manifest, "files">;
  controls?: { path: string; name: string }[];
  input?: ControlInput;
}): ControlFigure[] {
  const { manifest, controls = [], input } = options;
  const files = readFiles(manifest.files);
  const compared = (source: ControlFigure["source"]) => (stated: StatedFigure) => figureOf(files, stated, source) ?? [];
  const beside = controls.flatMap(({ path, name }) => readControlFile(path, name.replace(/\.control\.csv$/, ".csv")));
  const trailers = manifest.files.flatMap((file) => trailerFigures(file, sumsOf([file])));
  const named = input ? statedBy(input, files) : { stated: [], source: "typed" as const };
  return [
    ...beside.flatMap(compared("control file")),
    ...trailers.flatMap(compared("trailer")),
    ...named.stated.map((stated) => figureOf(files, stated, named.source) ?? refuse(files, stated)),
  ];
}

function statedBy(input: ControlInput, files: ReadFile[]): { stated: StatedFigure[]; source: ControlFigure["source"] } {
  if ("typed" in input) return { stated: input.typed, source: "typed" };
  const only = files.length === 1 ? (files[0]?.name ?? "") : "";
  return { stated: readControlFile(input.path, only), source: "control file" };
}

/** A delivered file with what it gave to each table. */
interface ReadFile {
  name: string;
  parts: ManifestFile[];
}

function readFiles(files: ManifestFile[]): ReadFile[] {
  const names = [...new Set(files.map(({ name }) => name))];
  return names.map((name) => ({ name, parts: files.filter((file) => file.name === name) }));
}

/** Null where the load has no such file or amount. */
function figureOf(files: ReadFile[], { file, what, vendor }: StatedFigure, source: ControlFigure["source"]) {
  const meant = file === "" ? files : files.filter((each) => isCalled(each, file));
  const parts = meant.flatMap((each) => each.parts);
  if (parts.length === 0) return null;
  const loaded = what === "rows" ? rowsLoaded(meant) : amountOf(parts, what, "totals");
  if (loaded === null) return null;
  const rejected = what === "rows" ? rowsRejected(meant) : (amountOf(parts, what, "rejectedTotals") ?? 0n);
  const difference = loaded + rejected - cents(vendor, what);
  const text = (figure: bigint) => (what === "rows" ? String(figure) : dollars(figure));
  const shown: ControlFigure = {
    file: file === "" ? "" : (meant[0]?.name ?? file),
    what,
    vendor: text(cents(vendor, what)),
    loaded: text(loaded),
    rejected: text(rejected),
    difference: text(difference),
    source,
  };
  return shown;
}

function refuse(files: ReadFile[], { file, what }: StatedFigure): never {
  const known = files.map(({ name }) => name);
  const isKnown = file === "" || files.some((each) => isCalled(each, file));
  const amounts = Object.keys(sumsOf(files.flatMap(({ parts }) => parts)));
  const text = isKnown
    ? `The control figures name ${what.slice(0, 60)}, which is not read from these files. What can be compared: ${amounts.join(", ")}.`
    : `The control figures are of ${basename(file).slice(0, 80)}, which is not in the load. It has: ${known.slice(0, 20).join(", ")}.`;
  throw new PlanlensError("invalid-parameter", text, { detail: { parameter: "control" } });
}

function isCalled({ name, parts }: ReadFile, file: string): boolean {
  const asked = basename(file);
  return [name, basename(name), ...parts.map(({ delivered }) => delivered)].some(
    (each) => each === file || each === asked,
  );
}

/** A row that fills several tables is one row of the file. */
function rowsLoaded(files: ReadFile[]): bigint {
  return added(files.map(({ parts }) => BigInt(parts[0]?.rows ?? 0))) - rowsRejected(files);
}

function rowsRejected(files: ReadFile[]): bigint {
  return added(files.map(({ parts }) => BigInt(Math.max(0, ...parts.map(({ rejected }) => rejected)))));
}

function amountOf(parts: ManifestFile[], what: string, of: "totals" | "rejectedTotals"): bigint | null {
  const sums = parts.flatMap((part) => (part.absentColumns.includes(what) ? [] : (part[of][what]?.sum ?? [])));
  return sums.length === 0 ? null : added(sums.map((sum) => cents(sum, what)));
}

/** Rows and every amount of files, loaded and rejected together. */
function sumsOf(parts: ManifestFile[]): Record<string, string> {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part.totals)))];
  const sums = names.flatMap((name) => {
    const loaded = amountOf(parts, name, "totals");
    return loaded === null ? [] : [[name, dollars(loaded + (amountOf(parts, name, "rejectedTotals") ?? 0n))] as const];
  });
  return { rows: String(parts.reduce((sum, part) => sum + part.rows, 0)), ...Object.fromEntries(sums) };
}

function added(figures: bigint[]): bigint {
  return figures.reduce((sum, figure) => sum + figure, 0n);
}

function cents(text: string, what: string): bigint {
  const [whole = "0", decimals = ""] = text.split(".");
  if (what === "rows") return BigInt(whole);
  const digits = `${whole.replace(/^[-+]/, "") || "0"}${decimals.slice(0, 2).padEnd(2, "0")}`;
  return text.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

function dollars(figure: bigint): string {
  const digits = (figure < 0n ? -figure : figure).toString().padStart(3, "0");
  return `${figure < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
