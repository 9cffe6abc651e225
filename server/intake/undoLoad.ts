import { clearScratch } from "../home/home.ts";
import { changeLoad } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import type { HomePlan } from "../homePlan.ts";
import type { IntakeSurroundings } from "./request.ts";
import type { Restatement } from "./restatement.ts";

export interface Changed {
  digest: string;
  restatement: Restatement | null;
}

/** Withdraws a load; its files are kept. @throws PlanlensError `not-found`, `busy`, `cancelled`. */
export function undoLoad(
  plan: HomePlan,
  number: number,
  by: { actor: string },
  around: IntakeSurroundings,
): Promise<Changed> {
  return change(plan, number, { event: "withdrawn", ...by }, around);
}

/** Brings a withdrawn load back under its own number. @throws PlanlensError `not-found`, `busy`, `cancelled`. */
export function reinstateLoad(
  plan: HomePlan,
  number: number,
  by: { actor: string },
  around: IntakeSurroundings,
): Promise<Changed> {
  return change(plan, number, { event: "reinstated", ...by }, around);
}

async function change(
  plan: HomePlan,
  number: number,
  { event, actor }: { event: "withdrawn" | "reinstated"; actor: string },
  around: IntakeSurroundings,
): Promise<Changed> {
  return withLock(plan.home, event === "withdrawn" ? "undo" : "load", async () => {
    clearScratch(plan.home);
    await changeLoad(plan.home, number, event, { actor, at: around.now().toISOString() });
    const digest = await plan.buildLocked(around);
    return { digest, restatement: null };
  });
}
