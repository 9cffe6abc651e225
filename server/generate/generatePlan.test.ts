import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHome } from "../home/home.ts";
import { controlName } from "./extractFiles.ts";
import { type GeneratedPlan, type GeneratePlanOptions, generatePlan, largestPlan } from "./generatePlan.ts";
import { readGenerateSteps } from "./generateSteps.ts";

const folders: string[] = [];

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "planlens-generate-"));
  folders.push(folder);
  return folder;
}

async function fingerprint(options: Partial<GeneratePlanOptions>): Promise<Record<string, string>> {
  const outDir = await emptyFolder();
  await generatePlan({ employees: 1500, years: 1, seed: 5, ...options, outDir });
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const names = entries
    .flatMap((entry) => (entry.isFile() ? relative(outDir, join(entry.parentPath, entry.name)) : []))
    .sort();
  const digest = async (name: string) =>
    createHash("sha256")
      .update(await readFile(join(outDir, name)))
      .digest("hex");
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await digest(name)])));
}

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

describe("the files of a generated plan", () => {
  let outDir: string;
  let files: GeneratedPlan["files"];

  beforeAll(async () => {
    outDir = await emptyFolder();
    ({ files } = await generatePlan({ employees: 500, years: 2, seed: 1, outDir }));
  }, 60_000);

  it("are counted and added up in the control report beside each", async () => {
    const controlled = files.filter((file) => !file.name.startsWith("answer-key"));
    expect(controlled.length).toBeGreaterThan(80);
    for (const file of controlled) {
      const lines = (await readFile(join(outDir, file.name), "utf8")).trim().split("\n");
      const [header = "", row = ""] = (await readFile(join(outDir, controlName(file.name)), "utf8")).split("\n");
      const columns = header.split(",").slice(2);
      expect(row).toBe([file.name, lines.length - 1, ...columns.map((column) => sumOf(lines, column))].join(","));
    }
  });

  it("say that everyone is made up, and name nobody", async () => {
    expect(await readFile(join(outDir, "README.txt"), "utf8")).toContain("No member, employer or provider is real");
    const eligibility = files.filter(({ name }) => name.startsWith("eligibility_"));
    expect(eligibility.length).toBeGreaterThan(24);
    for (const { name } of eligibility) {
      const header = (await readFile(join(outDir, name), "utf8")).split("\n", 1)[0];
      expect(header).not.toMatch(/first_name|last_name|social_security|address|phone|email/);
    }
  });
});

describe("the same seed", () => {
  it("gives the same bytes at any number of threads and in any portions, and another seed gives others", async () => {
    const plain = await fingerprint({ threads: 4 });
    expect(await fingerprint({ threads: 1, portion: 700 })).toEqual(plain);
    const name = "first-administrator_medical_2025-03.csv";
    expect(plain[name]).toBeDefined();
    expect((await fingerprint({ seed: 6 }))[name]).not.toBe(plain[name]);
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
    await expect(generatePlan({ ...options, employees: largestPlan + 1 })).rejects.toMatchObject({ code: "usage" });
    await expect(generatePlan({ ...options, years: 11 })).rejects.toMatchObject({ code: "usage" });
    await expect(generatePlan({ ...options, seed: 0.5 })).rejects.toMatchObject({ code: "usage" });
    const name = "pharmacy_claim_2025-02.csv";
    await writeFile(join(outDir, name), "claim_id\n1\n");
    await expect(generatePlan(options)).rejects.toThrow(`already holds ${name}`);
    expect(await readFile(join(outDir, name), "utf8")).toBe("claim_id\n1\n");
  });

  it("replaces an earlier made-up plan, refuses a home and what lies in it, and what is no folder", async () => {
    const outDir = await emptyFolder();
    const options = { employees: 150, years: 2, seed: 1, outDir };
    await generatePlan(options);
    expect(await readdir(outDir)).toContain("pharmacy_claim_2024-02.csv");
    await generatePlan({ ...options, years: 1 });
    expect(await readdir(outDir)).not.toContain("pharmacy_claim_2024-02.csv");
    const home = openHome(join(await emptyFolder(), "home"));
    await expect(generatePlan({ ...options, outDir: home.dir })).rejects.toMatchObject({ code: "usage" });
    await expect(generatePlan({ ...options, outDir: join(home.paths.loads, "x") })).rejects.toMatchObject({
      code: "usage",
    });
    const killed = await emptyFolder();
    await mkdir(join(killed, ".generating-abc123"));
    await generatePlan({ ...options, years: 1, outDir: killed });
    expect(await readdir(killed)).not.toContain(".generating-abc123");
    const file = join(outDir, "README.txt");
    await expect(generatePlan({ ...options, outDir: file })).rejects.toMatchObject({ code: "unwritable-file" });
  }, 60_000);

  it("keeps the numbers of the largest plan apart: persons, claims, and lines as the cost share reads them", () => {
    const person = (BigInt(largestPlan) * 16n + 15n) * 32n + 31n;
    const claim = (((person * 64n + 63n) * 16n + 15n) * 256n + 255n) * 8n + 7n;
    expect(person).toBeLessThan(99_999_989n);
    expect(claim).toBeLessThan(149_999_999_999_977n);
    expect(claim * 60_961n).toBeLessThan(2n ** 63n);
    expect(claim * 64n + 63n).toBeLessThan(2n ** 53n);
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

it("plants nothing where nothing is asked for, and goes on as ever", async () => {
  const outDir = await emptyFolder();
  const { files } = await generatePlan({ employees: 100, years: 1, seed: 1, planted: "none", outDir });
  const senders = new Set(files.map(({ name }) => name.split("_")[0]));
  expect(senders).toContain("first-administrator");
  expect(senders).not.toContain("second-administrator");
  const key = JSON.parse(await readFile(join(outDir, "answer-key.json"), "utf8"));
  expect(key).toMatchObject({ planted: false, million_dollar_member: [], emergency_copay: [] });
}, 60_000);
