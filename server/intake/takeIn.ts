import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clearScratch } from "../home/home.ts";
import { withLock } from "../home/lock.ts";
import type { HomePlan } from "../homePlan.ts";
import { keepDelivered } from "./delivered.ts";
import { placeLoad } from "./placeLoad.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { share } from "./share.ts";
import { stageIntake } from "./stageIntake.ts";
import { stopsError } from "./stops.ts";

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
  return withLock(home, "load", async () => {
    clearScratch(home);
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
export async function acceptStaged(
  plan: HomePlan,
  folder: string,
  rehearsal: Rehearsal,
  { actor }: Pick<IntakeRequest, "actor">,
  around: IntakeSurroundings,
): Promise<Taken> {
  const place = await placeLoad(plan.home, folder, rehearsal.manifest, { actor, at: around.now().toISOString() });
  const settled = await settle(plan, { ...place, actor }, around);
  return { ...settled, number: place.load, rehearsal };
}
