import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { clearScratch, type Home } from "../home/home.ts";
import { acceptLoad, changeLoad, ledgerLoads } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import { writeSafely } from "../home/writeSafely.ts";
import type { HomePlan } from "../homePlan.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import type { Restatement } from "./restatement.ts";
import { stageIntake } from "./stageIntake.ts";
import { stopsError } from "./stops.ts";

export interface Taken {
  number: number;
  digest: string;
  rehearsal: Rehearsal;
  restatement: Restatement | null;
}

/**
 * Reads, checks, accepts and builds, as one piece of work under the lock. Nothing is accepted unless all files can be.
 * @throws PlanlensError that lists what stops it; `busy`, `cancelled`.
 */
export async function takeIn(plan: HomePlan, request: IntakeRequest, around: IntakeSurroundings): Promise<Taken> {
  const { home } = plan;
  return withLock(home, "load", async () => {
    clearScratch(home);
    const folder = mkdtempSync(join(home.paths.scratch, "load-"));
    try {
      const rehearsal = await stageIntake(folder, home, request, around);
      const [stop, ...more] = rehearsal.stops;
      if (stop) throw stopsError([stop, ...more]);
      const number = await accept(home, folder, rehearsal, { actor: request.actor, at: around.now().toISOString() });
      around.onProgress?.({ fraction: 0.6, message: `Accepted as load ${number}. Building the warehouse.` });
      const digest = await plan.buildLocked(around);
      return { number, digest, rehearsal, restatement: null };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** A load that was withdrawn comes back under its own number; one forced in twice gets a name of its own. */
async function accept(
  home: Home,
  folder: string,
  { manifest }: Rehearsal,
  by: { actor: string; at: string },
): Promise<number> {
  const same = ledgerLoads(home).filter((each) => each.loadId.replace(/-\d+$/, "") === manifest.load_id);
  const withdrawn = same.find((each) => each.state === "withdrawn");
  if (withdrawn) return (await changeLoad(home, withdrawn.number, "reinstated", by)).number;
  const loadId = same.length === 0 ? manifest.load_id : `${manifest.load_id}-${same.length + 1}`;
  await writeSafely(join(folder, "manifest.json"), `${JSON.stringify({ ...manifest, load_id: loadId }, null, 2)}\n`);
  return acceptLoad(home, folder, { loadId, ...by });
}
