import type { Home } from "./home.ts";
import { ledgerLoads } from "./ledger.ts";
import { readManifest } from "./readManifest.ts";
import { vendorKey } from "./vendorKey.ts";

/** A vendor's name as it was written when it was first used, so that one vendor does not become two. */
export function nameFirstUsed(home: Home, vendor: string): string {
  const key = vendorKey(vendor);
  for (const { loadId } of ledgerLoads(home)) {
    const { vendor: ofLoad, files } = readIfThere(home, loadId);
    const name = [ofLoad, ...files.map((file) => file.vendor)].find((each) => each && vendorKey(each) === key);
    if (name) return name;
  }
  return vendor.trim().replaceAll(/\s+/g, " ");
}

/** A load whose folder was taken away names nobody. */
function readIfThere(home: Home, loadId: string): Pick<ReturnType<typeof readManifest>, "vendor" | "files"> {
  try {
    return readManifest(home, loadId);
  } catch {
    return { vendor: null, files: [] };
  }
}
