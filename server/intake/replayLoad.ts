import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { type LedgerLoad, ledgerLoads } from "../home/ledger.ts";
import { readManifest } from "../home/readManifest.ts";
import type { HomePlan } from "../homePlan.ts";
import type { Manifest } from "../load/manifest.ts";
import { hasDelivered, keepDelivered, restoreDelivered, shareDelivered } from "./delivered.ts";
import { keepDecisions } from "./keepDecisions.ts";
import type { Mapping } from "./parts.ts";
import { placeInStead } from "./placeInStead.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { share } from "./share.ts";
import { stageIntake } from "./stageIntake.ts";
import { stopsError } from "./stops.ts";
import { underLock } from "./underLock.ts";

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
  return underLock(home, "load", async () => {
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
      const place = await placeInStead(home, folder, rehearsal.manifest, { load, actor: request.actor, around });
      const kept = join(home.paths.loads, load.loadId);
      if (hasDelivered(kept)) await shareDelivered(kept, folder);
      else if (home.settings.keepDelivered) await keepDelivered(paths, rehearsal.manifest, folder, around.signal);
      const accept = async () => {
        await place.accept();
        await keepDecisions(home, number, rehearsal, request, around.now().toISOString());
      };
      const settled = await settle(plan, { ...place, accept, actor: request.actor }, around);
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

function findLoad(home: Home, number: number): LedgerLoad {
  const load = ledgerLoads(home).find((each) => each.number === number);
  if (load) return load;
  throw new PlanlensError("not-found", `There is no load ${number}.`);
}
