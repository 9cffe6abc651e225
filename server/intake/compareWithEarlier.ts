import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import type { Manifest } from "../load/manifest.ts";
import { findOverlap, type HeldLoad, type Overlap } from "../load/recognized/overlap.ts";
import { parquetOf } from "./heldLoads.ts";
import type { ReplacedRows } from "./rehearsal.ts";
import { replacedRows } from "./replacedRows.ts";

/**
 * Finds what a staged load repeats of earlier loads, and what it takes the place of. Writes `repeats.parquet` beside it,
 * by which every build counts a row once.
 */
export async function compareWithEarlier(
  connection: DuckDBConnection,
  { folder, manifest }: { folder: string; manifest: Manifest },
  { home, held, signal }: { home: Home | null; held: HeldLoad[]; signal?: AbortSignal },
): Promise<{ overlap: Overlap[]; replaced: ReplacedRows[] }> {
  const { files, tables } = manifest;
  const repeatedKeys = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.repeatedKeys]));
  const target = join(folder, "repeats.parquet");
  const staged = parquetOf(folder);
  const overlap = await findOverlap({ connection, staged, files, held, target, repeatedKeys, signal });
  const replaced = home ? await replacedRows(connection, home, { folder, manifest }) : [];
  return { overlap, replaced };
}
