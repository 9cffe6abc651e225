import { existsSync, readFileSync, unwatchFile, watchFile } from "node:fs";
import type { Home } from "../home/home.ts";
import { writeSafely } from "../home/writeSafely.ts";
import { warehousePath } from "./build.ts";

/** The digest of the warehouse in use, or null where none has been built. */
export function currentDigest(home: Home): string | null {
  if (!existsSync(home.paths.current)) return null;
  const digest = readFileSync(home.paths.current, "utf8").trim();
  return existsSync(warehousePath(home, digest)) ? digest : null;
}

/** Only under the lock. */
export async function switchTo(home: Home, digest: string): Promise<void> {
  if (currentDigest(home) !== digest) await writeSafely(home.paths.current, `${digest}\n`);
}

/** Calls back when another process has switched. Returns the function that stops watching. */
export function watchCurrent(home: Home, changed: () => void, interval = 500): () => void {
  const listener = () => changed();
  watchFile(home.paths.current, { interval, persistent: false }, listener);
  return () => unwatchFile(home.paths.current, listener);
}
