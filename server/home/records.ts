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
    const path = join(home.paths.records, record.kind, record.id, fileOf(version));
    try {
      await createSafely(path, `${JSON.stringify(whole, null, 2)}\n`);
      return whole;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** The newest version, or the one asked for; null where there is none. */
export function readRecord(home: Home, kind: string, id: string, version?: number): PlanRecord | null {
  const directory = join(home.paths.records, checkName(kind), checkName(id));
  const files = versionFiles(directory);
  const file = version === undefined ? files.at(-1) : files.find((name) => name === fileOf(version));
  return file ? (JSON.parse(readFileSync(join(directory, file), "utf8")) as PlanRecord) : null;
}

/** The number of the newest version of each record of a kind, by id. */
export function recordVersions(home: Home, kind: string): Record<string, number> {
  const directory = join(home.paths.records, checkName(kind));
  if (!existsSync(directory)) return {};
  const ids = readdirSync(directory).filter((name) => !name.startsWith("."));
  return Object.fromEntries(
    ids.sort().map((id) => [id, Number(versionFiles(join(directory, id)).at(-1)?.slice(0, 6))]),
  );
}

function versionFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => /^\d{6}\.json$/.test(name))
    .sort();
}

function fileOf(version: number): string {
  return `${String(version).padStart(6, "0")}.json`;
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
