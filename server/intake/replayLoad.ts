import { PlanlensError } from "../errors.ts";
import type { HomePlan } from "../homePlan.ts";
import type { Mapping } from "./parts.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeSurroundings } from "./request.ts";
import type { Settled } from "./settle.ts";

export interface ReplayRequest {
  mapping: Mapping;
  force: boolean;
  acceptDifference?: string;
  /** The delivered files, where the load did not keep them. */
  paths?: string[];
  actor: string;
}

/** Reads the same delivered files anew, by another mapping, and puts the result in the load's place. */
export async function replayLoad(
  _plan: HomePlan,
  number: number,
  _request: ReplayRequest,
  _around: IntakeSurroundings,
): Promise<Settled & { rehearsal: Rehearsal }> {
  throw new PlanlensError("not-found", `Load ${number} cannot be read anew yet.`);
}
