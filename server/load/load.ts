import { createHash } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { type Gathered, gather } from "./gather.ts";
import { type Layout, layouts } from "./layout.ts";
import type { Manifest, ManifestFile, ManifestTable, UnreadFile } from "./manifest.ts";
import { ProblemError, problemsError, unreadable } from "./problems.ts";
import { type RejectKind, rejectedRowsError, rejectKinds } from "./rejects.ts";
import type { Source } from "./sources.ts";
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
  const { threads = availableParallelism(), memoryLimit = "1200MB" } = options;
  const known = layouts(options.layout);
  const stagingDir = resolve(options.stagingDir);
  const scratch = `${stagingDir}.tmp`;
  const tell = forwards(options.onProgress);
  await mkdir(scratch, { recursive: true });
  try {
    const engine = await openEngine(":memory:", { threads, memoryLimit, tempDirectory: join(scratch, "engine") });
    try {
      return await withConnection(engine, (connection) =>
        prepare({ ...options, stagingDir, known, scratch, connection, tell }),
      );
    } finally {
      engine.closeSync();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Work extends Omit<PrepareOptions, "onProgress"> {
  known: Layout[];
  scratch: string;
  connection: DuckDBConnection;
  tell: (fraction: number, message: string) => void;
}

/** The share of the work that a look at the bytes takes, before any row is read. */
const gatherShare = 0.15;

async function prepare(work: Work): Promise<PreparedLoad> {
  const onRead = (fraction: number, name: string) => work.tell(gatherShare * fraction, `Checking ${name}`);
  const gathered = await gather({ ...work, onRead });
  const { tables, files } = await stageAll(gathered, work);
  const { layout, unread } = gathered;
  const manifest: Manifest = {
    load_id: loadId(files, layout),
    layout: layout.name,
    layoutVersion: layout.version,
    mapping: null,
    tables,
    files,
    unread,
  };
  await writeFile(join(work.stagingDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  work.tell(1, "Read");
  return { manifest, unread };
}

/** @throws PlanlensError `rejected-rows` that tells of all tables, unless forced. */
async function stageAll({ layout, files }: Gathered, work: Work): Promise<Pick<Manifest, "tables" | "files">> {
  const { connection, stagingDir, tell, force, signal } = work;
  const tables: Record<string, ManifestTable> = {};
  const described: ManifestFile[] = [];
  const kinds: RejectKind[] = [];
  const size = files.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const table of layout.tables) {
    const of = files.filter((file) => file.table.name === table.name);
    if (of.length === 0) continue;
    const share = of.reduce((sum, { source }) => sum + source.size, 0);
    const onFraction = (fraction: number) =>
      tell(gatherShare + ((1 - gatherShare) * (done + share * fraction)) / size, `Reading ${inWords(table.name)}`);
    onFraction(0);
    const target = join(stagingDir, `${table.name}.parquet`);
    const staged = { connection, table, files: of, firstFile: described.length, target };
    await stageTable({ ...staged, scratch: work.scratch, onFraction, signal }).catch((error) => {
      throw error instanceof ProblemError ? problemsError([error.problem]) : error;
    });
    for (const { source } of of) await refuseIfChanged(source);
    const totals = await interruptible(connection, signal, () => tableTotals({ ...staged, given: givenColumns(of) }));
    tables[table.name] = { ...totals.table, repeatedKeys: totals.repeatedKeys };
    described.push(...of.map((file, index) => ({ ...describeFile(file), ...totals.file(index) })));
    if (totals.table.rejected > 0 && !force) kinds.push(...(await rejectKinds(connection, target, described)));
    done += share;
  }
  if (kinds.length > 0) {
    const sum = (of: "rows" | "rejected") => Object.values(tables).reduce((total, table) => total + table[of], 0);
    throw rejectedRowsError(kinds, { rows: sum("rows"), rejected: sum("rejected") });
  }
  return { tables, files: described };
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
function loadId(files: ManifestFile[], { name, version }: Layout): string {
  const content = files.map(({ table, sha256 }) => [table, sha256]).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  const text = JSON.stringify([content, name, version, null]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function refuseIfChanged({ path, name, size, modified }: Source): Promise<void> {
  const now = await stat(path);
  if (now.size === size && now.mtimeMs === modified) return;
  const what = "the file changed while it was read. Wait until it is written in full and load it again.";
  throw problemsError([unreadable(name, what).problem]);
}

/** Progress that never goes back, though a file may have to be read again. */
function forwards(onProgress: PrepareOptions["onProgress"]): Work["tell"] {
  let reached = 0;
  return (fraction, message) => {
    reached = Math.max(reached, Math.min(1, fraction));
    onProgress?.({ fraction: reached, message });
  };
}

function inWords(table: string): string {
  return table.replaceAll("_", " ");
}
