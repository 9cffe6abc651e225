import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { appendRecord, listRecords, type PlanRecord } from "../home/records.ts";
import { productPaths } from "../root.ts";
import { type NormSet, type NormSetBody, normSetSchema } from "./normSet.ts";
import { readNormCsv } from "./readNormCsv.ts";

let shipped: Promise<NormSet[]> | null = null;

/** Every set of norms that a report can be compared with: the plan's own first, then the published ones. */
export async function normSets(home: Home): Promise<NormSet[]> {
  shipped ??= readNormCsv(join(productPaths.reference, "benchmark.csv")).then((sets) =>
    [...sets].map(([id, set]) => ({ ...set, id, version: null })),
  );
  const own = listRecords(home, "norm").flatMap((record) => ownSet(record) ?? []);
  const named = new Set(own.map(({ id }) => id));
  return [...own, ...(await shipped).filter(({ id }) => !named.has(id))];
}

/** @throws PlanlensError `invalid-parameter` that lists what there is. */
export async function findNormSet(home: Home, id: string): Promise<NormSet> {
  const sets = await normSets(home);
  const found = sets.find((set) => set.id === id);
  if (found) return found;
  throw new PlanlensError(
    "invalid-parameter",
    `There is no norm "${id.slice(0, 60)}". Norms: ${sets.map((set) => set.id).join(", ")}.`,
    { detail: { parameter: "norm" } },
  );
}

/**
 * Keeps the sets of a CSV as the plan's own; a set of the same name gets a new version and stands before a published one.
 * @throws PlanlensError `invalid-parameter`, and then nothing is kept.
 */
export async function importNorms(home: Home, path: string, by: { actor: string; at: string }): Promise<NormSet[]> {
  const kept: NormSet[] = [];
  for (const [id, set] of await readNormCsv(path)) {
    const body: NormSetBody = { ...set, seen: "own" };
    const { version } = await appendRecord(home, { kind: "norm", id, ...by, body });
    kept.push({ ...body, id, version });
  }
  return kept;
}

/** Null for a record that was taken back. */
function ownSet({ id, version, body }: PlanRecord): NormSet | null {
  const parsed = normSetSchema.safeParse(body);
  return parsed.success ? { ...parsed.data, id, version } : null;
}
