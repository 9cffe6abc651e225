import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlName } from "./extractFiles.ts";
import { type GeneratePlanOptions, generatePlan } from "./generatePlan.ts";
import { readGenerateSteps } from "./generateSteps.ts";
import { measurePlan, type PlanFault, type PlanMeasure } from "./measurePlan.ts";

const folders: string[] = [];

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "planlens-generate-"));
  folders.push(folder);
  return folder;
}

async function fingerprint(options: Partial<GeneratePlanOptions>): Promise<Record<string, string>> {
  const outDir = await emptyFolder();
  await generatePlan({ employees: 2000, years: 1, seed: 5, ...options, outDir });
  const names = (await readdir(outDir)).sort();
  const digest = async (name: string) =>
    createHash("sha256")
      .update(await readFile(join(outDir, name)))
      .digest("hex");
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await digest(name)])));
}

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

describe("a generated plan of 2,000 employees and three years", () => {
  const plans: {
    files: Awaited<ReturnType<typeof generatePlan>>["files"];
    measures: PlanMeasure[];
    faults: PlanFault[];
  }[] = [];
  const folderOf: string[] = [];

  beforeAll(async () => {
    for (const seed of [1, 2, 3]) {
      const outDir = await emptyFolder();
      folderOf.push(outDir);
      const { files } = await generatePlan({ employees: 2000, years: 3, seed, outDir });
      plans.push({ files, ...(await measurePlan(outDir)) });
    }
  }, 240_000);

  it("lies in the published ranges over three seeds", () => {
    const misses = (plans[0]?.measures ?? []).flatMap(({ measure, low, high, judged }) => {
      if (low === null || high === null) return [];
      const values = plans.map((plan) => plan.measures.find((other) => other.measure === measure)?.value ?? Number.NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const judgedValues = judged === "mean" ? [mean] : values;
      return judgedValues.every((value) => value >= low && value <= high) ? [] : [{ measure, low, high, judgedValues }];
    });
    expect(misses).toEqual([]);
  });

  it("measures everything that has a range", async () => {
    const measured = new Set(
      plans[0]?.measures.filter((measure) => measure.low !== null).map(({ measure }) => measure),
    );
    const ranges = await readFile(new URL("../../queries/generate/measures/ranges.csv", import.meta.url), "utf8");
    expect(measured.size).toBe(ranges.trim().split("\n").length - 1);
  });

  it("shows nothing impossible, and every line's parts make its allowed amount", () => {
    expect(plans.flatMap((plan) => plan.faults).filter((fault) => fault.count !== 0)).toEqual([]);
    expect(plans[0]?.faults.length).toBeGreaterThan(35);
  });

  it("states the rows and amounts of each file in the control report beside it", async () => {
    const [folder = ""] = folderOf;
    const files = plans[0]?.files.filter((file) => Object.keys(file.amounts).length > 0) ?? [];
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const lines = (await readFile(join(folder, file.name), "utf8")).trim().split("\n");
      const [header = "", row = ""] = (await readFile(join(folder, controlName(file.name)), "utf8")).split("\n");
      const columns = header.split(",").slice(2);
      expect(row).toBe([file.name, lines.length - 1, ...columns.map((column) => sumOf(lines, column))].join(","));
    }
  });

  it("says that everyone is made up, and names nobody", async () => {
    const [folder = ""] = folderOf;
    expect(await readFile(join(folder, "README.txt"), "utf8")).toContain("No member, employer or provider is real");
    const header = (await readFile(join(folder, "eligibility.csv"), "utf8")).split("\n", 1)[0];
    expect(header).not.toMatch(/first_name|last_name|social_security|address|phone|email/);
  });
});

describe("the same seed", () => {
  it("gives the same bytes at any number of threads and in any portions, and another seed gives others", async () => {
    const plain = await fingerprint({ threads: 4 });
    expect(await fingerprint({ threads: 1, portion: 700 })).toEqual(plain);
    expect((await fingerprint({ seed: 6 }))["medical_claim.csv"]).not.toBe(plain["medical_claim.csv"]);
  }, 120_000);
});

describe("generatePlan", () => {
  it("leaves nothing behind when it is cancelled", async () => {
    const outDir = await emptyFolder();
    const abort = new AbortController();
    const work = generatePlan({
      employees: 2000,
      years: 1,
      seed: 1,
      outDir,
      signal: abort.signal,
      onProgress: ({ progress }) => {
        if (progress > 0.3) abort.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: "cancelled" });
    expect(await readdir(outDir)).toEqual([]);
  });

  it("refuses sizes out of range and folders with other people's files", async () => {
    const outDir = await emptyFolder();
    const options = { employees: 2000, years: 1, seed: 1, outDir };
    await expect(generatePlan({ ...options, employees: 10 })).rejects.toThrow("employees must be a whole number");
    await expect(generatePlan({ ...options, years: 11 })).rejects.toMatchObject({ code: "usage" });
    await expect(generatePlan({ ...options, seed: 0.5 })).rejects.toMatchObject({ code: "usage" });
    await writeFile(join(outDir, "medical_claim.csv"), "claim_id\n1\n");
    await expect(generatePlan(options)).rejects.toThrow("already holds medical_claim.csv");
    expect(await readFile(join(outDir, "medical_claim.csv"), "utf8")).toBe("claim_id\n1\n");
  });

  it("uses every rate of the settings, and no other", async () => {
    const sql = (await readGenerateSteps()).map((step) => step.sql).join("\n");
    const used = new Set([...sql.matchAll(/\brate\('([a-z_0-9]+)'\)/g)].map((match) => match[1]));
    const settings = await readFile(new URL("../../queries/generate/settings/rates.csv", import.meta.url), "utf8");
    const names = settings.trim().split("\n").slice(1);
    expect([...used].sort()).toEqual(names.map((line) => line.split(",", 1)[0]).sort());
  });
});

function sumOf(lines: string[], column: string): string {
  const [header = "", ...rows] = lines;
  const index = header.split(",").indexOf(column);
  const cents = rows.reduce((sum, row) => sum + BigInt((row.split(",")[index] ?? "").replace(".", "")), 0n);
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
