import { createHash } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { cancelled, interruptible } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { type Extract, NotAnExtractError, openExtract, scanExtract } from "./extract.ts";
import { countRows } from "./formats/carefulCsv.ts";
import type { CsvScan } from "./formats/csvScan.ts";
import { type Layout, layouts } from "./layout.ts";
import type { Manifest, ManifestFile, ManifestTable, UnreadFile } from "./manifest.ts";
import { type Problem, ProblemError, problemsError, unreadable } from "./problems.ts";
import { type RejectKind, rejectedRowsError, rejectKinds } from "./rejects.ts";
import { asProblem, findSources, type Source } from "./sources.ts";
import { givenColumns, type ScannedExtract, stageTable } from "./stage.ts";
import { tableTotals } from "./totals.ts";

export { type RejectedRow, rejectsOf } from "./rejects.ts";

export interface PrepareOptions {
  /** Files or folders as the person named them. */
  paths: string[];
  /** An empty folder; the load's Parquet and manifest are written into it. */
  stagingDir: string;
  /** Name of a layout to insist on. */
  layout?: string;
  /** Accept a load that has rejected rows, or the same file twice. */
  force?: boolean;
  onProgress?: (progress: { fraction: number | null; message: string }) => void;
  signal?: AbortSignal;
  /** Defaults to every core. */
  threads?: number;
  /** As DuckDB writes it. The default lets any file through in 2 GB, however large. */
  memoryLimit?: string;
}

export interface PreparedLoad {
  manifest: Manifest;
  unread: UnreadFile[];
}

/**
 * Reads extracts, checks every row and writes them aside, ready to be accepted; never changes the home.
 * @throws PlanlensError that lists everything wrong: `unreadable-file`, `unknown-layout`, `already-loaded` (the same
 * file twice), `rejected-rows` (unless forced); `cancelled`, `too-large`.
 */
