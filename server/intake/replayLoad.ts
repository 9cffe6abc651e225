import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import { clearScratch, type Home } from "../home/home.ts";
import { acceptLoad, type LedgerLoad, ledgerLoads, readAsBefore } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import { readManifest } from "../home/readManifest.ts";
import type { HomePlan } from "../homePlan.ts";
import type { Manifest } from "../load/manifest.ts";
import { hasDelivered, keepDelivered, restoreDelivered, shareDelivered } from "./delivered.ts";
import { findLaterRepeats } from "./laterRepeats.ts";
import type { Mapping } from "./parts.ts";
import { withLoad, writeManifest } from "./placeLoad.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { share } from "./share.ts";
import { stageIntake } from "./stageIntake.ts";
import { stopsError } from "./stops.ts";

export interface ReplayRequest {
  /** By which to read the files now; what the home knows today where it is absent. */
  mapping?: Mapping | "proposed";
  force: boolean;
  acceptDifference?: string;
  /** The delivered files, where the load did not keep them. */
  paths?: string[];
  actor: string;
}

/**
 * Reads the same delivered files anew, by a mended mapping, and puts the result in the load's place: it keeps its
 * number and its turn, so later loads stand as they did. What it was before is kept and can come back.
 * @throws PlanlensError `not-found` where there is no such load or it did not keep its files; what `takeIn` throws.
 */
export async function replayLoad(
  plan: HomePlan,
  number: number,
  request: ReplayRequest,
  around: IntakeSurroundings,
): Promise<Settled & { rehearsal: Rehearsal }> {
  const { home } = plan;
  return withLock(home, "load", async () => {
    clearScratch(home);
    const load = findLoad(home, number);
    const before = readManifest(home, load.loadId);
    const folder = mkdtempSync(join(home.paths.scratch, "load-"));
    const restored = mkdtempSync(join(home.paths.scratch, "delivered-"));
    try {
      const paths = await deliveredPaths(home, load, request.paths, restored, around.signal);
      const wanted = intakeRequest(request, before, paths);
      const onProgress = share(around.onProgress, 0, 0.6);
      const rehearsal = await stageIntake(folder, wanted, { ...around, home, replaces: number, onProgress });
      const [stop, ...more] = rehearsal.stops;
      if (stop) throw stopsError([stop, ...more]);
      refuseOtherFiles(before, rehearsal.manifest, number);
      const place = await placeInStead(home, folder, rehearsal.manifest, { load, paths, request, around });
      const settled = await settle(plan, { load: number, cause: "replayed", actor: request.actor, ...place }, around);
      return { ...settled, rehearsal };
    } finally {
      for (const aside of [folder, restored]) rmSync(aside, { recursive: true, force: true });
    }
  });
}

function intakeRequest(
  { mapping, force, acceptDifference, actor }: ReplayRequest,
  { mode, vendor }: Manifest,
  paths: string[],
): IntakeRequest {
  return { paths, mapping, mode, vendor: vendor ?? undefined, force, acceptDifference, actor };
}

async function deliveredPaths(
  home: Home,
  { number, loadId }: LedgerLoad,
  given: string[] | undefined,
  into: string,
  signal?: AbortSignal,
): Promise<string[]> {
  if (given && given.length > 0) return given;
  const folder = join(home.paths.loads, loadId);
  if (hasDelivered(folder)) return restoreDelivered(folder, into, signal);
  throw new PlanlensError(
    "not-found",
    `Load ${number} did not keep its files (the setting keepDelivered). Name them: planlens replay ${number} PATH…`,
  );
}

/** Another file under the load's number would be another load. */
function refuseOtherFiles(before: Manifest, now: Manifest, number: number): void {
  const known = new Set(before.files.map(({ sha256 }) => sha256));
  const other = now.files.find(({ sha256 }) => !known.has(sha256));
  if (!other) return;
  throw new PlanlensError(
    "invalid-parameter",
    `${other.name} is not a file of load ${number}. Name only the files that it was made of; load others with: planlens load`,
  );
}

async function placeInStead(
  home: Home,
  folder: string,
  manifest: Manifest,
  { load, paths, request, around }: Replayed,
): Promise<{ loads: ReturnType<typeof withLoad>; accept: () => Promise<void> }> {
  const { number } = load;
  const { load_id: loadId } = manifest;
  const by = { loadId, actor: request.actor, at: around.now().toISOString() };
  if (loadId === load.loadId) {
    const text = `Read so, load ${number} comes out as it stands. Nothing was changed.`;
    throw new PlanlensError("already-loaded", text);
  }
  const elsewhere = ledgerLoads(home).find(
    (each) => each.number !== number && [each.loadId, ...each.formerIds].includes(loadId),
  );
  if (elsewhere) {
    const text = `The same files, read so, are load ${elsewhere.number}. Undo one of the two. Nothing was changed.`;
    throw new PlanlensError("already-loaded", text);
  }
  const stood = join(home.paths.loads, loadId);
  if (load.formerIds.includes(loadId) && existsSync(stood)) {
    const loads = withLoad(home, { number, loadId, folder: stood });
    return { loads, accept: () => readAsBefore(home, number, by) };
  }
  await writeManifest(folder, manifest);
  await findLaterRepeats(home, { folder, manifest, number }, around.signal);
  const kept = join(home.paths.loads, load.loadId);
  if (hasDelivered(kept)) await shareDelivered(kept, folder);
  else if (home.settings.keepDelivered) await keepDelivered(paths, manifest, folder, around.signal);
  const loads = withLoad(home, { number, loadId, folder });
  return { loads, accept: async () => void (await acceptLoad(home, folder, { ...by, replaces: number })) };
}

interface Replayed {
  load: LedgerLoad;
  paths: string[];
  request: ReplayRequest;
  around: IntakeSurroundings;
}

function findLoad(home: Home, number: number): LedgerLoad {
  const load = ledgerLoads(home).find((each) => each.number === number);
  if (load) return load;
  throw new PlanlensError("not-found", `There is no load ${number}.`);
}
