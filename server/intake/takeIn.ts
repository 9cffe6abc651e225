import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { HomePlan } from "../homePlan.ts";
import { keepDelivered } from "./delivered.ts";
import { keepDecisions } from "./keepDecisions.ts";
import { placeLoad } from "./placeLoad.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { share } from "./share.ts";
import { stageIntake } from "./stageIntake.ts";
import { stopsError } from "./stops.ts";
import { underLock } from "./underLock.ts";

export interface Taken extends Settled {
  number: number;
  rehearsal: Rehearsal;
}

/**
 * Reads, checks, builds and accepts, as one piece of work under the lock. Nothing is accepted unless all files can be.
 * @throws PlanlensError that lists what stops it; `busy`, `cancelled`.
 */
export async function takeIn(plan: HomePlan, request: IntakeRequest, around: IntakeSurroundings): Promise<Taken> {
  const { home } = plan;
  return underLock(home, "load", async () => {
    const folder = mkdtempSync(join(home.paths.scratch, "load-"));
    try {
      const rehearsal = await stageIntake(folder, request, {
        ...around,
        home,
        onProgress: share(around.onProgress, 0, 0.6),
      });
      const [stop, ...more] = rehearsal.stops;
      if (stop) throw stopsError([stop, ...more]);
      if (home.settings.keepDelivered) {
        await keepDelivered(request.paths, rehearsal.manifest, folder, around.signal);
      }
      return await acceptStaged(plan, folder, rehearsal, request, around);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Accepts what has been staged and found good; only under the lock. */
async function acceptStaged(
  plan: HomePlan,
  folder: string,
  rehearsal: Rehearsal,
  request: Pick<IntakeRequest, "actor" | "mapping" | "vendor" | "acceptDifference">,
  around: IntakeSurroundings,
): Promise<Taken> {
  const { actor } = request;
  const at = around.now().toISOString();
  const place = await placeLoad(plan.home, folder, rehearsal.manifest, { actor, at });
  const accept = async () => {
    await place.accept();
    await keepDecisions(plan.home, place.load, rehearsal, request, at);
  };
  const settled = await settle(plan, { ...place, accept, actor }, around);
  return { ...settled, number: place.load, rehearsal };
}