export async function prepareLoad(options: PrepareOptions): Promise<PreparedLoad> {
  const { paths, stagingDir, threads = availableParallelism(), memoryLimit = "1200MB" } = options;
  const known = layouts(options.layout);
  const scratch = `${stagingDir}.tmp`;
  await mkdir(scratch, { recursive: true });
  try {
    const engine = await openEngine(":memory:", { threads, memoryLimit, tempDirectory: join(scratch, "engine") });
    try {
      return await withConnection(engine, (connection) => prepare({ ...options, paths, known, scratch, connection }));
    } finally {
      engine.closeSync();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Work extends PrepareOptions {
  known: Layout[];
  scratch: string;
  connection: DuckDBConnection;
}

async function prepare(work: Work): Promise<PreparedLoad> {
  const found = await findSources(work.paths);
  const opened = await openAll(found.files, work);
  const scanned = await scanAll(opened.extracts, work);
  const unread = [...found.unread, ...opened.unread, ...scanned.unread].sort((a, b) => (a.name < b.name ? -1 : 1));
  const problems = [...found.problems, ...opened.problems, ...scanned.problems, ...sameFileTwice(scanned.files, work)];
  if (problems.length === 0 && scanned.files.length === 0) problems.push(...nothingRecognized(unread));
  if (problems.length > 0) throw problemsError(problems);

  const manifest = await stageAll(scanned.files, unread, work);
  await writeFile(join(work.stagingDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  work.onProgress?.({ fraction: 1, message: "Read" });
  return { manifest, unread };
}

async function openAll(sources: Source[], { known, connection, signal }: Work) {
  const extracts: Extract[] = [];
  const unread: UnreadFile[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    if (signal?.aborted) throw cancelled();
    try {
      extracts.push(await openExtract(source, known, connection));
    } catch (error) {
      const problem = asProblem(error, source.path);
      if (error instanceof NotAnExtractError && !source.named) unread.push({ name: source.name, why: problem.what });
      else problems.push(problem);
    }
  }
  return { extracts, unread, problems };
}

/** The share of the work that reading the bytes takes, before any row is read. */
const scanShare = 0.15;

async function scanAll(extracts: Extract[], { onProgress, signal }: Work) {
  const files: ScannedExtract[] = [];
  const unread: UnreadFile[] = [];
  const problems: Problem[] = [];
  const total = extracts.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const extract of extracts) {
    const { name, path, named, size } = extract.source;
    const onBytes = (read: number) =>
      onProgress?.({ fraction: (scanShare * (done + read)) / total, message: `Checking ${name}` });
    try {
      const scan = await scanExtract(extract, { onBytes, signal });
      if (await hasRows(extract, scan, signal)) files.push({ ...extract, scan });
      else if (named) throw unreadable(name, "there is a header and no row below it. Export the file again.");
      else unread.push({ name, why: "a header and no row below it" });
    } catch (error) {
      problems.push(asProblem(error, path));
    }
    done += size;
  }
  return { files, unread, problems };
}

/** One line may still be many rows, as older Macintosh programs end them. */
async function hasRows({ source, form }: Extract, { lines }: CsvScan, signal?: AbortSignal): Promise<boolean> {
  if (lines > 1 || form.format !== "csv") return lines > 1;
  return (await countRows({ ...source, ...form }, signal)).rows > 0;
}

function sameFileTwice(files: ScannedExtract[], { force }: Work): Problem[] {
  if (force) return [];
  return files.flatMap(({ source, scan }, at) => {
    const earlier = files.slice(0, at).find((other) => other.scan.sha256 === scan.sha256);
    if (!earlier) return [];
    const what = `this is the same file as ${earlier.source.name}, byte for byte. Leave one out, or take both with --force.`;
    return [{ code: "already-loaded", file: source.name, what } as const];
  });
}

function nothingRecognized(unread: UnreadFile[]): Problem[] {
  return unread.map(({ name, why }) => ({ code: "unknown-layout", file: name, what: why }));
}

async function stageAll(files: ScannedExtract[], unread: UnreadFile[], work: Work): Promise<Manifest> {
  const { connection, stagingDir, onProgress, force, signal } = work;
  const layout = files[0]?.layout ?? { name: "", version: 0, tables: [] };
  const tables: Record<string, ManifestTable> = {};
  const entries = new Map<ScannedExtract, ManifestFile>();
  const kinds: RejectKind[] = [];
  const size = files.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const table of layout.tables) {
    const of = files.filter((file) => file.table.name === table.name);
    if (of.length === 0) continue;
    const share = of.reduce((sum, { source }) => sum + source.size, 0);
    const onFraction = (fraction: number) =>
      onProgress?.({
        fraction: scanShare + ((1 - scanShare) * (done + share * fraction)) / size,
        message: `Reading ${table.name.replaceAll("_", " ")}`,
      });
    onFraction(0);
    const target = join(stagingDir, `${table.name}.parquet`);
    try {
      await stageTable({ ...work, table, files: of, target, onFraction });
    } catch (error) {
      if (error instanceof ProblemError) throw problemsError([error.problem]);
      throw error;
    }
    for (const { source } of of) await refuseIfChanged(source);
    const counted = await interruptible(connection, signal, () =>
      tableTotals(connection, target, { table, files: of.length, given: givenColumns(of) }),
    );
    tables[table.name] = { ...counted.table, repeatedKeys: counted.repeatedKeys };
    for (const [index, file] of of.entries()) {
      const counts = counted.files[index];
      if (counts) entries.set(file, { ...describeFile(file), ...counts });
    }
    if (counted.table.rejected > 0 && !force) {
      const named = of.map(({ source, form }) => ({ name: source.name, format: form.format }));
      kinds.push(...(await rejectKinds(connection, target, named)));
    }
    done += share;
  }
  if (kinds.length > 0) {
    const sum = (of: "rows" | "rejected") => Object.values(tables).reduce((total, table) => total + table[of], 0);
    throw rejectedRowsError(kinds, { rows: sum("rows"), rejected: sum("rejected") });
  }
  const described = layout.tables.flatMap(({ name }) => [...entries.values()].filter((entry) => entry.table === name));
  return {
    load_id: loadId(described, layout),
    layout: layout.name,
    layoutVersion: layout.version,
    mapping: null,
    tables,
    files: described,
    unread,
  };
}

function describeFile({ source, table, columns, form, scan }: ScannedExtract) {
  const taken = new Set(columns.map(({ column }) => column?.name));
  return {
    name: source.name,
    format: form.format,
    size: source.size,
    sha256: scan.sha256,
    table: table.name,
    unreadColumns: columns.filter(({ column, extension }) => !column && !extension).map(({ header }) => header),
    absentColumns: table.columns.filter(({ name }) => !taken.has(name)).map(({ name }) => name),
  };
}

/** From the content alone: neither file names nor their order matter. */
function loadId(files: ManifestFile[], { name, version }: Pick<Layout, "name" | "version">): string {
  const content = files.map(({ table, sha256 }) => [table, sha256]).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([content, name, version, null]))
    .digest("hex")
    .slice(0, 16);
}

async function refuseIfChanged({ path, name, size, modified }: Source): Promise<void> {
  const now = await stat(path);
  if (now.size === size && now.mtimeMs === modified) return;
  const what = "the file changed while it was read. Wait until it is written in full and load it again.";
  throw problemsError([unreadable(name, what).problem]);
}
