import { existsSync, readFileSync, rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "./home.ts";
import { writeSafely } from "./writeSafely.ts";

const heldHere = new Set<string>();

/**
 * Runs `work` while this process alone may load, build or undo in the home.
 * The lock is the engine's own on `lock.duckdb`: the operating system frees it when the process ends, however it ends.
 * @throws PlanlensError `busy` where another holds it.
 */
export async function withLock<T>(home: Home, purpose: string, work: () => Promise<T>): Promise<T> {
  if (heldHere.has(home.dir)) throw busy(home);
  heldHere.add(home.dir);
  try {
    const lock = await openLock(home);
    try {
      await writeSafely(home.paths.working, purpose);
      return await work();
    } finally {
      lock.closeSync();
    }
  } finally {
    heldHere.delete(home.dir);
  }
}

async function openLock(home: Home, again = true): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(home.paths.lock, { access_mode: "READ_WRITE", threads: "1" });
  } catch (cause) {
    if (/lock on file|Conflicting lock|being used by another process/i.test(String(cause))) throw busy(home);
    if (again && existsSync(home.paths.lock) && removed(home)) return openLock(home, false);
    throw new PlanlensError("bad-home", "The home cannot be locked. Check that its folder can be written.", { cause });
  }
}

/** A lock that a crash left damaged is made anew. */
function removed(home: Home): boolean {
  try {
    for (const path of [home.paths.lock, `${home.paths.lock}.wal`]) rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

function busy(home: Home): PlanlensError {
  let purpose = "work";
  try {
    purpose = readFileSync(home.paths.working, "utf8");
  } catch {
    purpose = "work";
  }
  return new PlanlensError(
    "busy",
    `Another ${purpose} is running in this home. Wait until it has ended and try again; nothing was changed.`,
  );
}
