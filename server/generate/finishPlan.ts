import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ExtractFiles } from "./extractFiles.ts";
import type { GenerateStep } from "./generateSteps.ts";
import { GeneratorEngine, type GeneratorRun } from "./generatorEngine.ts";

/** After all portions: the plan's own files, and the answer key's sections, from what the portions kept. */
export async function finishPlan(options: {
  run: GeneratorRun;
  steps: GenerateStep[];
  files: ExtractFiles;
  work: string;
  signal?: AbortSignal;
}): Promise<Record<string, unknown>> {
  const { run, steps, files, work, signal } = options;
  const engine = await GeneratorEngine.open(run, { signal, spillFolder: join(work, "spill") });
  try {
    await engine.setVariables({ first_slot: 1, last_slot: run.employees });
    for (const { target } of steps.filter(({ kind }) => kind === "total")) {
      const folder = join(work, "totals", target);
      const names = (await readdir(folder)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
      await engine.gather(
        target,
        names.map((name) => join(folder, name)),
      );
    }
    const key: Record<string, unknown> = {};
    for (const step of steps) {
      if (step.kind === "step" || step.kind === "finish") await engine.make(step);
      else if (step.kind === "key") {
        const rows = await engine.section(step);
        key[step.target] = step.one ? (rows[0] ?? null) : rows;
      } else if (step.kind === "finish file") {
        const path = join(work, "finish.csv");
        const parts = await engine.fileParts(step);
        await engine.writeRows(step, path);
        await files.append(path, parts, { header: await engine.header(step), amounts: step.amounts });
      }
    }
    return key;
  } finally {
    engine.close();
  }
}
