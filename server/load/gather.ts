import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { cancelled } from "../warehouse/cancellable.ts";
import { type Extract, openExtract, type ScannedExtract, scanExtract } from "./extract.ts";
import { countRows } from "./formats/carefulCsv.ts";
import { type CsvScan, NotUtf8Error } from "./formats/csvScan.ts";
import type { UnreadFile } from "./manifest.ts";
import { type Known, knownBy } from "./mapping/known.ts";
import { readsFor } from "./mapping/readsFor.ts";
import { type Problem, problemsError, unreadable } from "./problems.ts";
import { asProblem, findSources, type Source } from "./sources.ts";
import { LackingError, NotAnExtractError, proposedMapping, type Unmapped, UnmappedError } from "./unmapped.ts";
import type { TextFile } from "./unpack/textFile.ts";
import { unpack } from "./unpack/unpack.ts";

export interface GatherOptions {
  paths: string[];
  known: Known;
  /** Files that nothing recognizes are read by the mapping that is proposed for them. */
  proposed: boolean;
  /** Files that nothing recognizes are returned, though they were named. */
  keep: boolean;
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
  unmapped: Unmapped[];
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
  const alone = options.force ? { found: scanned.found, unread: [], problems: [] } : sameFileOnce(scanned.found);
  const steps = [{ unread: sources.unread, problems: sources.problems }, unpacked, opened, scanned, alone];
  const unread = steps.flatMap((step) => step.unread).sort((a, b) => (a.name < b.name ? -1 : 1));
  const problems = steps.flatMap((step) => step.problems);
  if (problems.length === 0 && alone.found.length === 0 && !options.keep) problems.push(...nothingRecognized(unread));
  if (problems.length > 0) throw problemsError(problems);
  return { files: alone.found, unread, unmapped: opened.unmapped, controls: sources.controls };
}

async function unpackAll(sources: Source[], { known, scratch, signal }: GatherOptions): Promise<Found<TextFile>> {
  const all: Found<TextFile> = { found: [], unread: [], problems: [] };
  for (const [index, source] of sources.entries()) {
    if (signal?.aborted) throw cancelled();
    try {
      const folder = join(scratch, `unpacked-${index}`);
      await mkdir(folder, { recursive: true });
      const { files, unread } = await unpack(source, { scratch: folder, signal, reads: readsFor(source.name, known) });
      all.found.push(...files);
      if (files.length === 0 && source.named) all.problems.push(...nothingRecognized(unread));
      else all.unread.push(...unread);
    } catch (error) {
      const problem = asProblem(error, source.path);
      const what = `${problem.what} Or take it out of the folder: no load goes on without what it may hold.`;
      all.problems.push(source.named ? problem : { ...problem, what });
    }
  }
  return all;
}

async function openAll(files: TextFile[], options: GatherOptions): Promise<Found<Extract> & { unmapped: Unmapped[] }> {
  const all: Found<Extract> & { unmapped: Unmapped[] } = { found: [], unread: [], problems: [], unmapped: [] };
  const left: { file: TextFile; problem: Problem; unmapped: UnmappedError | LackingError | null }[] = [];
  for (const file of files) {
    if (options.signal?.aborted) throw cancelled();
    try {
      all.found.push(await openAsProposed(file, options));
    } catch (error) {
      const problem = asProblem(error, file.delivered.path);
      const unmapped = error instanceof UnmappedError || error instanceof LackingError;
      if (error instanceof NotAnExtractError || (unmapped && options.keep))
        left.push({ file, problem, unmapped: unmapped ? error : null });
      else all.problems.push(problem);
    }
  }
  for (const { file, problem, unmapped } of left) {
    const required = unmapped instanceof LackingError || mustBeTaken(file, all.found);
    if (unmapped) all.unmapped.push({ ...unmapped.unmapped, required });
    if (!(unmapped && options.keep) && required) all.problems.push(problem);
    else all.unread.push({ name: file.name, why: problem.what });
  }
  return all;
}

