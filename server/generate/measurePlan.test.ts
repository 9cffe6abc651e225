import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePlan } from "./generatePlan.ts";
import { measurePlan, type PlanFault, type PlanMeasure } from "./measurePlan.ts";
import { measuresFolder } from "./measurePlanReading.ts";

describe("generated plans of 2,500 employees and three years", () => {
  const seeds = [1, 2, 3];
  const plans: { measures: PlanMeasure[]; faults: PlanFault[] }[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "planlens-measure-"));
    for (const seed of seeds) {
      const outDir = join(folder, String(seed));
      await generatePlan({ employees: 2500, years: 3, seed, outDir });
      plans.push(await measurePlan(outDir));
      await rm(outDir, { recursive: true });
    }
  }, 240_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("lie in the published ranges", () => {
    const misses = (plans[0]?.measures ?? []).flatMap(({ measure, low, high, judged, source }) => {
      if (low === null || high === null) return [];
      const values = plans.map((plan) => plan.measures.find((other) => other.measure === measure)?.value ?? Number.NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const judgedValues = judged === "mean" ? [mean] : values;
      const lies = judgedValues.every((value) => value >= low && value <= high);
      return lies ? [] : [{ measure, low, high, judgedValues, source }];
    });
    expect(misses).toEqual([]);
  });

  it("are measured in everything that has a range, and every range has a source", async () => {
    const measured = plans[0]?.measures.filter((measure) => measure.low !== null) ?? [];
    const ranges = (await readFile(new URL("ranges.csv", measuresFolder), "utf8")).trim().split("\n");
    expect(new Set(measured.map(({ measure }) => measure)).size).toBe(ranges.length - 1);
    expect(measured.filter(({ source, judged }) => !source || !["each", "mean"].includes(judged ?? ""))).toEqual([]);
  });

  it("show nothing impossible", () => {
    const shown = plans.map(({ faults }) => faults.filter(({ count }) => count !== 0));
    expect(shown).toEqual(seeds.map(() => []));
    expect(plans[0]?.faults.length).toBeGreaterThan(55);
  });
});
