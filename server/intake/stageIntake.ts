import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home/home.ts";
import { nameFirstUsed } from "../home/vendors.ts";
import { writeSafely } from "../home/writeSafely.ts";
import { runChecks } from "../load/checks/runChecks.ts";
import { compareControl } from "../load/control/compareControl.ts";
import { type PreparedLoad, prepareLoad } from "../load/load.ts";
import { savedMappings } from "../load/mapping/saved.ts";
import { ProblemError, problemsError } from "../load/problems.ts";
import { profileTables } from "../load/profile/profileTables.ts";
import { type RejectKind, rejectKinds } from "../load/rejects.ts";
import { cancelled } from "../warehouse/cancellable.ts";
import { openEngine, withConnection } from "../warehouse/engine.ts";
import { compareWithEarlier } from "./compareWithEarlier.ts";
import { differing } from "./control.ts";
import { heldLoads, parquetOf } from "./heldLoads.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { outsidePeriod } from "./replacedRows.ts";
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
  const prepared = await prepare(folder, request, options);
  const spill = `${folder}.spill`;
  const engine = await openEngine(":memory:", { memoryLimit: "1200MB", tempDirectory: spill });
  try {
    return await withConnection(engine, async (connection) => {
      const seen = await lookAt(connection, folder, prepared, { ...options, control: request.control });
      const { manifest, unread } = prepared;
      const rehearsal: Rehearsal = { manifest, unread, ...seen, stops: [] };
      const stops = [
        ...findStops(rehearsal, request, options),
        ...(await outsidePeriod(connection, parquetOf(folder), manifest)),
      ];
      await keepBeside(folder, rehearsal, request, options);
      return { ...rehearsal, stops };
    });
  } finally {
    engine.closeSync();
    rmSync(spill, { recursive: true, force: true });
  }
}

function prepare(
  folder: string,
  { paths, layout, force, mode, vendor, mapping }: IntakeRequest,
  { home, signal, onProgress }: StageOptions,
): Promise<PreparedLoad> {
  const named = (name: string) => (home ? nameFirstUsed(home, name) : name);
  return prepareLoad({
    paths,
    stagingDir: folder,
    layout,
    mapping: typeof mapping === "object" ? { ...mapping, vendor: named(vendor ?? mapping.vendor) } : mapping,
    records: home ? savedMappings(home) : [],
    mode,
    vendor: vendor === undefined ? vendor : named(vendor),
    force,
    onRejects: "keep",
    signal,
    onProgress: share(onProgress, 0, 0.6),
  });
}

async function lookAt(
  connection: DuckDBConnection,
  folder: string,
  { manifest, repeatedAmounts, unmapped, controls }: PreparedLoad,
  { home, replaces, signal, onProgress, control: input }: StageOptions & Pick<IntakeRequest, "control">,
): Promise<Omit<Rehearsal, "manifest" | "unread" | "stops">> {
  const staged = parquetOf(folder);
  const { files, tables } = manifest;
  const held = home ? heldLoads(home, (number) => replaces === undefined || number < replaces) : [];
  const step = (fraction: number, message: string) => {
    if (signal?.aborted) throw cancelled();
    onProgress?.({ fraction, message });
  };
  const control = told(() => compareControl({ manifest, controls, input }));
  step(0.6, "Comparing with earlier loads");
  const compared = { home: replaces === undefined ? home : null, held, signal };
  const earlier = await compareWithEarlier(connection, { folder, manifest }, compared);
  step(0.7, "Putting the checks");
  const active = held.filter((load) => load.active);
  const onFraction = (fraction: number) => step(0.7 + 0.2 * fraction, "Putting the checks");
  const checks = await runChecks({ connection, staged, files, held: active, signal, onFraction });
  step(0.9, "Looking at each column");
  const profile = await profileTables({ connection, staged, held: active, checks, signal });
  const rejects: RejectKind[] = [];
  for (const [table, path] of Object.entries(staged)) {
    if ((tables[table]?.rejected ?? 0) === 0) continue;
    rejects.push(...(await rejectKinds(connection, path, files)));
  }
  return { unmapped, rejects, checks, control, profile, repeatedAmounts, ...earlier };
}

/** @throws PlanlensError for what a reader finds wrong with one file. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ProblemError ? problemsError([error.problem]) : error;
  }
}

/** What was seen is part of the load, as it was seen then. */
async function keepBeside(
  folder: string,
  { checks, control, profile }: Rehearsal,
  { acceptDifference, actor }: IntakeRequest,
  { now }: StageOptions,
): Promise<void> {
  const isAccepted = acceptDifference && differing(control).length > 0;
  const accepted = isAccepted ? { reason: acceptDifference, actor, at: now().toISOString() } : null;
  const keep = (name: string, content: unknown) =>
    writeSafely(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  await keep("checks.json", checks);
  await keep("profile.json", profile);
  await keep("control.json", { figures: control, accepted });
}
