import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { changeLoad, findChangeable, type LedgerLoad } from "../home/ledger.ts";
import { readManifest } from "../home/readManifest.ts";
import type { HomePlan } from "../homePlan.ts";
import { buildLoads } from "../warehouse/buildLoads.ts";
import { withLoad } from "./placeLoad.ts";
import type { IntakeSurroundings } from "./request.ts";
import { type Settled, settle } from "./settle.ts";
import { alreadyLoaded, stopsError } from "./stops.ts";
import { underLock } from "./underLock.ts";

export type Changed = Settled;

/** Withdraws a load; its files are kept. @throws PlanlensError `not-found`, `busy`, `cancelled`. */
export function undoLoad(
  plan: HomePlan,
  number: number,
  { actor }: { actor: string },
  around: IntakeSurroundings,
): Promise<Settled> {
  return underLock(plan.home, "undo", async () => {
    findChangeable(plan.home, number, "withdrawn");
    const loads = buildLoads(plan.home).filter((load) => load.number !== number);
    const accept = async () => void (await changeLoad(plan.home, number, "withdrawn", by(actor, around)));
    return settle(plan, { load: number, cause: "withdrawn", actor, loads, accept }, around);
  });
}

/**
 * Brings a withdrawn load back under its own number.
 * @throws PlanlensError `not-found`, `busy`, `cancelled`; `already-loaded` where another load has brought its files
 * meanwhile: both would count.
 */
export function reinstateLoad(
  plan: HomePlan,
  number: number,
  { actor }: { actor: string },
  around: IntakeSurroundings,
): Promise<Settled> {
  return underLock(plan.home, "load", async () => {
    const { loadId } = findChangeable(plan.home, number, "reinstated");
    refuseTwice(plan.home, { number, loadId });
    const loads = withLoad(plan.home, { number, loadId, folder: join(plan.home.paths.loads, loadId) });
    const accept = async () => void (await changeLoad(plan.home, number, "reinstated", by(actor, around)));
    return settle(plan, { load: number, cause: "reinstated", actor, loads, accept }, around);
  });
}

function refuseTwice(home: Home, { number, loadId }: Pick<LedgerLoad, "number" | "loadId">): void {
  const [stop] = alreadyLoaded(home, readManifest(home, loadId), number);
  if (!stop) return;
  const remedy = `Load ${number} would count beside it. Undo the other load first, then bring this one back.`;
  throw stopsError([{ ...stop, remedy, canAccept: false }]);
}

function by(actor: string, { now }: IntakeSurroundings) {
  return { actor, at: now().toISOString() };
}
