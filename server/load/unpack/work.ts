import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Source } from "../sources.ts";
import { Budget } from "./budget.ts";
import { fullDisk } from "./copyFile.ts";
import { type DeliveredFormat, defaultLimits, type ReadsHint, type UnpackOptions } from "./textFile.ts";

/** What all steps of unpacking one delivered file share. */
export interface Work {
  /** Where this file's copies stand; made once there is one. */
  folder: string;
  budget: Budget;
  signal?: AbortSignal;
  /** How this piece is to be read. */
  reads?: ReadsHint;
  readsOf: (name: string) => ReadsHint | undefined;
  onBytes?: (read: number) => void;
  /** A path in the folder that nothing has yet. */
  place: (ending?: string) => string;
  /** Removes all copies. */
  discard: () => Promise<void>;
}

/** A file to be made a table of: the delivered one, or what an archive held. */
export interface Piece {
  path: string;
  size: number;
  name: string;
  delivered: Source;
  /** Null where `path` is what was delivered. */
  sha256: string | null;
  /** Named by the person, as it is or as an archive that holds nothing else. */
  named: boolean;
  /** What to add to a line's number here for its number in what was delivered. */
  linesAbove?: number;
  /** Where something other than the piece's own bytes tells. */
  format?: DeliveredFormat;
}

export function startWork(source: Source, options: UnpackOptions): Work {
  const { scratch, signal, reads, onBytes, limits } = options;
  const folder = join(scratch, `unpacked-${randomUUID()}`);
  let made = false;
  const place = (ending = "csv") => {
    if (!made) makeFolder(folder);
    made = true;
    return join(folder, `${randomUUID()}.${ending}`);
  };
  const discard = async () => {
    if (made) await rm(folder, { recursive: true, force: true });
  };
  const budget = new Budget(source.name, { ...defaultLimits, ...limits });
  const readsOf = typeof reads === "function" ? reads : () => reads;
  return { folder, budget, signal, readsOf, onBytes, place, discard };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw fullDisk(error);
  }
}
