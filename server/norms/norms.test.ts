import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHome } from "../home/home.ts";
import { appendRecord } from "../home/records.ts";
import type { Cell, Column } from "../reports/envelope.ts";
import type { ColumnSpec } from "../reports/spec.ts";
import type { NormSet } from "./normSet.ts";
import { findNormSet, importNorms, normSets } from "./normSets.ts";
import { normNote, type ShownTable, withNorms } from "./withNorms.ts";

const dir = mkdtempSync(join(tmpdir(), "planlens-norms-"));
const home = openHome(dir);
let printed: NormSet;

beforeAll(async () => {
  printed = await findNormSet(home, "us-2015-kentucky");
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const measure = (over: Partial<Column>): Column => ({
  name: "allowed",
  label: "Allowed",
  role: "measure",
  type: "decimal",
  unit: "usd_pmpy",
  scale: 2,
  unitColumn: null,
  definition: "",
  of: null,
  compare: null,
  direction: "up-is-worse",
  hidden: false,
  ...over,
});
const key = measure({ name: "norm_key", role: "dimension", type: "text", unit: null, scale: null });
const byRow = [{ name: "allowed", norm_key_column: "norm_key" }] as unknown as ColumnSpec[];
const table = (rows: Cell[][], columns = [key, measure({})]): ShownTable => ({
  columns,
  rows,
  subtotals: [],
  totals: null,
});

describe("figures beside a norm", () => {
  const kentucky: Cell[][] = [
    ["allowed:medical", "4685.92"],
    ["allowed:pharmacy", "1492.12"],
    ["allowed:inpatient", "1332.70"],
  ];

  // Kentucky's report prints +5.98% and +27.36%, which are parts of the plan's own figure and not of the norm.
  it("takes the difference both ways, and says which", () => {
    const usual = withNorms(table(kentucky), byRow, printed, "norm");
    expect(usual.rows).toEqual([
      ["allowed:medical", "4685.92", "4405.60", "0.0636"],
      ["allowed:pharmacy", "1492.12", "1083.94", "0.3766"],
      ["allowed:inpatient", "1332.70", null, null],
    ]);
    const asPrinted = withNorms(table(kentucky), byRow, printed, "plan");
    expect(asPrinted.rows.map((row) => row[3])).toEqual(["0.0598", "0.2736", null]);
    expect(usual.columns.map(({ name, label, compare }) => [name, label, compare]).slice(2)).toEqual([
      ["allowed_norm", `Allowed: ${printed.title}`, "norm"],
      ["allowed_to_norm", "Allowed, to norm: (plan − norm) ÷ norm", "to-norm"],
    ]);
    expect(asPrinted.columns[3]?.label).toBe("Allowed, to norm: (plan − norm) ÷ plan");
    expect(normNote(usual, printed, "norm")).toMatch(/Apr 2014–Mar 2015; .*Compared as \(plan − norm\) ÷ norm/);
    expect(normNote(asPrinted, printed, "plan")).toContain("Compared as (plan − norm) ÷ plan");
  });

  it("takes a twelfth of a year's figure for a month's, and never dollars of employees for dollars of members", () => {
    const monthly = withNorms(
      table([["allowed:medical", "390.49"]], [key, measure({ unit: "usd_pmpm" })]),
      byRow,
      printed,
      "norm",
    );
    expect(monthly.rows).toEqual([["allowed:medical", "390.49", "367.13", "0.0636"]]);
    const other = withNorms(
      table([["allowed:medical", "390.49"]], [key, measure({ unit: "usd_pepm" })]),
      byRow,
      printed,
      "norm",
    );
    expect(other.columns).toHaveLength(2);
    expect(normNote(other, printed, "norm")).toContain("has none of the figures of this report");
  });

  it("keeps what is withheld withheld, and stands after the prior figure", () => {
    const columns = [key, measure({}), measure({ name: "allowed_prior", of: "allowed", compare: "prior" })];
    const shown = withNorms(table([["allowed:medical", null, "5003.60"]], columns), byRow, printed, "norm");
    expect(shown.columns.map(({ name }) => name)).toEqual([
      "norm_key",
      "allowed",
      "allowed_prior",
      "allowed_norm",
      "allowed_to_norm",
    ]);
    expect(shown.rows).toEqual([["allowed:medical", null, "5003.60", "4405.60", null]]);
  });

  it("gives the difference of two ratios in points", async () => {
    const book = await findNormSet(home, "book-2012");
    const specs = [{ name: "allowed", norm_key: "members_by_conditions:0" }] as unknown as ColumnSpec[];
    const shown = withNorms(table([["", "0.5700"]], [key, measure({ unit: "ratio", scale: 4 })]), specs, book, "plan");
    expect(shown.rows).toEqual([["", "0.5700", "0.6500", "-0.0800"]]);
    expect(shown.columns[3]).toMatchObject({ unit: "points", label: "Allowed, to norm: plan − norm" });
  });
});

describe("the sets of norms", () => {
  it("each have one population, period and source, and their shares come to the whole", async () => {
    const sets = await normSets(home);
    expect(sets.length).toBeGreaterThan(30);
    expect(sets.filter(({ source, year, population }) => !source || !year || !population)).toEqual([]);
    const hcci = await findNormSet(home, "hcci-2022");
    const shares = hcci.norms.filter((norm) => norm.key.startsWith("share_of_allowed:"));
    expect(shares.reduce((sum, { value }) => sum + Math.round(Number(value) * 1000), 0)).toBe(1000);
    const parts = hcci.norms.filter((norm) => norm.unit === "usd_pmpm");
    expect(parts.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0)).toBe(
      Math.round((6711 / 12) * 100),
    );
  });

  it("may be the plan's own, kept by version, before a published one of the same name", async () => {
    const csv = (value: string, more = "") => {
      const path = join(dir, "own.csv");
      const head = "set,title,key,measure,value,unit,per,population,year,period,source";
      const row = `peers,Peers,allowed:medical,Allowed,${value},usd_pmpy,member and year,Nine states,2025,2025,Survey of 2025`;
      writeFileSync(path, `${head}\n${row}\n${more}`);
      return path;
    };
    const by = { actor: "test", at: "2026-01-01T00:00:00Z" };
    await importNorms(home, csv("4000.00"), by);
    await importNorms(home, csv("4100.00"), by);
    expect(await findNormSet(home, "peers")).toMatchObject({ version: 2, seen: "own", norms: [{ value: "4100.00" }] });
    await expect(importNorms(home, csv("four thousand"), by)).rejects.toThrow(/peers cannot be read, row 1 .*value/);
    const mixed =
      "peers,Peers,allowed:pharmacy,Allowed,1,usd_pmpy,member and year,Ten states,2025,2025,Survey of 2025\n";
    await expect(importNorms(home, csv("1", mixed), by)).rejects.toThrow("differ in population");
    await appendRecord(home, { kind: "norm", id: "peers", ...by, body: null });
    await expect(findNormSet(home, "peers")).rejects.toThrow('There is no norm "peers". Norms: us-2015-kentucky');
  });
});
