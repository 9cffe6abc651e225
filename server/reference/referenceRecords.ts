import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { listRecords } from "../home/records.ts";
import { type ReferenceKind, referenceKinds } from "./referenceKind.ts";

/** What a record of kind `reference` says: one code set that is in use, or that it was taken out of use. */
export interface ReferenceBody {
  removed: boolean;
  /** Names of the files as they were given, without folders. */
  files: string[];
  /** Of the bytes of those files, hex. */
  sha256: string;
  rows: number;
  /** Rows without a code or with a value that cannot be read. */
  setAside: number;
  /** Rows whose code a later row gives again. */
  repeats: number;
}

/** A code set that the plan dropped in. */
export interface ReferenceSet extends Omit<ReferenceBody, "removed"> {
  kind: ReferenceKind;
  version: number;
  actor: string;
  at: string;
  /** Where its rows stand. */
  path: string;
}

export const recordKind = "reference";

/** The code sets in use, in the order of the kinds. */
export function referenceSets(home: Home): ReferenceSet[] {
  const records = new Map(listRecords(home, recordKind).map((record) => [record.id, record]));
  return referenceKinds.flatMap((kind) => {
    const record = records.get(kind.id);
    if (!record) return [];
    const { removed, ...body } = record.body as ReferenceBody;
    const { version, actor, at } = record;
    return removed ? [] : [{ ...body, kind, version, actor, at, path: referencePath(home, kind, body.sha256) }];
  });
}

/** What of them decides what a warehouse holds. */
export function referenceDigests(home: Home): Record<string, string> {
  return Object.fromEntries(referenceSets(home).map(({ kind, sha256 }) => [kind.id, sha256]));
}

/** Content-addressed: the same file given again is the same path, and nothing there ever changes. */
export function referencePath(home: Home, kind: ReferenceKind, sha256: string): string {
  return join(home.paths.reference, `${kind.id}-${sha256.slice(0, 32)}.parquet`);
}
