import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Envelope } from "../../server/reports/envelope.ts";
import { planlens, shared, tempDir } from "./commandLine.ts";

const tuva = join(shared, "data", "tuva");
const folder = tempDir();

async function envelope(home: string, ...args: string[]): Promise<Envelope> {
  const { code, out, err } = await planlens(["report", ...args, "--format", "json", "--home", home]);
  expect(code, err).toBe(0);
  return JSON.parse(out) as Envelope;
}

function cell({ columns, rows, totals }: Envelope, row: string | "total", column: string) {
  const cells = row === "total" ? totals : rows.find((each) => each[0] === row);
  return cells?.[columns.findIndex((each) => each.name === column)];
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(tuva))("the Tuva integration extract (needs ../shared)", () => {
  const home = join(folder, "ten");
  let loaded: Awaited<ReturnType<typeof planlens>>;

  beforeAll(async () => {
    loaded = await planlens(["load", join(tuva, "integration-10-members"), "--home", home, "--json"]);
  });

  it("loads whole, with sums equal to the files' to the cent and the unread files named", () => {
    expect(loaded.code, loaded.err).toBe(0);
    const { tables, unread } = JSON.parse(loaded.out);
    expect([tables.medical_claim.loaded, tables.pharmacy_claim.loaded, tables.eligibility.loaded]).toEqual([
      2075, 291, 31,
    ]);
    expect(unread.map((each: { name: string }) => each.name).sort()).toEqual([
      "appointment_seed.csv",
      "immunization_seed.csv",
      "lab_result_seed.csv",
      "observation_seed.csv",
    ]);
    expect(tables.medical_claim.totals.paid_amount.sum).toBe("163818.97");
    expect(tables.medical_claim.totals.allowed_amount).toMatchObject({ sum: "96643.28", given: 1575, notGiven: 500 });
    expect(tables.pharmacy_claim.totals.paid_amount.sum).toBe("45827.28");
    expect(tables.pharmacy_claim.totals.allowed_amount.sum).toBe("84560.97");
  });

  it("ties every report that shows dollars to those sums", async () => {
    for (const id of ["cost-by-category", "cost-by-month", "cost-by-service"]) {
      const report = await envelope(home, id, "--period", "2014-01..2018-12");
      expect([id, cell(report, "total", "paid"), cell(report, "total", "allowed")]).toEqual([
        id,
        "209646.25",
        "181204.25",
      ]);
    }
    const incurred = await envelope(home, "incurred-paid", "--period", "2014-01..2018-12");
    expect(JSON.stringify(incurred.totals)).toContain("209646.25");
    const pharmacy = await envelope(home, "pharmacy", "--period", "2014-01..2018-12");
    expect([cell(pharmacy, "total", "paid"), cell(pharmacy, "total", "allowed")]).toEqual(["45827.28", "84560.97"]);
  });

  it("says that 500 lines give no allowed amount, and that the medical lines give no paid date", async () => {
    const report = await envelope(home, "cost-by-category", "--period", "2014-01..2018-12");
    expect(report.meta.footnotes.join(" ")).toMatch(/500 lines/);
    const paid = await envelope(home, "cost-by-category", "--period", "2014-01..2018-12", "--basis", "paid");
    expect(paid.meta.footnotes.join(" ")).toMatch(/2,075 lines.*no paid date|no paid date.*2,075 lines/);
  });

  it("refuses the same files again, unless forced", async () => {
    const again = await planlens(["load", join(tuva, "integration-10-members"), "--home", home]);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/Already loaded: .*medical_claim_seed\.csv \(load 1\)/);
  });

  it("comes back as it was after undo and load", async () => {
    const before = (await envelope(home, "cost-by-category")).meta.digest;
    expect((await planlens(["undo", "1", "--home", home])).code).toBe(0);
    const empty = await planlens(["report", "cost-by-category", "--home", home]);
    expect([empty.code, empty.err]).toEqual([1, expect.stringMatching(/Nothing has been loaded yet/)]);
    expect((await planlens(["load", join(tuva, "integration-10-members"), "--home", home])).code).toBe(0);
    expect((await envelope(home, "cost-by-category")).meta.digest).toBe(before);
  });

  it("says what a load would do without doing it", async () => {
    const unborn = join(folder, "unborn");
    const rehearsed = await planlens([
      "load",
      join(tuva, "integration-10-members"),
      "--home",
      unborn,
      "--dry-run",
      "--json",
    ]);
    expect(rehearsed.code, rehearsed.err).toBe(0);
    expect(JSON.parse(rehearsed.out)).toMatchObject({ dryRun: true, number: null });
    expect(existsSync(unborn)).toBe(false);
  });
});

describe.skipIf(!existsSync(tuva))("the Tuva demonstration extract (needs ../shared)", () => {
  it("keeps 4,505 fills and $724,691.36 that found no enrollment", async () => {
    const home = join(folder, "thousand");
    const loaded = await planlens(["load", join(tuva, "demo-1000-members"), "--home", home, "--json"]);
    expect(loaded.code, loaded.err).toBe(0);
    const report = await envelope(home, "cost-by-category", "--period", "2014-01..2018-12");
    expect([cell(report, "No enrollment found", "lines"), cell(report, "No enrollment found", "paid")]).toEqual([
      4505,
      "724691.36",
    ]);
    expect(cell(report, "total", "paid")).toBe("2010150.94");
  });
});
