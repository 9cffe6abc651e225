import { join } from "node:path";
import type { Home } from "../home/home.ts";
import { acceptLoad, changeLoad, ledgerLoads, nextNumber, readAsBefore } from "../home/ledger.ts";
import { writeSafely } from "../home/writeSafely.ts";
import type { Manifest } from "../load/manifest.ts";
import { type BuildLoad, buildLoads } from "../warehouse/buildLoads.ts";
import type { LoadsChange } from "./settle.ts";

/** Where a load that has been staged comes to stand, and how it is accepted. */
export type Place = Pick<LoadsChange, "load" | "cause" | "loads" | "accept">;

/**
 * A load that was withdrawn comes back under its own number, also where its files had since been read in another way;
 * one forced in twice gets a name of its own. Writes the manifest into the staged folder.
 */
export async function placeLoad(
  home: Home,
  folder: string,
  manifest: Manifest,
  by: { actor: string; at: string },
): Promise<Place> {
  const loads = ledgerLoads(home);
  const base = (loadId: string) => loadId.replace(/-\d+$/, "");
  const withdrawn = loads.find((each) => each.state === "withdrawn" && base(each.loadId) === manifest.load_id);
  if (withdrawn) {
    const { number, loadId } = withdrawn;
    return {
      load: number,
      cause: "reinstated",
      loads: withLoad(home, { number, loadId, folder: join(home.paths.loads, loadId) }),
      accept: async () => void (await changeLoad(home, number, "reinstated", by)),
    };
  }
  const former = loads.find((each) => each.state === "withdrawn" && each.formerIds.includes(manifest.load_id));
  if (former) {
    const load: BuildLoad = {
      number: former.number,
      loadId: manifest.load_id,
      folder: join(home.paths.loads, manifest.load_id),
    };
    const accept = () => readAsBefore(home, former.number, { loadId: manifest.load_id, ...by });
    return { load: former.number, cause: "replayed", loads: withLoad(home, load), accept };
  }
  const same = loads.flatMap((each) => [each.loadId, ...each.formerIds]).filter((id) => base(id) === manifest.load_id);
  const loadId = same.length === 0 ? manifest.load_id : `${manifest.load_id}-${same.length + 1}`;
  const number = nextNumber(home);
  await writeManifest(folder, { ...manifest, load_id: loadId });
  return {
    load: number,
    cause: "accepted",
    loads: withLoad(home, { number, loadId, folder }),
    accept: async () => void (await acceptLoad(home, folder, { loadId, ...by })),
  };
}

/** The active loads with this one in its place. */
export function withLoad(home: Home, load: BuildLoad): BuildLoad[] {
  const others = buildLoads(home).filter(({ number }) => number !== load.number);
  return [...others, load].sort((a, b) => a.number - b.number);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeSafely(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
