import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PlanlensError } from "../errors.ts";
import { ControlTotals, controlReport, type GeneratedFile } from "./controlReport.ts";
import { type GenerateStep, readGenerateSteps } from "./generateSteps.ts";
import { GeneratorEngine, type GeneratorRun } from "./generatorEngine.ts";
import { madeUpLine, planReadme } from "./planReadme.ts";

export interface GeneratePlanOptions {
  /** Contracts of the plan, 100 to 125,000; from 2,000 on it looks like a public plan. */
  employees: number;
  /** Plan years, 1 to 10. */
  years: number;
  seed: number;
  outDir: string;
  /** First plan year; by default the one that makes 2025 the last. */
  firstYear?: number;
  /** Threads of the engine; the files are the same for any number. */
  threads?: number;
  /** Employees made at a time, 4,000 unless given; memory follows this, the files do not depend on it. */
  portion?: number;
  onProgress?: (step: { progress: number; message: string }) => void;
  signal?: AbortSignal;
}

/** The plan that `npm start` shows. */
export const demonstrationPlan = { employees: 4000, years: 3, seed: 5, firstYear: 2023 };

/**
 * Writes the extracts of a made-up plan to `outDir`: eligibility, medical and pharmacy claims, a control report and a
 * README. The same options give the same bytes. Nothing is left behind if it fails or is cancelled.
 *
 * @throws PlanlensError `usage` for sizes out of range or a folder that holds other files of these names,
 * `cancelled` after `signal`.
 */
export async function generatePlan(options: GeneratePlanOptions): Promise<{ files: GeneratedFile[] }> {
  const run = checkedRun(options);
  const { outDir, signal, threads } = options;
  const steps = await readGenerateSteps();
  await mkdir(outDir, { recursive: true });
  await refuseForeignFiles(outDir, steps);
  const workFolder = await mkdtemp(join(outDir, ".generating-"));
  try {
    const engine = await GeneratorEngine.open(run, { threads, signal, spillFolder: join(workFolder, "spill") });
    try {
      const files = await writePortions(engine, steps, run, workFolder, options);
      await writeFile(join(workFolder, "control-report.csv"), controlReport(files));
      await writeFile(join(workFolder, "README.txt"), planReadme(run));
      for (const name of [...files.map((file) => file.name), "control-report.csv", "README.txt"]) {
        await rename(join(workFolder, name), join(outDir, name));
      }
      return { files };
    } finally {
      engine.close();
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function writePortions(
  engine: GeneratorEngine,
  steps: GenerateStep[],
  run: GeneratorRun,
  workFolder: string,
  { portion = 4000, onProgress }: GeneratePlanOptions,
): Promise<GeneratedFile[]> {
  const tables = steps.filter((step) => step.kind === "table");
  const extracts = steps.filter((step) => step.kind === "file");
  for (const step of steps.filter((step) => step.kind === "step")) await engine.runStep(step);

  const totals = new ControlTotals();
  for (let first = 1; first <= run.employees; first += portion) {
    const last = Math.min(run.employees, first + portion - 1);
    await engine.setVariables({ first_slot: first, last_slot: last });
    for (const [index, step] of tables.entries()) {
      const share = (index / tables.length) * (last - first + 1);
      const target = step.target.replaceAll("_", " ");
      onProgress?.({
        progress: (first - 1 + share) / run.employees,
        message: `Making ${target}, employees to ${last}`,
      });
      await engine.runStep(step);
    }
    for (const step of extracts) {
      const part = join(workFolder, "part.csv");
      await engine.writeCsv(step, part, first === 1);
      await pipeline(createReadStream(part), createWriteStream(join(workFolder, step.target), { flags: "a" }));
    }
    for (const row of await engine.rows("from control order by file")) totals.add(row);
  }
  onProgress?.({ progress: 1, message: "The extracts are written" });
  return totals.files();
}

function checkedRun({ employees, years, seed, firstYear = 2026 - years }: GeneratePlanOptions): GeneratorRun {
  within("employees", employees, 100, 125_000);
  within("years", years, 1, 10);
  within("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  within("first year", firstYear, 1990, 2100);
  return { employees, years, seed, firstYear };
}

function within(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new PlanlensError("usage", `${name} must be a whole number from ${low} to ${high}, not ${value}.`, {
      detail: { name, low, high },
    });
  }
}

async function refuseForeignFiles(outDir: string, steps: GenerateStep[]): Promise<void> {
  const readme = await readFile(join(outDir, "README.txt"), "utf8").catch(() => "");
  if (readme.startsWith(madeUpLine)) return;
  for (const { target } of steps.filter((step) => step.kind === "file")) {
    if (existsSync(join(outDir, target))) {
      throw new PlanlensError(
        "usage",
        `The folder already holds ${target}, which was not generated. Choose an empty folder.`,
      );
    }
  }
}
