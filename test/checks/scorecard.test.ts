import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loads } from "../../server/commands/loads.ts";
import { scorecard as command } from "../../server/commands/scorecard.ts";
import { openHome } from "../../server/home/home.ts";
import { acceptLoad } from "../../server/home/ledger.ts";
import { runChecks } from "../../server/load/checks/runChecks.ts";
import { scorecard } from "../../server/load/checks/scorecard.ts";
import { Bench, medicalCsv, medicalRow } from "../../server/load/testing.ts";
import { openEngine, withConnection } from "../../server/warehouse/engine.ts";

describe("the scorecard", () => {
  const bench = new Bench();
  const dir = join(bench.dir, "home");

  /** Takes a file in as a load, with what its checks say beside it. */
  async function accept(name: string, rows: string[], at: string): Promise<void> {
    const { manifest, stagingDir } = await bench.load(bench.write(name, medicalCsv(rows)), { force: true });
    const staged = { medical_claim: join(stagingDir, "medical_claim.parquet") };
    const engine = await openEngine(":memory:", { threads: 1 });
    const checks = await withConnection(engine, (connection) =>
      runChecks({ connection, staged, files: manifest.files, held: [] }),
    );
    engine.closeSync();
    writeFileSync(join(stagingDir, "checks.json"), JSON.stringify(checks));
    await acceptLoad(openHome(dir), stagingDir, { loadId: manifest.load_id, actor: "test", at });
  }

  async function run(which: typeof command, argv: string[]): Promise<string> {
    const heard: string[] = [];
    const around = {
      out: (text: string | Uint8Array) => void heard.push(String(text)),
      say: (text: string) => void heard.push(text),
      now: () => new Date(0),
      signal: new AbortController().signal,
    };
    await which.run([...argv, "--home", dir], around);
    return heard.join("\n");
  }

  beforeAll(async () => {
    mkdirSync(dir, { recursive: true });
    await accept("clean.csv", [medicalRow()], "2024-02-10T00:00:00.000Z");
    const bad = [
      medicalRow({ claim_id: "C2", paid_amount: "180.00" }),
      medicalRow({ claim_id: "=cmd|' /C calc'!A0", paid_amount: "-7.50", claim_start_date: "soon" }),
      medicalRow({ claim_line_number: "", person_id: "P4" }),
    ];
    await accept("dirty.csv", bad, "2024-03-10T00:00:00.000Z");
  });

  afterAll(() => bench.close());

  it("has each load with its grade and what its checks found, the newest first", () => {
    const { vendors } = scorecard(openHome(dir));
    const [dirty, clean] = vendors[0]?.loads ?? [];
    expect(vendors.length).toBe(1);
    expect(dirty).toMatchObject({ number: 2, rows: 3, rejected: 2, grade: "F" });
    expect(dirty?.findings.map(({ check }) => check)).toEqual([
      "most-rows-rejected",
      "dates-unreadable",
      "paid-over-allowed",
    ]);
    expect(clean).toMatchObject({ number: 1, grade: "A", findings: [], rows: 1 });
    expect(clean?.judged).toBeGreaterThan(20);
  });

  it("is printed with the findings of the newest load and the way to their rows", async () => {
    const text = await run(command, []);
    expect(text).toMatch(/Load +Accepted +State/);
    expect(text).toContain("warn, paid-over-allowed: 1 of 1 row pays more than the plan allows: $180.00 paid on it.");
    expect(text).toContain("planlens loads --findings 2 --check most-rows-rejected");
    expect(text).toContain("F  a check says that the file cannot be right");
    expect(JSON.parse(await run(command, ["--json"])).vendors[0].loads.length).toBe(2);
  });

  it("leads to the rows behind a finding", async () => {
    expect(await run(loads, ["--findings", "2", "--check", "paid-over-allowed"])).toMatch(
      /^dirty\.csv \(medical_claim\), line 2: claim_id=C2, .*paid_amount=180\.00/,
    );
    expect(JSON.parse(await run(loads, ["--findings", "1", "--json"]))).toEqual({ load: 1, findings: [] });
    await expect(run(loads, ["--findings", "2", "--check", "nothing"])).rejects.toThrow(/There is no check nothing/);
  });

  it("has the rejected rows written out with their reasons, and no formula that a spreadsheet would run", async () => {
    const path = join(bench.dir, "rejects.csv");
    await run(loads, ["--rejects", "2", "--out", path]);
    const [header, first, second, end] = readFileSync(path, "utf8").split("\r\n");
    expect(header).toMatch(/^rejected_from,rejected_line,rejected_because,claim_id,claim_line_number,/);
    expect(first).toMatch(
      /^dirty\.csv,3,claim_start_date: not a date written YYYY-MM-DD,'=cmd\|' \/C calc'!A0,1,.*,-7\.50,/,
    );
    expect(second).toMatch(/^dirty\.csv,4,claim_line_number: empty,C1,/);
    expect(end).toBe("");
    await expect(run(loads, ["--rejects", "2", "--out", path])).rejects.toThrow(/There is a file of that name already/);
    await expect(run(loads, ["--rejects", "1", "--out", `${path}2`])).rejects.toThrow(/rejected no row/);
  });
});
