import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatePlan } from "../../server/generate/generatePlan.ts";
import { foundRowsOf } from "../../server/load/checks/checkRows.ts";
import { type CheckResult, type HeldLoad, runChecks } from "../../server/load/checks/runChecks.ts";
import { compareControl } from "../../server/load/control/compareControl.ts";
import { prepareLoad } from "../../server/load/load.ts";
import type { Manifest } from "../../server/load/manifest.ts";
import { openEngine } from "../../server/warehouse/engine.ts";

/** What is planted, and the checks that find it. */
const planted: Record<string, [string, string][]> = {
  duplicate: [["paid-twice", "medical_claim"]],
  after_termination: [
    ["paid-without-coverage", "medical_claim"],
    ["filled-without-coverage", "pharmacy_claim"],
  ],
  wrong_copay: [["copay-not-as-designed", "medical_claim"]],
  medicare_primary: [["medicare-paid-as-primary", "medical_claim"]],
  orphan: [
    ["person-unknown", "medical_claim"],
    ["person-unknown", "pharmacy_claim"],
  ],
};

/** What else the checks say of a plan that is as it should be, and why. */
const others: Record<string, string> = {
  "retroactive-termination eligibility":
    "departures, divorces and unpaid premiums that the enrollment learns late are planted as well",
  "last-month-thin pharmacy_claim": "fills stop with the plan year, and the month after pays only for its last days",
};

