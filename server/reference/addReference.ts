import { createHash } from "node:crypto";
import { createReadStream, existsSync, renameSync, rmSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { appendRecord } from "../home/records.ts";
import { syncDirectory, syncFile } from "../home/writeSafely.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { literal } from "../warehouse/sqlFile.ts";
import { referenceKind } from "./referenceKind.ts";
import { type ReferenceBody, type ReferenceSet, recordKind, referencePath, referenceSets } from "./referenceRecords.ts";
import { readRows, settleRows } from "./referenceRows.ts";

export interface AddReference {
  /** Files of one code set: one, or the parts of one. */
  files: { path: string; name?: string }[];
  /** The kind, where the header alone does not tell. */
  kind?: string;
  actor: string;
  at: string;
}

/**
 * Takes a code set into the home: looks at its header and every row, keeps the rows under the hash of the files, and
 * records who did it. What was in use of that kind before stays where it is and is no longer read.
 * @throws PlanlensError `unknown-layout`, `unreadable-file` that say what was expected and what was found.
 */
export async function addReference(home: Home, { files, kind: asked, actor, at }: AddReference): Promise<ReferenceSet> {
  const named = files.map(({ path, name = basename(path) }) => ({ path, name }));
  for (const { path, name } of named) {
    if (!existsSync(path)) throw new PlanlensError("unreadable-file", `There is no file ${name}.`);
  }
  const engine = await openEngine(":memory:", { threads: 1 });
  try {
    return await withConnection(engine, async (connection) => {
      const kind = await readRows(connection, named, asked);
      const body: ReferenceBody = {
        removed: false,
        files: named.map(({ name }) => name),
        sha256: await hashOf(named.map(({ path }) => path)),
        ...(await settleRows(connection, kind, named.map(({ name }) => name).join(", "))),
      };
      await keepRows(connection, referencePath(home, kind, body.sha256));
      await appendRecord(home, { kind: recordKind, id: kind.id, actor, at, body });
      return referenceSets(home).find((set) => set.kind.id === kind.id) as ReferenceSet;
    });
  } finally {
    engine.closeSync();
  }
}

/** Takes a code set out of use; its rows are kept. @throws PlanlensError `not-found`, `invalid-parameter`. */
export async function removeReference(
  home: Home,
  { kind: id, actor, at }: { kind: string; actor: string; at: string },
): Promise<void> {
  const kind = referenceKind(id);
  const set = referenceSets(home).find((each) => each.kind === kind);
  if (!set) throw new PlanlensError("not-found", `No ${kind.label} are in use, so there is nothing to remove.`);
  const { files, sha256, rows, setAside, repeats } = set;
  const body: ReferenceBody = { removed: true, files, sha256, rows, setAside, repeats };
  await appendRecord(home, { kind: recordKind, id, actor, at, body });
}

async function keepRows(connection: DuckDBConnection, path: string): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await connection.run(`copy kept to ${literal(aside)} (format parquet, compression zstd)`);
    await syncFile(aside);
    renameSync(aside, path);
    await syncDirectory(dirname(path));
  } finally {
    rmSync(aside, { force: true });
  }
}

async function hashOf(paths: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}
