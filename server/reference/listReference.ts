import type { Home } from "../home/home.ts";
import { warehousePath } from "../warehouse/build.ts";
import { currentDigest } from "../warehouse/current.ts";
import { Warehouse } from "../warehouse/warehouse.ts";
import { referenceKinds } from "./referenceKind.ts";
import { referenceSets } from "./referenceRecords.ts";

/** How much of the claims in use a code set covers. */
export interface ReferenceUse {
  codes: number;
  unmappedCodes: number;
  lines: number;
  unmappedLines: number;
  /** Dollars the plan paid on those lines, as a decimal. */
  unmappedPaid: string;
}

/** A kind of code set, and what the plan has of it. */
export interface ReferenceListed {
  kind: string;
  label: string;
  about: string;
  /** Columns that its file must name, each with what it may be called. */
  needs: { column: string; headers: string[] }[];
  set: {
    files: string[];
    sha256: string;
    rows: number;
    setAside: number;
    repeats: number;
    version: number;
    actor: string;
    at: string;
    /** Null where the warehouse in use was built without it. */
    use: ReferenceUse | null;
  } | null;
}

/** Every kind of code set, with what was dropped in and how much of the claims it covers. */
export async function listReference(home: Home): Promise<ReferenceListed[]> {
  const sets = new Map(referenceSets(home).map((set) => [set.kind.id, set]));
  const uses = sets.size > 0 ? await readUses(home) : new Map<string, ReferenceUse>();
  return referenceKinds.map(({ id, label, about, columns }) => {
    const needs = columns
      .filter(({ required }) => required)
      .map(({ name, headers }) => ({ column: name, headers: [...headers] }));
    const found = sets.get(id);
    if (!found) return { kind: id, label, about, needs, set: null };
    const { kind: _kind, path: _path, ...set } = found;
    return { kind: id, label, about, needs, set: { ...set, use: uses.get(id) ?? null } };
  });
}

async function readUses(home: Home): Promise<Map<string, ReferenceUse>> {
  const digest = currentDigest(home);
  if (!digest) return new Map();
  const warehouse = await Warehouse.open(warehousePath(home, digest), digest);
  try {
    const { rows } = await warehouse.query(
      "select kind, codes, unmapped_codes, lines, unmapped_lines, unmapped_paid from marts.code_set_use order by kind",
    );
    return new Map(
      rows.map(([kind, codes, unmappedCodes, lines, unmappedLines, unmappedPaid]) => [
        String(kind),
        {
          codes: Number(codes),
          unmappedCodes: Number(unmappedCodes),
          lines: Number(lines),
          unmappedLines: Number(unmappedLines),
          unmappedPaid: String(unmappedPaid),
        },
      ]),
    );
  } catch {
    // A warehouse from before there were code sets.
    return new Map();
  } finally {
    warehouse.close();
  }
}
