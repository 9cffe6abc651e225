import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskTrouble } from "../home/diskTrouble.ts";
import type { HomePlan } from "../homePlan.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { stageIntake } from "./stageIntake.ts";

/** Tells what a load would take and what would stop it; changes nothing, and needs no home. */
export async function rehearse(
  plan: HomePlan | null,
  request: IntakeRequest,
  around: IntakeSurroundings,
): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), "planlens-"));
  try {
    return await stageIntake(folder, request, { ...around, home: plan?.home ?? null });
  } catch (error) {
    throw diskTrouble(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
