import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { cancelled } from "../warehouse/cancellable.ts";
import { type Extract, NotAnExtractError, openExtract, type ScannedExtract, scanExtract } from "./extract.ts";
import { countRows } from "./formats/carefulCsv.ts";
import type { CsvScan } from "./formats/csvScan.ts";
import type { UnreadFile } from "./manifest.ts";
import type { Known } from "./mapping/known.ts";
import { type Problem, ProblemError, problemsError, unreadable } from "./problems.ts";
import { asProblem, findSources, type Source } from "./sources.ts";
import type { TextFile } from "./unpack/textFile.ts";
import { unpack } from "./unpack/unpack.ts";

export interface GatherOptions {
  paths: string[];
  known: Known;
  connection: DuckDBConnection;
  /** A folder for what is needed only until the load is written. */
  scratch: string;
  /** Take the same bytes twice. */
  force?: boolean;
  onRead: (fraction: number, name: string) => void;
  signal?: AbortSignal;
}

export interface Gathered {
  /** By name. */
  files: ScannedExtract[];
  unread: UnreadFile[];
  controls: Source[];
}

/** What one step makes of many files: a fault of one does not keep the others from being looked at. */
interface Found<T> {
  found: T[];
  unread: UnreadFile[];
  problems: Problem[];
}

/**
 * Finds the extracts behind the paths and looks at every byte of them, before any row is read.
 * @throws PlanlensError that lists all that is wrong with all of them.
 */
export async function gather(options: GatherOptions): Promise<Gathered> {
  const sources = await findSources(options.paths);
  const unpacked = await unpackAll(sources.files, options);
  const opened = await openAll(unpacked.found, options);
  const scanned = await scanAll(opened.found, options);
  const steps = [{ unread: sources.unread, problems: sources.problems }, unpacked, opened, scanned];
  const unread = steps.flatMap((step) => step.unread).sort((a, b) => (a.name < b.name ? -1 : 1));
  const problems = steps.flatMap((step) => step.problems);
  if (!options.force) problems.push(...sameFileTwice(scanned.found));
  if (problems.length === 0 && scanned.found.length === 0) problems.push(...nothingRecognized(unread));
  if (problems.length > 0) throw problemsError(problems);
  return { files: scanned.found, unread, controls: sources.controls };
}

async function unpackAll(sources: Source[], { scratch, signal }: GatherOptions): Promise<Found<TextFile>> {
  const all: Found<TextFile> = { found: [], unread: [], problems: [] };
  for (const [index, source] of sources.entries()) {
    if (signal?.aborted) throw cancelled();
    try {
      const folder = join(scratch, `unpacked-${index}`);
      await mkdir(folder, { recursive: true });
      const { files, unread } = await unpack(source, { scratch: folder, signal });
      all.found.push(...files);
      if (files.length === 0 && source.named) all.problems.push(...nothingRecognized(unread));
      else all.unread.push(...unread);
    } catch (error) {
      const problem = asProblem(error, source.path);
      if (source.named || !(error instanceof ProblemError)) all.problems.push(problem);
      else all.unread.push({ name: source.name, why: problem.what });
    }
  }
  return all;
}

async function openAll(files: TextFile[], { known, connection, signal }: GatherOptions): Promise<Found<Extract>> {
  const all: Found<Extract> = { found: [], unread: [], problems: [] };
  const left: { file: TextFile; problem: Problem }[] = [];
  for (const file of files) {
    if (signal?.aborted) throw cancelled();
    try {
      all.found.push(await openExtract(file, known, connection));
    } catch (error) {
      const problem = asProblem(error, file.delivered.path);
      if (error instanceof NotAnExtractError) left.push({ file, problem });
      else all.problems.push(problem);
    }
  }
  for (const { file, problem } of left) {
    if (mustBeTaken(file, all.found)) all.problems.push(problem);
    else all.unread.push({ name: file.name, why: problem.what });
  }
  return all;
}

/** A file that was named outright must be taken; of an archive or a workbook that was, one table is enough. */
function mustBeTaken({ delivered, path }: TextFile, taken: Extract[]): boolean {
  if (!delivered.named) return false;
  return delivered.path === path || !taken.some(({ source }) => source.delivered.path === delivered.path);
}

async function scanAll(extracts: Extract[], { onRead, signal }: GatherOptions): Promise<Found<ScannedExtract>> {
  const all: Found<ScannedExtract> = { found: [], unread: [], problems: [] };
  const total = extracts.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const extract of extracts) {
    const { name, delivered, named, size } = extract.source;
    const onBytes = (read: number) => onRead((done + read) / total, name);
    try {
      const scan = await scanExtract(extract, { onBytes, signal });
      if (await hasRows(extract, scan, signal)) all.found.push({ ...extract, scan });
      else if (named) throw unreadable(name, "there is a header and no row below it. Export the file again.");
      else all.unread.push({ name, why: "a header and no row below it" });
    } catch (error) {
      all.problems.push(asProblem(error, delivered.path));
    }
    done += size;
  }
  return all;
}

/** One line may still be many rows, as older Macintosh programs end them. */
async function hasRows({ source, form }: Extract, { lines }: CsvScan, signal?: AbortSignal): Promise<boolean> {
  if (lines > 1 || form.format !== "csv") return lines > 1;
  return (await countRows({ ...source, ...form }, signal)).rows > 0;
}

function sameFileTwice(files: ScannedExtract[]): Problem[] {
  return files.flatMap((file, at) => {
    const earlier = files.slice(0, at).find((other) => digestOf(other) === digestOf(file));
    if (!earlier || earlier.source.delivered.path === file.source.delivered.path) return [];
    const what = `this is the same file as ${earlier.source.name}, byte for byte. Leave one out, or take both with --force.`;
    return [{ code: "already-loaded", file: file.source.name, what } as const];
  });
}

function digestOf({ source, scan }: ScannedExtract): string {
  return source.sha256 ?? scan.sha256;
}

function nothingRecognized(unread: UnreadFile[]): Problem[] {
  return unread.map(({ name, why }) => ({ code: "unknown-layout", file: name, what: why }));
}
