import { type ErrorCode, PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { readManifest } from "../homePlan.ts";
import type { Manifest } from "../load/manifest.ts";
import type { Rehearsal, Stop, StopCode } from "./rehearsal.ts";
import type { IntakeRequest } from "./request.ts";

/** What stands in the way of accepting a load, in the order in which it should be dealt with. */
export function findStops(home: Home | null, { manifest }: Rehearsal, request: IntakeRequest): Stop[] {
  return [...nothingLeft(manifest), ...alreadyLoaded(home, manifest, request.force)];
}

/** The error with which a load that is stopped ends. */
export function stopsError(stops: [Stop, ...Stop[]]): PlanlensError {
  const [first] = stops;
  const told = stops.map(({ what, remedy }) => `${what} ${remedy}`);
  const text = told.length === 1 ? told[0] : told.map((each) => `- ${each}`).join("\n");
  return new PlanlensError(errorOf[first.code], `${text}\nNothing was changed.`, { detail: { stops } });
}

const errorOf: Record<StopCode, ErrorCode> = {
  "nothing-left": "rejected-rows",
  "already-loaded": "already-loaded",
  "rejected-rows": "rejected-rows",
  "control-difference": "control-difference",
  "failed-checks": "failed-checks",
  "outside-period": "failed-checks",
};

function nothingLeft({ tables }: Manifest): Stop[] {
  if (Object.values(tables).some(({ loaded }) => loaded > 0)) return [];
  const what = "Every row is rejected, so there is nothing to load.";
  const remedy = "Mend the files, or the mapping by which they are read.";
  return [{ code: "nothing-left", what, remedy, canAccept: false }];
}

function alreadyLoaded(home: Home | null, { files }: Manifest, force: boolean): Stop[] {
  if (!home || force) return [];
  const holders = new Map<string, number>();
  for (const { loadId, number, state } of ledgerLoads(home)) {
    if (state === "active") for (const file of readManifest(home, loadId).files) holders.set(file.sha256, number);
  }
  const repeated = files.filter((file) => holders.has(file.sha256));
  if (repeated.length === 0) return [];
  const named = repeated.map((file) => `${file.name} (load ${holders.get(file.sha256)})`).join(", ");
  const what = `Already loaded: ${named}.`;
  const remedy = "Leave these files out, undo the earlier load, or load them once more with --force.";
  return [{ code: "already-loaded", what, remedy, canAccept: true }];
}
