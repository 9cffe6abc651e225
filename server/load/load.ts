import { createHash } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { interruptible } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { rowRules } from "./checks/rowRules.ts";
import { Copies } from "./copies.ts";
import type { ScannedExtract } from "./extract.ts";
import { gather } from "./gather.ts";
import { type LayoutTable, tuvaTables } from "./layout.ts";
import type { LoadMode, Manifest, ManifestFile, ManifestTable, UnreadFile } from "./manifest.ts";
import { type Known, knownBy } from "./mapping/known.ts";
import type { Mapping } from "./mapping/mapping.ts";
import { ProblemError, problemsError, unreadable } from "./problems.ts";
import { type RepeatedAmount, settleRepeatedAmounts } from "./recognized/repeatedAmounts.ts";
import { type RejectKind, rejectedRowsError, rejectKinds } from "./rejects.ts";
import type { Source } from "./sources.ts";
import { givenColumns, isSparse, type StagedPart, stageTable } from "./stage.ts";
import { tableTotals } from "./totals.ts";
import type { Unmapped } from "./unmapped.ts";

export { type RejectedRow, rejectsOf } from "./rejects.ts";

export interface PrepareOptions {
  /** Files or folders as the person named them. */
  paths: string[];
  /** An empty folder; the load's Parquet and manifest are written into it. */
  stagingDir: string;
  /** Name of a layout to insist on. */
  layout?: string;
  /** By which files are to be read, for this time; `proposed`: those that nothing recognizes, as is proposed for them. */
  mapping?: Mapping | "proposed";
  /** The plan's own mappings. */
  records?: { mapping: Mapping; id: string; version: number }[];
  /** What the load does to earlier ones of its vendor; part of its name. */
  mode?: LoadMode;
  /** Who sent the files, where their mapping does not say it. */
  vendor?: string;
  /** Accept a load that has rejected rows, or the same file twice. */
  force?: boolean;
  /** `keep` writes the load with its rejected rows and leaves it to the caller what to do about them. */
  onRejects?: "refuse" | "keep";
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
  /** Files that nothing recognizes, named outright only with `onRejects: "keep"`. */
  unmapped: Unmapped[];
  /** Control reports that stand beside the files. */
  controls: Source[];
  /** Amounts of whole claims that a file repeats on every line; the load counts them once. */
  repeatedAmounts: RepeatedAmount[];
}

/**
 * Reads extracts, checks every row and writes them aside, ready to be accepted; never changes the home.
 * @throws PlanlensError that lists everything wrong: `unreadable-file`, `unknown-layout`, `already-loaded` (the same
 * file twice), `rejected-rows` (unless forced); `cancelled`, `too-large`.
 */
