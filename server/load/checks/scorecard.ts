import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../../home/home.ts";
import { ledgerLoads } from "../../home/ledger.ts";
import { vendorKey } from "../../home/vendorKey.ts";
import { Manifest } from "../manifest.ts";
import { type CheckResult, ChecksFile } from "./checkResult.ts";
import { type Grade, gradeOf } from "./grade.ts";

export interface ScoredLoad {
  number: number;
  loadId: string;
  state: "active" | "withdrawn";
  acceptedAt: string;
  tables: string[];
  rows: number;
  rejected: number;
  /** Null where the load was accepted before there were checks. */
  grade: Grade | null;
  /** How many checks had something to go by. */
  judged: number;
  /** Those that found more than they let pass, the gravest first. */
  findings: CheckResult[];
}

export interface Scorecard {
  /** By name; of each vendor the newest load first. */
  vendors: { vendor: string; loads: ScoredLoad[] }[];
}

/** What a load of no vendor stands under. */
const nobody = "(vendor not named)";

/** Every load of the home by vendor over time, with what its checks found when it was accepted. */
export function scorecard(home: Home): Scorecard {
  const loads = ledgerLoads(home)
    .reverse()
    .flatMap((load) => {
      const folder = join(home.paths.loads, load.loadId);
      const manifest = readIf(join(folder, "manifest.json"), (json) => Manifest.parse(json));
      if (!manifest) return [];
      const checks = readIf(join(folder, "checks.json"), (json) => ChecksFile.parse(json));
      return [{ vendor: vendorOf(manifest), load: scored(load, manifest, checks) }];
    });
  // The newest stand first, so the name that stays is the one first used.
  const names = new Map(loads.map(({ vendor }) => [vendorKey(vendor), vendor]));
  return {
    vendors: [...names.values()].sort().map((vendor) => ({
      vendor,
      loads: loads.filter((each) => vendorKey(each.vendor) === vendorKey(vendor)).map(({ load }) => load),
    })),
  };
}

function scored(
  { number, loadId, state, acceptedAt }: Pick<ScoredLoad, "number" | "loadId" | "state" | "acceptedAt">,
  manifest: Manifest,
  checks: CheckResult[] | null,
): ScoredLoad {
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const rejected = tables.reduce((sum, table) => sum + table.rejected, 0);
  return {
    number,
    loadId,
    state,
    acceptedAt,
    tables: Object.keys(manifest.tables),
    rows,
    rejected,
    grade: checks && gradeOf(checks, { rows, rejected }),
    judged: checks?.length ?? 0,
    findings: (checks ?? []).filter(({ found }) => found).sort(gravestFirst),
  };
}

const gravity = ["stop", "reject", "warn"];

function gravestFirst(a: CheckResult, b: CheckResult): number {
  return gravity.indexOf(a.severity) - gravity.indexOf(b.severity) || b.rows - a.rows;
}

function vendorOf({ vendor, files }: Manifest): string {
  const named = [...new Set(files.flatMap((file) => file.vendor ?? []))];
  return vendor ?? (named.length > 0 ? named.sort().join(", ") : nobody);
}

function readIf<T>(path: string, parse: (json: unknown) => T): T | null {
  return existsSync(path) ? parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}
