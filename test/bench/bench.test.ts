import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { benchOptions } from "./options.ts";
import type { Results } from "./result.ts";
import { nodeArgs } from "./watched.ts";

const folder = mkdtempSync(join(tmpdir(), "planlens-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the bench", () => {
  it("runs on a tiny plan and leaves its table and its numbers", () => {
    const [json, out] = [join(folder, "results.json"), join(folder, "RESULTS.md")];
    const size = ["--employees", "200", "--years", "1", "--rounds", "1"];
    const only = "generate,load,load-ratio,landing,overhead,cancel,memory,scenario";
    const { status, stderr } = spawnSync(
      process.execPath,
      [...nodeArgs, join(import.meta.dirname, "bench.ts"), ...size, "--only", only, "--json", json, "--out", out],
      { encoding: "utf8" },
    );
    expect(status, stderr).toBe(0);
    const { measured, plan } = JSON.parse(readFileSync(json, "utf8")) as Results;
    expect([...new Set(measured.map((each) => each.part))].sort()).toEqual(only.split(",").sort());
    expect(plan?.lines).toBeGreaterThan(1000);
    expect(measured.filter((each) => each.part === "overhead").length).toBeGreaterThan(15);
    const text = readFileSync(out, "utf8");
    expect(text).toContain("## Load and full build");
    expect(text).toMatch(/A plan year under another plan design \| not measured \| 200 ms \| {2}\| not built yet/);
  }, 180_000);

  it("refuses a part that it does not know, and a size that is none", () => {
    expect(() => benchOptions(["--only", "landing,nonsense"])).toThrow(/no part nonsense/);
    expect(() => benchOptions(["--employees", "many"])).toThrow(/whole number/);
  });
});
