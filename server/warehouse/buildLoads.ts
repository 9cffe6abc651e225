import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { activeLoads } from "../home/ledger.ts";
import type { Manifest } from "../load/manifest.ts";

/** A load as a build takes it up. */
export interface BuildLoad {
  number: number;
  loadId: string;
  /** Where its Parquet and manifest stand: in `loads/`, or aside until it is accepted. */
  folder: string;
}

/** The active loads, or those active when that number was accepted, in the order of their numbers. */
export function buildLoads(home: Home, asOf?: number): BuildLoad[] {
  return activeLoads(home, asOf).map(({ number, loadId }) => ({
    number,
    loadId,
    folder: join(home.paths.loads, loadId),
  }));
}

/** What a build must know of a load besides its rows. */
export type LoadShape = Pick<Manifest, "tables" | "files" | "mode" | "vendor">;

/** @throws PlanlensError `bad-home` where a part of the load was taken away by hand: it must not be built without. */
export function readLoadShape({ folder, loadId, number }: BuildLoad): LoadShape {
  const path = join(folder, "manifest.json");
  const given = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Partial<LoadShape>) : null;
  const shape: LoadShape = { tables: {}, files: [], mode: { kind: "append" }, vendor: null, ...given };
  const parts = [path, ...Object.keys(shape.tables).map((table) => join(folder, `${table}.parquet`))];
  const missing = parts.find((part) => !existsSync(part));
  if (!missing) return shape;
  const what = existsSync(folder) ? `${basename(missing)} of load ${number}` : `Load ${number}`;
  throw new PlanlensError(
    "bad-home",
    `${what} is no longer in the home: loads/${loadId} was moved or deleted. Put it back from a backup, or withdraw the load with: planlens undo ${number}`,
  );
}
