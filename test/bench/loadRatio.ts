import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { interleaved } from "./measure.ts";

/** Load of a CSV with every row-level check, against the engine reading it as text into memory; each run a fresh process. */
export async function loadRatio(file: string, rounds: number) {
  const once = (how: "planlens" | "text") => async () => {
    const args = ["--import", "tsx", join(import.meta.dirname, "loadOnce.ts"), how, file];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  };
  const { a, b } = await interleaved(once("planlens"), once("text"), rounds);
  return { megabytes: statSync(file).size / 1e6, planlens: a, text: b, ratio: a / b, budget: 2.2 };
}
