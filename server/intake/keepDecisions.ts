import { isDeepStrictEqual } from "node:util";
import type { Home } from "../home/home.ts";
import { appendRecord } from "../home/records.ts";
import { nameFirstUsed } from "../home/vendors.ts";
import { vendorSlug } from "../load/mapping/mapping.ts";
import { savedMappings, saveMapping } from "../load/mapping/saved.ts";
import { withFiles } from "../load/mapping/withFiles.ts";
import { differing } from "./control.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { IntakeRequest } from "./request.ts";
import { isStopping } from "./stops.ts";

/**
 * Keeps what a person decided with a load that has been accepted: the mapping, under its vendor's name, by which next
 * month's files are read by themselves, and why a difference from the vendor's totals, or a
 * check that stops, was taken as it is.
 */
export async function keepDecisions(
  home: Home,
  number: number,
  { control, checks }: Rehearsal,
  {
    mapping: given,
    vendor,
    acceptDifference,
    actor,
  }: Pick<IntakeRequest, "mapping" | "vendor" | "acceptDifference" | "actor">,
  at: string,
): Promise<void> {
  if (given && given !== "proposed") {
    const mapping = { ...given, vendor: nameFirstUsed(home, vendor ?? given.vendor) };
    const held = savedMappings(home).find(({ id }) => id === vendorSlug(mapping.vendor))?.mapping;
    if (!held || !isDeepStrictEqual(held, withFiles(held, mapping))) await saveMapping(home, mapping, { actor, at });
  }
  const figures = differing(control);
  const failed = checks.filter(isStopping).map(({ check, message }) => ({ check, message }));
  if (acceptDifference && figures.length + failed.length > 0) {
    const body = { load: number, reason: acceptDifference, figures, checks: failed };
    await appendRecord(home, { kind: "accepted-difference", id: `load-${number}`, actor, at, body });
  }
}