async function openAsProposed(file: TextFile, { known, proposed, connection }: GatherOptions): Promise<Extract> {
  try {
    return await openExtract(file, known, connection);
  } catch (error) {
    const unmapped = error instanceof UnmappedError || error instanceof LackingError ? error.unmapped : null;
    const mapping = proposed && unmapped ? proposedMapping(unmapped) : null;
    if (!mapping) throw error;
    const guesses = unmapped?.proposal.columns.flatMap(({ from, note }) => (note ? [`${from}: ${note}`] : [])) ?? [];
    return openExtract({ ...file, notes: [...file.notes, ...guesses] }, knownBy({ mapping }), connection);
  }
}

/** A file that was named outright must be taken; of an archive or a workbook that was, one table is enough. */
function mustBeTaken({ delivered, path }: TextFile, taken: Extract[]): boolean {
  if (!delivered.named) return false;
  return delivered.path === path || !taken.some(({ source }) => source.delivered.path === delivered.path);
}

async function scanAll(extracts: Extract[], options: GatherOptions): Promise<Found<ScannedExtract>> {
  const { onRead, signal } = options;
  const all: Found<ScannedExtract> = { found: [], unread: [], problems: [] };
  const total = extracts.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const [index, extract] of extracts.entries()) {
    const { name, delivered, named, size } = extract.source;
    const onBytes = (read: number) => onRead((done + read) / total, name);
    try {
      const scanned = await scanEncoded(extract, { ...options, onBytes, scratch: join(options.scratch, `${index}`) });
      if (await hasRows(scanned, scanned.scan, signal)) all.found.push(scanned);
      else if (named) throw unreadable(name, "there is a header and no row below it. Export the file again.");
      else all.unread.push({ name, why: "a header and no row below it" });
    } catch (error) {
      all.problems.push(asProblem(error, delivered.path));
    }
    done += size;
  }
  return all;
}

/** A text whose first megabyte is plain may turn out to be Windows-1252 further down; then it is read as that. */
async function scanEncoded(
  extract: Extract,
  options: GatherOptions & { onBytes: (read: number) => void },
): Promise<ScannedExtract> {
  try {
    return { ...extract, scan: await scanExtract(extract, options) };
  } catch (error) {
    const { delivered, path, sha256 } = extract.source;
    if (!(error instanceof NotUtf8Error) || path !== delivered.path) throw error;
    const { known, scratch, signal, connection } = options;
    await mkdir(scratch, { recursive: true });
    const reads = { ...readsFor(delivered.name, known), encoding: "windows-1252" as const };
    const [file] = (await unpack(delivered, { scratch, signal, reads })).files;
    if (!file || file.sha256 === sha256) throw error;
    const again = await openExtract(file, known, connection);
    return { ...again, scan: await scanExtract(again, options) };
  }
}

/** One line may still be many rows, as older Macintosh programs end them. */
async function hasRows({ source, form }: Extract, { lines }: CsvScan, signal?: AbortSignal): Promise<boolean> {
  if (lines > 1 || form.format !== "csv") return lines > 1;
  return (await countRows({ ...source, ...form }, signal)).rows > 0;
}

/** What was found in a folder is left out where it stands there twice; what was named must not be named twice. */
function sameFileOnce(files: ScannedExtract[]): Found<ScannedExtract> {
  const all: Found<ScannedExtract> = { found: [], unread: [], problems: [] };
  for (const file of files) {
    const { name, named, delivered } = file.source;
    const earlier = all.found.find((other) => digestOf(other) === digestOf(file));
    if (!earlier || earlier.source.delivered.path === delivered.path) all.found.push(file);
    else if (!named) all.unread.push({ name, why: `the same file as ${earlier.source.name}, byte for byte` });
    else {
      const what = `this is the same file as ${earlier.source.name}, byte for byte. Leave one out, or take both with --force.`;
      all.problems.push({ code: "already-loaded", file: name, what });
    }
  }
  return all;
}

function digestOf({ source, scan }: ScannedExtract): string {
  return source.sha256 ?? scan.sha256;
}

function nothingRecognized(unread: UnreadFile[]): Problem[] {
  return unread.map(({ name, why }) => ({ code: "unknown-layout", file: name, what: why }));
}
