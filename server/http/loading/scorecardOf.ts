import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../../home/home.ts";
import type { LoadSummary } from "../../openPlan.ts";
import type { LoadChecks, Scorecard } from "./loadSchemas.ts";

/** Whoever sent files without saying so. */
const nobody = "Vendor not named";

/** What was found in each load when it was accepted, by vendor, the vendors by name and the loads by number. */
export function scorecardOf(home: Home, loads: readonly LoadSummary[]): Scorecard {
  const vendors = new Map<string, Scorecard["vendors"][number]["loads"]>();
  for (const load of [...loads].sort((a, b) => a.number - b.number)) {
    const checks = checksOf(home, load.loadId);
    if (!checks) continue;
    const { number, acceptedAt, state } = load;
    const tables = Object.values(load.tables);
    const sum = (of: "rows" | "rejected") => tables.reduce((total, table) => total + table[of], 0);
    const line = { number, acceptedAt, state, rows: sum("rows"), rejected: sum("rejected"), checks };
    const vendor = load.vendor ?? nobody;
    vendors.set(vendor, [...(vendors.get(vendor) ?? []), line]);
  }
  const names = [...vendors.keys()].sort((a, b) => a.localeCompare(b, "en"));
  return { vendors: names.map((vendor) => ({ vendor, loads: vendors.get(vendor) ?? [] })) };
}

/** Null for a load from before there were checks. */
function checksOf(home: Home, loadId: string): LoadChecks["checks"] | null {
  const path = join(home.paths.loads, loadId, "checks.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as LoadChecks["checks"]) : null;
}
