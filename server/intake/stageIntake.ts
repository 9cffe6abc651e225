import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import { prepareLoad } from "../load/load.ts";
import type { ManifestFile } from "../load/manifest.ts";
import { findOverlap } from "../load/recognized/overlap.ts";
import { rejectKinds } from "../load/rejects.ts";
import { cancelled } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { heldLoads, parquetOf } from "./heldLoads.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { outsidePeriod, replacedRows } from "./replacedRows.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { share } from "./share.ts";
import { findStops } from "./stops.ts";

/** What a load is compared with, and in whose place it comes. */
export interface StageOptions extends IntakeSurroundings {
  /** Null where nothing has been loaded yet. */
  home: Home | null;
  /** The number of the load whose files are read anew. */
  replaces?: number;
}

/**
 * Reads the files into `folder`, looks at all there is to see in them and tells what stands in the way of accepting
 * them. Changes nothing outside the folder.
 */
export async function stageIntake(folder: string, request: IntakeRequest, options: StageOptions): Promise<Rehearsal> {
  const { signal, onProgress } = options;
  const { paths, layout, force, mode, vendor } = request;
  const prepared = await prepareLoad({
    paths,
    stagingDir: folder,
    layout,
    mode,
    vendor,
    force,
    onRejects: "keep",
    signal,
    onProgress: share(onProgress, 0, 0.7),
  });
  const engine = await openEngine(":memory:", { memoryLimit: "1200MB", tempDirectory: `${folder}.spill` });
  try {
    const { manifest, unread } = prepared;
    return await withConnection(engine, async (connection) => {
      const seen = await lookAt(connection, folder, prepared, options);
      const rehearsal: Rehearsal = { manifest, unread, ...seen, stops: [] };
      const stops = [
        ...findStops(rehearsal, request, options),
        ...(await outsidePeriod(connection, parquetOf(folder), manifest)),
      ];
      return { ...rehearsal, stops };
    });
  } finally {
    engine.closeSync();
  }
}

type Prepared = Awaited<ReturnType<typeof prepareLoad>>;

async function lookAt(
  connection: DuckDBConnection,
  folder: string,
  { manifest }: Prepared,
  { home, replaces, signal, onProgress }: StageOptions,
): Promise<Omit<Rehearsal, "manifest" | "unread" | "stops">> {
  const staged = parquetOf(folder);
  const { files, tables } = manifest;
  const earlier = home ? heldLoads(home, (number) => replaces === undefined || number < replaces) : [];
  const step = (fraction: number, message: string) => {
    if (signal?.aborted) throw cancelled();
    onProgress?.({ fraction, message });
  };
  step(0.7, "Comparing with earlier loads");
  const repeatedKeys = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.repeatedKeys]));
  const target = join(folder, "repeats.parquet");
  const overlap = await findOverlap({ connection, staged, files, held: earlier, target, repeatedKeys, signal });
  const rejects = [];
  for (const [table, path] of Object.entries(staged)) {
    if ((tables[table]?.rejected ?? 0) > 0)
      rejects.push(...(await rejectKinds(connection, path, files.map(withLines))));
  }
  const replaced = home && replaces === undefined ? await replacedRows(connection, home, { folder, manifest }) : [];
  return {
    unmapped: [],
    rejects,
    checks: [],
    control: [],
    profile: { tables: {} },
    overlap,
    repeatedAmounts: [],
    replaced,
  };
}

/** Only text has lines to name; the rows of everything else are counted. */
function withLines({ name, format }: ManifestFile): { name: string; format: "csv" | "parquet" } {
  return { name, format: format === "csv" || format === "fixed-width" ? "csv" : "parquet" };
}
