import { type Dirent, existsSync, realpathSync, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { UnreadFile } from "./manifest.ts";
import { type Problem, unreadable } from "./problems.ts";

/** A file that may be an extract. */
export interface Source {
  path: string;
  /** Base name, below the folder that was named with the folders between; the only part that is ever shown. */
  name: string;
  size: number;
  modified: number;
  /** Named by the person, and not found in a folder that was: then it must be taken. */
  named: boolean;
}

export interface Sources {
  files: Source[];
  /** Control reports that stand beside extracts: `claims.control.csv` beside `claims.csv`. */
  controls: Source[];
  unread: UnreadFile[];
  problems: Problem[];
}

/** How far folders are searched; beyond it, they are named as not read. */
export interface SearchLimits {
  depth: number;
  files: number;
}

/** The files behind the paths that a person named, and in folders and their folders, sorted by name, each once. */
export async function findSources(
  paths: string[],
  limits: SearchLimits = { depth: 8, files: 20_000 },
): Promise<Sources> {
  const found: Found = { files: new Map(), folders: new Set(), unread: [], limits };
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      const stats = statOf(path);
      if (stats.isDirectory()) await searchTop(path, found);
      else if (stats.isFile()) add(found.files, path, basename(path), true);
      else throw unreadable(basename(path), "this is neither a file nor a folder. Name the extract itself.");
    } catch (error) {
      problems.push(asProblem(error, path));
    }
  }
  const sorted = [...found.files.values()].sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  const standing = new Set(sorted.map(({ path }) => path));
  const isControl = ({ path }: Source) =>
    standing.has(path.replace(/\.control\.csv$/, ".csv")) && /\.control\.csv$/.test(path);
  const controls = sorted.filter(isControl);
  return { files: sorted.filter((file) => !isControl(file)), controls, unread: found.unread, problems };
}

interface Found {
  files: Map<string, Source>;
  /** Real paths of the folders searched, so that links that run in a circle end. */
  folders: Set<string>;
  unread: UnreadFile[];
  limits: SearchLimits;
}

async function searchTop(path: string, found: Found): Promise<void> {
  const entries = await entriesOf(path);
  if (entries.length === 0) {
    throw unreadable(basename(resolve(path)), "the folder is empty. Name one that holds extracts.");
  }
  await search(path, entries, "", found);
}

/** `within`: the folders from the one that was named down to this one. */
async function search(path: string, entries: Dirent[], within: string, found: Found): Promise<void> {
  found.folders.add(realpathSync(path));
  for (const entry of entries) {
    const at = join(path, entry.name);
    const name = within + entry.name;
    const kind = kindOf(entry, at);
    if (kind === "file") {
      if (found.files.size < found.limits.files) add(found.files, at, name, false);
      else found.unread.push({ name, why: "there are too many files beside it; name its folder itself" });
    } else if (kind !== "folder") found.unread.push({ name, why: kind });
    else if (!found.folders.has(realpathSync(at))) await searchFolder(at, name, found);
  }
}

/** A file by which whoever wrote a folder says that it is no part of what stands above it. */
const aside = ".planlens-aside";

async function searchFolder(path: string, name: string, found: Found): Promise<void> {
  if (name.split("/").length > found.limits.depth) {
    found.unread.push({ name, why: "a folder too far down; name it as well to load what it holds" });
    return;
  }
  if (existsSync(join(path, aside))) {
    found.unread.push({ name, why: "a folder set aside by its sender; name it to load what it holds" });
    return;
  }
  try {
    await search(path, await entriesOf(path), `${name}/`, found);
  } catch (error) {
    found.unread.push({ name, why: asProblem(error, path).what });
  }
}

function add(files: Map<string, Source>, path: string, name: string, named: boolean): void {
  const real = realpathSync(path);
  const { size, mtimeMs } = statSync(real);
  const earlier = files.get(real);
  const found = earlier && !named ? earlier.name : name;
  files.set(real, { path: real, name: found, size, modified: mtimeMs, named: named || !!earlier?.named });
}

function statOf(path: string): Stats {
  const name = basename(resolve(path));
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw unreadable(name, "there is no such file or folder.");
    throw error;
  }
}

async function entriesOf(path: string): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => !entry.name.startsWith(".")).sort((a, b) => compare(a.name, b.name));
}

/** `file`, `folder`, or why it is neither. */
function kindOf(entry: Dirent, path: string): string {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return "folder";
    return stats.isFile() ? "file" : "neither a file nor a folder";
  } catch {
    return entry.isSymbolicLink() ? "a link that leads nowhere" : "it cannot be opened";
  }
}

/** What the operating system says of a file, in plain words; anything else is not ours to explain. */
export function asProblem(error: unknown, path: string): Problem {
  if (error instanceof Error && "problem" in error) return error.problem as Problem;
  const { code } = error as NodeJS.ErrnoException;
  const name = basename(resolve(path));
  if (code === "EACCES" || code === "EPERM") {
    return unreadable(name, "you may not read this. Ask for the permission, or copy it to a place of your own.")
      .problem;
  }
  if (code && /^E[A-Z0-9]+$/.test(code))
    return unreadable(name, "it cannot be read from the disk. Copy it anew and try again.").problem;
  throw error;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
