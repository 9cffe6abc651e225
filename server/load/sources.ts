import { type Dirent, realpathSync, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { UnreadFile } from "./manifest.ts";
import { type Problem, unreadable } from "./problems.ts";

/** A file that may be an extract. */
export interface Source {
  path: string;
  /** Base name, the only part that is ever shown. */
  name: string;
  size: number;
  modified: number;
  /** Named by the person, and not found in a folder that was: then it must be taken. */
  named: boolean;
}

export interface Sources {
  files: Source[];
  unread: UnreadFile[];
  problems: Problem[];
}

/** The files behind the paths that a person named, sorted by name, each once; folders are not searched further down. */
export async function findSources(paths: string[]): Promise<Sources> {
  const files = new Map<string, Source>();
  const unread: UnreadFile[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      const stats = statOf(path);
      if (stats.isDirectory()) {
        const { entries, controls } = withoutControls(await entriesOf(path));
        if (controls > 0) unread.push({ name: "*.control.csv", why: controlsText(controls) });
        for (const entry of entries) {
          const why = whyNot(entry, join(path, entry.name));
          if (why) unread.push({ name: entry.name, why });
          else add(files, join(path, entry.name), false);
        }
      } else if (stats.isFile()) add(files, path, true);
      else throw unreadable(basename(path), "this is neither a file nor a folder. Name the extract itself.");
    } catch (error) {
      problems.push(asProblem(error, path));
    }
  }
  const sorted = [...files.values()].sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
  return { files: sorted, unread, problems };
}

function add(files: Map<string, Source>, path: string, named: boolean): void {
  const real = realpathSync(path);
  const { size, mtimeMs } = statSync(real);
  const earlier = files.get(real);
  files.set(real, { path: real, name: basename(path), size, modified: mtimeMs, named: named || !!earlier?.named });
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
  const shown = entries.filter((entry) => !entry.name.startsWith(".")).sort((a, b) => compare(a.name, b.name));
  if (shown.length === 0)
    throw unreadable(basename(resolve(path)), "the folder is empty. Name one that holds extracts.");
  return shown;
}

/** Leaves aside the control reports that stand beside extracts: `claims.control.csv` beside `claims.csv`. */
function withoutControls(entries: Dirent[]): { entries: Dirent[]; controls: number } {
  const names = new Set(entries.map(({ name }) => name));
  const others = entries.filter(({ name }) => {
    const beside = name.replace(/\.control\.csv$/, ".csv");
    return beside === name || !names.has(beside);
  });
  return { entries: others, controls: entries.length - others.length };
}

function controlsText(count: number): string {
  return count === 1
    ? "a control report (not read yet)"
    : `${count.toLocaleString("en-US")} control reports (not read yet)`;
}

function whyNot(entry: Dirent, path: string): string | null {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return "a folder within the folder; name it as well to load what it holds";
    return stats.isFile() ? null : "neither a file nor a folder";
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
