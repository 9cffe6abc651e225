import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { readManifest } from "../home/readManifest.ts";
import type { HeldLoad } from "../load/recognized/overlap.ts";

/**
 * All loads that there are, whatever their state, also as they stood before their files were read anew: any of them may
 * come back.
 * @param numbers only these
 */
export function heldLoads(home: Home, numbers: (number: number) => boolean = () => true): HeldLoad[] {
  return ledgerLoads(home)
    .filter(({ number }) => numbers(number))
    .flatMap(({ number, loadId, state, formerIds }) => [
      ...formerIds.map((id) => held(home, id, number, false)),
      held(home, loadId, number, state === "active"),
    ])
    .filter((load) => load !== null);
}

/** Null for a withdrawn load whose folder is gone: nothing can be compared with it. */
function held(home: Home, loadId: string, number: number, active: boolean): HeldLoad | null {
  const folder = join(home.paths.loads, loadId);
  if (!active && !existsSync(join(folder, "manifest.json"))) return null;
  const files = readManifest(home, loadId).files.map(({ name }) => name);
  return { loadId, number, active, tables: parquetOf(folder), files };
}

/** Parquet by table, without what stands beside the tables. */
export function parquetOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".parquet") && name !== "repeats.parquet");
  return Object.fromEntries(names.map((name) => [name.slice(0, -".parquet".length), join(folder, name)]));
}
