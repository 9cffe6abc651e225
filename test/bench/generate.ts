import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Measured } from "./result.ts";
import { watchPlanlens } from "./watched.ts";

export interface PlanSize {
  employees: number;
  years: number;
  seed: number;
}

/** The plan's extracts, written by the command line. */
export async function generate({ employees, years, seed }: PlanSize, extracts: string): Promise<Measured[]> {
  const size = ["--employees", String(employees), "--years", String(years), "--seed", String(seed)];
  const { phases } = await watchPlanlens(["generate", ...size, "--out", extracts]);
  const [all] = phases;
  const note = `${(rowsOf(extracts) / 1e6).toFixed(1)} million rows, ${(bytesOf(extracts) / 1e9).toFixed(1)} GB; once`;
  return [
    { part: "generate", what: "Time", unit: "s", measured: (all?.ms ?? 0) / 1000, budget: 300, note },
    {
      part: "generate",
      what: "Peak memory",
      unit: "MB",
      measured: all?.peakMB ?? null,
      budget: 6000,
      note: "children included",
    },
  ];
}

/** Rows of all extracts, as their control reports say. */
export function rowsOf(extracts: string): number {
  const reports = readdirSync(extracts).filter((name) => name.endsWith(".control.csv"));
  return reports.reduce((sum, name) => {
    const [head = "", line = ""] = readFileSync(join(extracts, name), "utf8").split(/\r?\n/);
    return sum + Number(line.split(",")[head.split(",").indexOf("rows")] ?? 0);
  }, 0);
}

function bytesOf(extracts: string): number {
  return readdirSync(extracts).reduce((sum, name) => sum + statSync(join(extracts, name)).size, 0);
}
