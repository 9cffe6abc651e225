import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { readManifest } from "../home/readManifest.ts";
import type { Manifest } from "../load/manifest.ts";
import { findOverlap } from "../load/recognized/overlap.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { heldLoads, parquetOf } from "./heldLoads.ts";

/**
 * Finds which rows of later loads a load repeats that has just been read anew in their past. Their own folders never
 * change, so it stands in the new one's: `repeated-later/<load id>.parquet`.
 */
export async function findLaterRepeats(
  home: Home,
  { folder, manifest, number }: { folder: string; manifest: Manifest; number: number },
  signal?: AbortSignal,
): Promise<void> {
  const later = heldLoads(home, (each) => each > number);
  if (later.length === 0) return;
  await mkdir(join(folder, "repeated-later"));
  const files = manifest.files.map(({ name }) => name);
  const held = [{ loadId: manifest.load_id, number, active: true, tables: parquetOf(folder), files }];
  const engine = await openEngine(":memory:", { memoryLimit: "1200MB", tempDirectory: `${folder}.spill` });
  try {
    await withConnection(engine, async (connection) => {
      for (const { loadId, tables } of later) {
        const target = join(folder, "repeated-later", `${loadId}.parquet`);
        const staged = readManifest(home, loadId).files;
        await findOverlap({ connection, staged: tables, files: staged, held, target, signal });
      }
    });
  } finally {
    engine.closeSync();
  }
}
