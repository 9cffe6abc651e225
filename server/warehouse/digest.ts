import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { version as engineVersion } from "@duckdb/node-api";
import type { Settings } from "../home/settings.ts";
import { walk } from "./sqlFile.ts";

export interface DigestInputs {
  /** Active loads in the order of their numbers. */
  loadIds: string[];
  settings: Settings;
  queries: string;
  reference: string;
  /** Versions of the records that the build uses. */
  records: Record<string, number>;
  /** Hashes of the code sets that the plan dropped in, by kind; absent where there are none. */
  codeSets?: Record<string, string>;
}

/** SHA-256, hex, over everything that decides what a warehouse holds; equal digests mean equal tables. */
export function warehouseDigest({
  loadIds,
  settings,
  queries,
  reference,
  records,
  codeSets = {},
}: DigestInputs): string {
  const hash = createHash("sha256");
  const { uploadGigabytes: _upload, keepDelivered: _keep, ...built } = settings;
  hash.update(
    JSON.stringify({
      loadIds,
      settings: sorted(built),
      records: sorted(records),
      codeSets: sorted(codeSets),
      engine: engineVersion(),
    }),
  );
  const isBuilt = (name: string) =>
    (name.endsWith(".sql") && !/^(generate|checks)\//.test(name)) || name.endsWith(".csv");
  for (const root of [queries, reference]) {
    for (const path of walk(root)) {
      const name = relative(root, path).split(sep).join("/");
      if (!isBuilt(name)) continue;
      hash.update(`\0${name}\0`);
      hash.update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}

function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
