import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { PlanlensError } from "../errors.ts";
import { readSettings, type Settings } from "./settings.ts";

/** One plan's folder. Loads and records are the truth; the warehouse can always be built again from them. */
export interface Home {
  readonly dir: string;
  readonly settings: Settings;
  readonly paths: HomePaths;
}

export interface HomePaths {
  settings: string;
  loads: string;
  ledger: string;
  records: string;
  /** Code sets that the plan dropped in; files there never change. */
  reference: string;
  warehouse: string;
  current: string;
  lock: string;
  scratch: string;
  /** What was sent to the page and waits to be looked at, one folder each; in `scratch`, and left alone there. */
  intakes: string;
  /** What the holder of the lock is doing, in words. */
  working: string;
}

/** Whether there is a home in the folder. */
export function isHome(directory: string): boolean {
  return existsSync(join(directory, "loads", "ledger"));
}

/**
 * Opens a home, and makes it where there is none.
 * @throws PlanlensError `bad-home` where the folder cannot be used or holds something else.
 */
export function openHome(directory: string): Home {
  const dir = resolve(directory);
  const paths: HomePaths = {
    settings: join(dir, "settings.json"),
    loads: join(dir, "loads"),
    ledger: join(dir, "loads", "ledger"),
    records: join(dir, "records"),
    reference: join(dir, "reference"),
    warehouse: join(dir, "warehouse"),
    current: join(dir, "warehouse", "current"),
    lock: join(dir, "lock.duckdb"),
    scratch: join(dir, "scratch"),
    intakes: join(dir, "scratch", "intakes"),
    working: join(dir, ".working"),
  };
  if (existsSync(dir) && !statSync(dir).isDirectory()) {
    throw new PlanlensError("bad-home", "The home named by --home is a file; name a folder.");
  }
  if (existsSync(dir) && !existsSync(paths.loads) && readdirSync(dir).some((name) => !name.startsWith("."))) {
    const own = ["settings.json", "records", "reference", "warehouse", "scratch", "lock.duckdb", "lock.duckdb.wal"];
    if (readdirSync(dir).some((name) => !name.startsWith(".") && !own.includes(name))) {
      throw new PlanlensError(
        "bad-home",
        "The folder named by --home holds other files and is not a Planlens home. Name an empty folder or one that is not there yet.",
      );
    }
  }
  try {
    for (const path of [dir, paths.loads, paths.ledger, paths.records, paths.warehouse, paths.scratch, paths.intakes]) {
      makeFolder(path);
    }
  } catch (cause) {
    throw new PlanlensError(
      "bad-home",
      "The home cannot be written. Check who may write to the folder, and that the disk is not full.",
      {
        cause,
      },
    );
  }
  return { dir, settings: readSettings(paths.settings), paths };
}

/** One folder after the other: where a file system takes none, Node's own recursion never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Removes what a crashed load or build left aside. Only under the lock. */
export function clearScratch(home: Home): void {
  for (const name of readdirSync(home.paths.scratch)) {
    if (name === basename(home.paths.intakes)) continue;
    rmSync(join(home.paths.scratch, name), { recursive: true, force: true });
  }
}
