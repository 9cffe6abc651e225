import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { isPlanlensError } from "../errors.ts";
import { changeLoad } from "../home/ledger.ts";
import { HomePlan } from "../homePlan.ts";
import { takeIn } from "../intake/takeIn.ts";
import { medicalCsv, medicalRow } from "../load/testing.ts";
import { warehousePath } from "./build.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-missing-"));
const plan = new HomePlan(join(dir, "home"));
const around = { now: () => new Date(0), signal: new AbortController().signal };

afterAll(async () => {
  await plan.close();
  rmSync(dir, { recursive: true, force: true });
});

it("a load that was taken away by hand is named, and nothing is built without it", async () => {
  const path = join(dir, "claims.csv");
  writeFileSync(path, medicalCsv([medicalRow()]));
  const { rehearsal } = await takeIn(plan, { paths: [path], force: false, actor: "test" }, around);
  const { manifest } = rehearsal;
  rmSync(warehousePath(plan.home, plan.digest() ?? ""));
  const folder = join(plan.home.paths.loads, manifest.load_id);
  const refusal = async () => {
    const error = await plan.build().catch((thrown: unknown) => thrown);
    if (!isPlanlensError(error)) throw error;
    return [error.code, error.message];
  };
  rmSync(join(folder, "medical_claim.parquet"));
  expect(await refusal()).toEqual([
    "bad-home",
    `medical_claim.parquet of load 1 is no longer in the home: loads/${manifest.load_id} was moved or deleted. Put it back from a backup, or withdraw the load with: planlens undo 1`,
  ]);
  rmSync(folder, { recursive: true });
  expect((await refusal())[1]).toMatch(/^Load 1 is no longer in the home: loads\//);
  await expect(plan.loads()).rejects.toThrow("A load is no longer in the home");
  await changeLoad(plan.home, 1, "withdrawn", { actor: "test", at: "2026-01-01T00:00:00Z" });
  await expect(plan.build()).resolves.toHaveProperty("digest");
});
