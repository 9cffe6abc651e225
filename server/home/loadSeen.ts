import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckResult } from "../load/checks/runChecks.ts";
import type { LoadSummary } from "../openPlan.ts";
import type { Home } from "./home.ts";
import { readManifest } from "./readManifest.ts";
import { readRecord } from "./records.ts";

type Seen = Pick<LoadSummary, "vendor" | "mode" | "control" | "findings" | "restated">;

/** What was seen in a load when it was taken, and what it moved. Null where a load is older than the looking. */
export function loadSeen(home: Home, { number, loadId }: { number: number; loadId: string }): Seen {
  const { vendor = null, mode = { kind: "append" } } = readManifest(home, loadId);
  const control = readBeside<NonNullable<Seen["control"]>>(home, loadId, "control.json");
  const checks = readBeside<CheckResult[]>(home, loadId, "checks.json");
  const found = (severity: CheckResult["severity"]) =>
    checks?.filter((check) => check.found && check.severity === severity).length ?? 0;
  const moved = readRecord(home, "restatement", `load-${number}`)?.body as { figures?: unknown[] } | undefined;
  return {
    vendor,
    mode,
    control: control && control.figures.length > 0 ? control : null,
    findings: checks && { stop: found("stop"), reject: found("reject"), warn: found("warn") },
    restated: moved?.figures?.length ?? null,
  };
}

function readBeside<T>(home: Home, loadId: string, name: string): T | null {
  const path = join(home.paths.loads, loadId, name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}
