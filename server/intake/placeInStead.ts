import { existsSync } from "node:fs";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import { acceptLoad, type LedgerLoad, ledgerLoads, readAsBefore } from "../home/ledger.ts";
import type { Manifest } from "../load/manifest.ts";
import { findLaterRepeats } from "./laterRepeats.ts";
import { type Place, withLoad, writeManifest } from "./placeLoad.ts";
import type { IntakeSurroundings } from "./request.ts";

/**
 * Where the files of a load come to stand that have been read anew: under the same number. Read as they once were, they
 * are that load again. Writes the manifest, and what later loads repeat, into the staged folder.
 * @throws PlanlensError `already-loaded` where nothing would change, or another load is the same.
 */
export async function placeInStead(
  home: Home,
  folder: string,
  manifest: Manifest,
  { load, actor, around }: { load: LedgerLoad; actor: string; around: IntakeSurroundings },
): Promise<Place> {
  const { number } = load;
  const { load_id: loadId } = manifest;
  const by = { loadId, actor, at: around.now().toISOString() };
  if (loadId === load.loadId) {
    throw new PlanlensError("already-loaded", `Read so, load ${number} comes out as it stands. Nothing was changed.`);
  }
  const elsewhere = ledgerLoads(home).find(
    (each) => each.number !== number && [each.loadId, ...each.formerIds].includes(loadId),
  );
  if (elsewhere) {
    const text = `The same files, read so, are load ${elsewhere.number}. Undo one of the two. Nothing was changed.`;
    throw new PlanlensError("already-loaded", text);
  }
  const stood = join(home.paths.loads, loadId);
  if (load.formerIds.includes(loadId) && existsSync(stood)) {
    const loads = withLoad(home, { number, loadId, folder: stood });
    return { load: number, cause: "replayed", loads, accept: () => readAsBefore(home, number, by) };
  }
  await writeManifest(folder, manifest);
  await findLaterRepeats(home, { folder, manifest, number }, around.signal);
  const loads = withLoad(home, { number, loadId, folder });
  const accept = async () => void (await acceptLoad(home, folder, { ...by, replaces: number }));
  return { load: number, cause: "replayed", loads, accept };
}
