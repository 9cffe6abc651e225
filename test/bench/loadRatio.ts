import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { interleaved } from "./measure.ts";
import type { Measured } from "./result.ts";
import { nodeArgs } from "./watched.ts";

const enough = 1e9;

/** Load of a vendor's medical files with every row-level check, against the engine reading them as text into memory. */
export async function loadRatio(extracts: string, rounds: number): Promise<Measured[]> {
  return ratio({ part: "load-ratio", what: "Medical claims", files: medicalFiles(extracts), rounds });
}

/** The two ways of reading in turn, each in a process of its own. */
export async function ratio(options: {
  part: string;
  what: string;
  files: string[];
  /** Path of a mapping to read them by. */
  mapping?: string;
  rounds: number;
}): Promise<Measured[]> {
  const { part, what, files, mapping, rounds } = options;
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  const once = (how: "planlens" | "text") => async () => {
    const args = [...nodeArgs, join(import.meta.dirname, "loadOnce.ts"), how, mapping ?? "", ...files];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  };
  const { a, b } = await interleaved(once("planlens"), once("text"), rounds);
  const note = `${megabytes.toFixed(0)} MB in ${files.length} files: ${(a / 1000).toFixed(1)} s against ${(b / 1000).toFixed(1)} s; ${rounds} rounds`;
  return [{ part, what, unit: "times", measured: a / b, budget: 2.2, note }];
}

/** The first administrator's files in order of month, up to a gigabyte. */
export function medicalFiles(extracts: string): string[] {
  const names = readdirSync(extracts).filter((name) => /medical.*\.csv$/.test(name) && !name.includes(".control."));
  const [first = ""] = names.sort();
  const vendor = first.replace(/\d{4}-\d{2}\.csv$/, "");
  const chosen: string[] = [];
  let bytes = 0;
  for (const name of names.filter((each) => each.startsWith(vendor))) {
    if (bytes > enough) break;
    bytes += statSync(join(extracts, name)).size;
    chosen.push(join(extracts, name));
  }
  return chosen;
}
