import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "./home.ts";
import { createSafely } from "./writeSafely.ts";

/** A decision: kept for ever, version by version, apart from loads and from what is derived. */
export interface PlanRecord {
  kind: string;
  id: string;
  version: number;
  actor: string;
  at: string;
  body: unknown;
}

/** Adds the next version of a record. */
export async function appendRecord(
  home: Home,
  record: { kind: string; id: string; actor: string; at: string; body: unknown },
): Promise<PlanRecord> {
  checkName(record.kind);
  checkName(record.id);
  for (;;) {
    const version = (readRecord(home, record.kind, record.id)?.version ?? 0) + 1;
    const whole: PlanRecord = { ...record, version };
    const path = join(home.paths.records, record.kind, record.id, `${String(version).padStart(6, "0")}.json`);
    try {
      await createSafely(path, `${JSON.stringify(whole, null, 2)}\n`);
      return whole;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** The newest version, or null. */
export function readRecord(home: Home, kind: string, id: string): PlanRecord | null {
  const directory = join(home.paths.records, checkName(kind), checkName(id));
  const newest = existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => /^\d{6}\.json$/.test(name))
        .sort()
        .at(-1)
    : undefined;
  return newest ? (JSON.parse(readFileSync(join(directory, newest), "utf8")) as PlanRecord) : null;
}

/** The newest version of every record of a kind, by id. */
export function listRecords(home: Home, kind: string): PlanRecord[] {
  const directory = join(home.paths.records, checkName(kind));
  if (!existsSync(directory)) return [];
  const ids = readdirSync(directory).filter((name) => !name.startsWith("."));
  return ids.sort().flatMap((id) => readRecord(home, kind, id) ?? []);
}

function checkName(name: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,120}$/.test(name)) return name;
  throw new PlanlensError(
    "invalid-parameter",
    "A record's name has lower-case letters, digits, dots and hyphens only.",
  );
}
