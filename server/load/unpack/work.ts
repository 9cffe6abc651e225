import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Source } from "../sources.ts";
import { Budget } from "./budget.ts";
import { type DeliveredFormat, defaultLimits, type ReadsHint, type UnpackOptions } from "./textFile.ts";

/** What all steps of unpacking one delivered file share. */
export interface Work {
  scratch: string;
  budget: Budget;
  signal?: AbortSignal;
  reads?: ReadsHint;
  onBytes?: (read: number) => void;
  /** A path in `scratch` that nothing has yet. */
  place: (ending?: string) => string;
}

/** A file to be made a table of: the delivered one, or what an archive held. */
export interface Piece {
  path: string;
  size: number;
  name: string;
  delivered: Source;
  /** Null where `path` is what was delivered. */
  sha256: string | null;
  /** The person named it, and an archive that holds nothing else. */
  named: boolean;
  /** Where something other than the piece's own bytes tells. */
  format?: DeliveredFormat;
}

export function startWork(source: Source, options: UnpackOptions): Work {
  const { scratch, signal, reads, onBytes, limits } = options;
  const budget = new Budget(source.name, { ...defaultLimits, ...limits });
  return {
    scratch,
    budget,
    signal,
    reads,
    onBytes,
    place: (ending = "csv") => join(scratch, `${randomUUID()}.${ending}`),
  };
}
