import { mkdirSync, mkdtempSync } from "node:fs";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import { writeDirt } from "./dirt/writeDirt.ts";
import { ExtractFiles, type GeneratedFile } from "./extractFiles.ts";
import { finishPlan } from "./finishPlan.ts";
import { readGenerateSteps } from "./generateSteps.ts";
import type { GeneratorRun } from "./generatorEngine.ts";
import { prepareOutFolder, removeEarlier } from "./outFolder.ts";
import { planReadme } from "./planReadme.ts";
import { makePortions } from "./portions.ts";

export interface GeneratePlanOptions {
  /** Contracts of the plan, 100 to 130,000; from 2,000 on it looks like a public plan. */
  employees: number;
  /** Plan years, 1 to 10. */
  years: number;
  seed: number;
  outDir: string;
  /** First plan year; by default the one that makes 2025 the last. */
  firstYear?: number;
  /**
   * `none` plants no event: no other administrator, no rise of the emergency copay, no drug that grows, no member over a
   * million dollars. Prices, use and people go on as ever, with their trends and seasons.
   */
  planted?: "all" | "none";
  /** Cores to keep busy, by default all; the files are the same for any number. */
  threads?: number;
  /** Employees made at a time, 2,500 unless given; memory follows this, the files do not depend on it. */
  portion?: number;
  onProgress?: (step: { progress: number; message: string }) => void;
  signal?: AbortSignal;
}

export interface GeneratedPlan {
  files: GeneratedFile[];
}

/** Employees beyond which the numbers of claims and their lines would no longer be one to one. */
export const largestPlan = 130_000;

/** The plan that `npm start` shows. */
export const demonstrationPlan = { employees: 4000, years: 3, seed: 5, firstYear: 2023 };

/**
 * Writes the extracts of a made-up plan to `outDir` as vendors send them, month by month with control reports, and an
 * answer key of what was planted. The same options give the same bytes. Nothing is left behind if it fails or is
 * cancelled, and an earlier made-up plan in the folder is replaced only when the new one is whole.
 *
 * @throws PlanlensError `usage` for sizes out of range or a folder with other files, `unwritable-file`, `cancelled`
 * after `signal`.
 */
export async function generatePlan(options: GeneratePlanOptions): Promise<GeneratedPlan> {
  const run = checkedRun(options);
  const { outDir, signal, onProgress, threads = availableParallelism(), portion = 2500 } = options;
  const steps = await readGenerateSteps();
  const templates = steps.filter(({ kind }) => kind === "file" || kind === "finish file").map(({ target }) => target);
  const { earlier } = prepareOutFolder(outDir, templates);
  const work = mkdtempSync(join(outDir, ".generating-"));
  try {
    const ready = join(work, "ready");
    mkdirSync(ready);
    const files = new ExtractFiles(ready);
    await makePortions({ run, steps, files, work, lanes: threads + 1, portion, onProgress, signal });
    onProgress?.({ progress: 0.97, message: "Writing the plan's own files" });
    const sections = await finishPlan({ run, steps, files, work, signal });
    await files.writeControlReports();
    const key = { madeUp: true, ...run, ...sections, dirt: await writeDirt(ready) };
    await writeFile(join(ready, "answer-key.json"), `${JSON.stringify(key, null, 2)}\n`);
    await writeFile(join(ready, "README.txt"), planReadme(run));
    removeEarlier(outDir, earlier);
    for (const name of await readdir(ready)) await rename(join(ready, name), join(outDir, name));
    onProgress?.({ progress: 1, message: "The extracts are written" });
    return { files: files.list() };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function checkedRun({
  employees,
  years,
  seed,
  firstYear = 2026 - years,
  planted = "all",
}: GeneratePlanOptions): GeneratorRun {
  within("employees", employees, 100, largestPlan);
  within("years", years, 1, 10);
  within("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  within("first year", firstYear, 1990, 2100);
  return { employees, years, seed, firstYear, ...(planted === "none" && { planted: false as const }) };
}

function within(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new PlanlensError("usage", `${name} must be a whole number from ${low} to ${high}, not ${value}.`, {
      detail: { name, low, high },
    });
  }
}