export async function prepareLoad(options: PrepareOptions): Promise<PreparedLoad> {
  const { threads = availableParallelism(), memoryLimit = "1200MB" } = options;
  const { layout, mapping, records } = options;
  const known = knownBy({ layout, records, ...(mapping === "proposed" ? {} : { mapping }) });
  const stagingDir = resolve(options.stagingDir);
  const scratch = `${stagingDir}.tmp`;
  const tell = forwards(options.onProgress);
  await mkdir(scratch, { recursive: true });
  try {
    const engine = await openEngine(":memory:", { threads, memoryLimit, tempDirectory: join(scratch, "engine") });
    try {
      return await withConnection(engine, async (connection) => {
        // A list of words would become a join, and a join may bring the rows in another order.
        await connection.run("set disabled_optimizers = 'in_clause'");
        return prepare({ ...options, stagingDir, known, scratch, connection, tell });
      });
    } finally {
      engine.closeSync();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Work extends Omit<PrepareOptions, "onProgress"> {
  known: Known;
  scratch: string;
  connection: DuckDBConnection;
  tell: (fraction: number, message: string) => void;
}

/** The share of the work that a look at the bytes takes, before any row is read. */
const gatherShare = 0.15;

async function prepare(work: Work): Promise<PreparedLoad> {
  const { mode = { kind: "append" }, vendor } = work;
  const onRead = (fraction: number, name: string) => work.tell(gatherShare * fraction, `Checking ${name}`);
  const { onRejects = "refuse", mapping } = work;
  const options = { ...work, onRead, proposed: mapping === "proposed", keep: onRejects === "keep" };
  const { files: extracts, unread, unmapped, controls } = await gather(options);
  const { tables, files, repeatedAmounts } = await stageAll(extracts, work);
  const manifest: Manifest = {
    load_id: loadId(files, extracts, mode),
    layout: [...new Set(extracts.map(({ layout }) => layout.name))].join(", "),
    layoutVersion: Math.max(0, ...extracts.map(({ layout }) => layout.version)),
    vendor: vendor ?? theOne(extracts.map((extract) => extract.vendor)),
    mode,
    tables,
    files,
    unread,
  };
  await writeFile(join(work.stagingDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  work.tell(1, "Read");
  return { manifest, unread, unmapped, controls, repeatedAmounts };
}

/** @throws PlanlensError `rejected-rows` that tells of all tables, unless they are to be kept. */
async function stageAll(
  extracts: ScannedExtract[],
  work: Work,
): Promise<Pick<Manifest, "tables" | "files"> & { repeatedAmounts: RepeatedAmount[] }> {
  const { connection, stagingDir, scratch, tell, force, onRejects, signal } = work;
  const tables: Record<string, ManifestTable> = {};
  const described: ManifestFile[] = [];
  const kinds: RejectKind[] = [];
  const copies = new Copies({ connection, scratch, signal });
  const sizeOf = (of: StagedPart[]) => of.reduce((sum, { file }) => sum + file.source.size, 0);
  const repeatedAmounts: RepeatedAmount[] = [];
  const filled = tuvaTables().map((table) => ({ table, parts: partsOf(extracts, table) }));
  const size = filled.reduce((sum, { parts }) => sum + sizeOf(parts), 1);
  let done = 0;
  for (const { table, parts } of filled) {
    if (parts.length === 0) continue;
    const share = sizeOf(parts);
    const onFraction = (fraction: number) =>
      tell(gatherShare + ((1 - gatherShare) * (done + share * fraction)) / size, `Reading ${inWords(table.name)}`);
    onFraction(0);
    const target = join(stagingDir, `${table.name}.parquet`);
    const options = { connection, table, firstFile: described.length, target };
    await stageTable({ ...options, parts, rules: rowRules(table.name), copies, onFraction, signal }).catch((error) => {
      throw error instanceof ProblemError ? problemsError([error.problem]) : error;
    });
    for (const { file } of parts) await refuseIfChanged(file.source.delivered);
    const named = [...described, ...parts.map(({ file }) => file.source)];
    const staged = { connection, staged: { [table.name]: target }, files: named };
    repeatedAmounts.push(...(await interruptible(connection, signal, () => settleRepeatedAmounts(staged))));
    const sparse = new Set(parts.flatMap((part, index) => (isSparse(part) ? [index] : [])));
    const totals = await interruptible(connection, signal, () =>
      tableTotals({ ...options, given: givenColumns(parts), sparse }),
    );
    tables[table.name] = { ...totals.table, repeatedKeys: totals.repeatedKeys };
    described.push(...parts.map((part, index) => ({ ...describeFile(part), ...totals.file(index) })));
    if (totals.table.rejected > 0 && !force && onRejects !== "keep") {
      kinds.push(...(await rejectKinds(connection, target, described)));
    }
    done += share;
  }
  if (kinds.length > 0) {
    const sum = (of: "rows" | "rejected") => Object.values(tables).reduce((total, table) => total + table[of], 0);
    throw rejectedRowsError(kinds, { rows: sum("rows"), rejected: sum("rejected") });
  }
  return { tables, files: described, repeatedAmounts };
}

function partsOf(extracts: ScannedExtract[], { name }: LayoutTable): StagedPart[] {
  return extracts.flatMap((file) => file.parts.flatMap((part) => (part.table.name === name ? [{ file, part }] : [])));
}

function describeFile({ file, part }: StagedPart) {
  const { source, form, scan, layout, mapping, vendor, unreadColumns } = file;
  const taken = new Set(part.targets.map(({ column }) => column.name));
  return {
    name: source.name,
    format: source.format === "gzip" ? form.format : source.format,
    size: source.delivered.size,
    sha256: source.sha256 ?? scan.sha256,
    table: part.table.name,
    unreadColumns,
    absentColumns: part.table.columns.filter(({ name }) => !taken.has(name)).map(({ name }) => name),
    layout: layout.name,
    mapping: mapping && { id: mapping.id, version: String(mapping.version) },
    vendor,
    delivered: source.delivered.name,
    notes: source.notes,
    control: source.control,
    linesAbove: source.linesAbove,
  };
}

/** From the content alone: neither file names nor their order matter. */
function loadId(files: ManifestFile[], extracts: ScannedExtract[], mode: LoadMode): string {
  const content = files.map(({ table, sha256 }) => `${table} ${sha256}`).sort();
  const readBy = extracts.map(({ layout, mapping }) =>
    JSON.stringify([layout.name, layout.version, mapping?.body ?? null]),
  );
  const text = JSON.stringify([content, [...new Set(readBy)].sort(), mode]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function theOne(vendors: (string | null)[]): string | null {
  const [vendor = null, ...others] = new Set(vendors);
  return others.length === 0 ? vendor : null;
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
