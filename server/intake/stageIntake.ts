import type { Home } from "../home/home.ts";
import { prepareLoad } from "../load/load.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest, IntakeSurroundings } from "./request.ts";
import { findStops } from "./stops.ts";

/**
 * Reads the files into `folder`, looks at all there is to see in them and tells what stands in the way of accepting
 * them. Changes nothing outside the folder; without a home nothing has been loaded yet.
 */
export async function stageIntake(
  folder: string,
  home: Home | null,
  request: IntakeRequest,
  { signal, onProgress }: IntakeSurroundings,
): Promise<Rehearsal> {
  const { paths, layout, force } = request;
  const { manifest, unread } = await prepareLoad({ paths, stagingDir: folder, layout, force, signal, onProgress });
  const rehearsal: Rehearsal = {
    manifest,
    unread,
    unmapped: [],
    rejects: [],
    checks: [],
    control: [],
    profile: { tables: {} },
    overlap: [],
    repeatedAmounts: [],
    replaced: [],
    stops: [],
  };
  return { ...rehearsal, stops: findStops(home, rehearsal, request) };
}