describe("the checks of a made-up plan", () => {
  const dir = mkdtempSync(join(tmpdir(), "planlens-planted-"));
  const extracts = join(dir, "extracts");
  const stagingDir = join(dir, "staged");
  let engine: DuckDBInstance;
  let connection: DuckDBConnection;
  let manifest: Manifest;
  let results: CheckResult[];
  let staged: Record<string, string>;

  beforeAll(async () => {
    await generatePlan({ employees: 800, years: 2, seed: 5, firstYear: 2021, outDir: extracts });
    mkdirSync(stagingDir);
    const names = readdirSync(extracts).filter((name) => /\.csv$/.test(name) && !/control|answer-key/.test(name));
    const paths = names.map((name) => join(extracts, name));
    ({ manifest } = await prepareLoad({ paths, stagingDir, threads: 2 }));
    staged = Object.fromEntries(
      Object.keys(manifest.tables).map((table) => [table, join(stagingDir, `${table}.parquet`)]),
    );
    engine = await openEngine(":memory:", { threads: 2 });
    connection = await engine.connect();
    results = await runChecks({ connection, staged, files: manifest.files, held: [] });
  }, 240_000);

  afterAll(() => {
    connection?.closeSync();
    engine?.closeSync();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each(Object.keys(planted))("find every planted line of the kind %s, and no other", async (kind) => {
    const key = readFileSync(join(extracts, "answer-key-claims.csv"), "utf8")
      .split("\n")
      .map((line) => line.split(","))
      .filter(([of]) => of === kind)
      .map(([, claim, line, source]) => [claim, line, source].join(" "));
    const found: string[] = [];
    for (const [check, table] of planted[kind] ?? []) {
      const rows = await foundRowsOf({ connection, check, staged, files: manifest.files, held: [], limit: 100_000 });
      const own = rows.filter((row) => row.table === table).map(({ values }) => values);
      found.push(...own.map((row) => [row.claim_id, row.claim_line_number, row.data_source].join(" ")));
    }
    expect(key.length).toBeGreaterThanOrEqual(5);
    expect(found.sort()).toEqual(key.sort());
  });

  it("find nothing else but what is listed here with its reason", () => {
    const expected = new Set(Object.values(planted).flatMap((checks) => checks.map((pair) => pair.join(" "))));
    const found = results.filter((result) => result.found).map(({ check, table }) => `${check} ${table}`);
    expect(found.filter((each) => !expected.has(each) && !others[each])).toEqual([]);
    expect(results.length).toBeGreaterThan(150);
  });

  it("are beside control reports that agree to the row and to the cent", () => {
    const names = readdirSync(extracts).filter((name) => name.endsWith(".control.csv"));
    const figures = compareControl({ manifest, controls: names.map((name) => ({ name, path: join(extracts, name) })) });
    expect(figures.length).toBeGreaterThan(names.length);
    expect(figures.filter(({ difference }) => Number(difference) !== 0)).toEqual([]);
  });

  /** Of dirty files: the findings, where the dirt is one, and not only a way of writing that is read rightly. */
  const dirt: Record<string, string[]> = {
    "ids-in-scientific-notation.csv": ["ids-in-scientific-notation"],
    "sent-twice-lines.csv": ["same-line-twice"],
    "sent-twice-headers.csv": ["same-row-twice"],
    "retroactive-changes.csv": ["retroactive-termination"],
  };

  it("find what is wrong in dirty files, and the rest is read with the rows and dollars of the answer key", async () => {
    const key = JSON.parse(readFileSync(join(extracts, "answer-key.json"), "utf8")).dirt as Dirt[];
    const wrong: unknown[] = [];
    for (const { file, rows, totals, wrong: planted } of key) {
      if (file === "invoice-plan-names.csv") continue;
      const load = await dirty([file]);
      const [table] = Object.values(load.manifest.tables);
      const kept = totals.paid_amount_kept ?? totals.paid_amount;
      const paid = /^(sent-twice|full-replacement-1|changed-ids-crosswalk)/.test(file) ? undefined : kept;
      const found = load.results.filter((result) => result.found).map(({ check }) => check);
      if (table?.rows !== rows) wrong.push([file, "rows", table?.rows]);
      if (table?.rejected !== (totals.rows_rejected ?? 0)) wrong.push([file, "rejected", table?.rejected]);
      if (paid !== undefined && table?.totals.paid_amount?.sum !== paid) wrong.push([file, "paid", table?.totals]);
      for (const check of dirt[file] ?? []) if (!found.includes(check)) wrong.push([file, check, found]);
      const twice = planted.find(({ what }) => what === "sent twice");
      const same = load.results.find(({ check, rows: count }) => /twice/.test(check) && count > 0);
      if (twice && same?.rows !== twice.rows.length) wrong.push([file, "sent twice", same]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("tell headers without lines and lines without headers, and a file that states an earlier one anew", async () => {
    const { results: both, manifest: of } = await dirty(["sent-twice-headers.csv", "sent-twice-lines.csv"]);
    const rows = (check: string) => both.find((each) => each.check === check)?.rows;
    const key = JSON.parse(readFileSync(join(extracts, "answer-key.json"), "utf8")).dirt as Dirt[];
    const { totals } = key.find(({ file }) => file === "sent-twice-lines.csv") ?? { totals: {} as Dirt["totals"] };
    expect([rows("header-without-lines"), rows("line-without-header")]).toEqual([
      totals.childless_headers,
      totals.orphan_lines,
    ]);
    expect(of.files.length).toBe(2);
    const first = await dirty(["full-replacement-1.csv"]);
    const second = await dirty(["full-replacement-2.csv"], [{ loadId: "first", number: 1, tables: first.staged }]);
    expect(second.results.find(({ check }) => check === "line-sent-before")).toMatchObject({ found: true });
  });

  /** Loads dirty files by the mapping that is proposed for them. */
  async function dirty(names: string[], held: HeldLoad[] = []) {
    const folder = mkdtempSync(join(dir, "dirt-"));
    const paths = names.map((name) => join(extracts, "dirt", name));
    const { manifest } = await prepareLoad({
      paths,
      stagingDir: folder,
      threads: 2,
      mapping: "proposed",
      onRejects: "keep",
    });
    const tables = Object.keys(manifest.tables);
    const staged = Object.fromEntries(tables.map((table) => [table, join(folder, `${table}.parquet`)]));
    const results = await runChecks({ connection, staged, files: manifest.files, held });
    return { manifest, staged, results };
  }
});

interface Dirt {
  file: string;
  rows: number;
  totals: Record<string, string | number | undefined>;
  wrong: { what: string; rows: number[] }[];
}
