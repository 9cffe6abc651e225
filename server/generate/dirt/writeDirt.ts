import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { claimVersions } from "./claimVersions.ts";
import { damagedDates } from "./damagedDates.ts";
import type { DirtKey } from "./dirtFile.ts";
import { enrollmentChanges } from "./enrollmentChanges.ts";
import { readExtractSample } from "./extractSample.ts";
import { fileShapes } from "./fileShapes.ts";
import { invoiceDirt } from "./invoiceDirt.ts";
import { lateMonths } from "./lateMonths.ts";
import { overpunch } from "./overpunch.ts";
import { resentClaims } from "./resentClaims.ts";
import { spreadsheetDamage } from "./spreadsheetDamage.ts";

const kinds = [
  claimVersions,
  resentClaims,
  overpunch,
  fileShapes,
  spreadsheetDamage,
  damagedDates,
  enrollmentChanges,
  invoiceDirt,
  lateMonths,
];

/** A load of the folder above leaves a folder with this file aside. */
const asideMark = ".planlens-aside";

/**
 * Writes small dirty extracts to `dirt/` in a folder of finished ones, cut from those: every kind of dirt in which vendors'
 * files come. Gives what the answer key says of each file.
 */
export async function writeDirt(outDir: string): Promise<DirtKey[]> {
  const sample = await readExtractSample(outDir);
  const files = kinds.flatMap((kind) => kind(sample));
  await mkdir(join(outDir, "dirt"), { recursive: true });
  await writeFile(
    join(outDir, "dirt", asideMark),
    "Cut from the extracts above this folder: not to be loaded with them.\n",
  );
  for (const { file, bytes } of files) await writeFile(join(outDir, "dirt", file), bytes);
  return files.map(({ bytes: _, ...key }) => key);
}
