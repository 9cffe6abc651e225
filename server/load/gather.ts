import type { DuckDBConnection } from "@duckdb/node-api";
import { cancelled } from "../warehouse/cancellable.ts";
import { type Extract, NotAnExtractError, openExtract, scanExtract } from "./extract.ts";
import { countRows } from "./formats/carefulCsv.ts";
import type { CsvScan } from "./formats/csvScan.ts";
import type { Layout } from "./layout.ts";
import type { UnreadFile } from "./manifest.ts";
import { type Problem, problemsError, unreadable } from "./problems.ts";
import { asProblem, findSources, type Source } from "./sources.ts";
import type { ScannedExtract } from "./stage.ts";

export interface GatherOptions {
  paths: string[];
  known: Layout[];
  connection: DuckDBConnection;
  /** Take the same bytes twice. */
  force?: boolean;
  onRead: (fraction: number, name: string) => void;
  signal?: AbortSignal;
}

export interface Gathered {
  layout: Layout;
  /** In the order of the layout's tables, then by name. */
  files: ScannedExtract[];
  unread: UnreadFile[];
}

/**
 * Finds the extracts behind the paths and looks at every byte of them, before any row is read.
 * @throws PlanlensError that lists all that is wrong with all of them.
 */
export async function gather(options: GatherOptions): Promise<Gathered> {
  const found = await findSources(options.paths);
  const opened = await openAll(found.files, options);
  const scanned = await scanAll(opened.extracts, options);
  const unread = [...found.unread, ...opened.unread, ...scanned.unread].sort((a, b) => (a.name < b.name ? -1 : 1));
  const problems = [...found.problems, ...opened.problems, ...scanned.problems];
  if (!options.force) problems.push(...sameFileTwice(scanned.files));
  problems.push(...otherLayouts(scanned.files));
  const layout = scanned.files[0]?.layout;
  if (problems.length === 0 && !layout) problems.push(...nothingRecognized(unread));
  if (problems.length > 0 || !layout) throw problemsError(problems);
  const files = layout.tables.flatMap(({ name }) => scanned.files.filter(({ table }) => table.name === name));
  return { layout, files, unread };
}

async function openAll(sources: Source[], { known, connection, signal }: GatherOptions) {
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

async function scanAll(extracts: Extract[], { onRead, signal }: GatherOptions) {
  const files: ScannedExtract[] = [];
  const unread: UnreadFile[] = [];
  const problems: Problem[] = [];
  const total = extracts.reduce((sum, { source }) => sum + source.size, 1);
  let done = 0;
  for (const extract of extracts) {
    const { name, path, named, size } = extract.source;
    const onBytes = (read: number) => onRead((done + read) / total, name);
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

function sameFileTwice(files: ScannedExtract[]): Problem[] {
  return files.flatMap(({ source, scan }, at) => {
    const earlier = files.slice(0, at).find((other) => other.scan.sha256 === scan.sha256);
    if (!earlier) return [];
    const what = `this is the same file as ${earlier.source.name}, byte for byte. Leave one out, or take both with --force.`;
    return [{ code: "already-loaded", file: source.name, what } as const];
  });
}

function otherLayouts(files: ScannedExtract[]): Problem[] {
  const first = files[0]?.layout;
  return files.flatMap(({ source, layout }) => {
    if (layout === first) return [];
    const what = `this is of the layout ${layout.name}, others of ${first?.name}. Load each layout by itself.`;
    return [{ code: "unknown-layout", file: source.name, what } as const];
  });
}

function nothingRecognized(unread: UnreadFile[]): Problem[] {
  return unread.map(({ name, why }) => ({ code: "unknown-layout", file: name, what: why }));
}
