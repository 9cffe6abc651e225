import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demonstrationPlan, generatePlan } from "../../server/generate/generatePlan.ts";
import { PlanReading } from "../../server/generate/measurePlanReading.ts";
import { LoadedPlan } from "../queries/loadedPlan.ts";
import { rowsOf } from "../queries/tinyPlan.ts";

/** The types of claim by which the report tells what the key does. */
const typeOfClaim: Record<string, string> = {
  inpatient: "Inpatient facility",
  outpatient: "Outpatient facility",
  professional: "Professional",
  infusion: "Drugs under the medical benefit",
  generic: "Generic drugs",
  brand: "Brand drugs",
  specialty: "Specialty drugs",
};

type Row = Record<string, unknown>;
type Key = Record<string, Row[]> & { administrator_change: Row; fund: Row };

/**
 * Student's t with 19 degrees of freedom, for the jackknife has twenty groups: beyond it lies one in a hundred of plans
 * whose 42 trends are all as planted.
 */
const oneInAHundredOf42 = 4.5;

/** What the extracts say of each planted truth, by SQL that knows the files alone, beside what the answer key says. */
describe.each([
  { name: "the demonstration plan", plan: demonstrationPlan },
  { name: "another seed", plan: { employees: 2500, years: 3, seed: 11, firstYear: 2023 } },
])("the answer key of $name", ({ plan }) => {
  let folder: string;
  let extracts: PlanReading;
  let key: Key;
  /** The extracts as anybody loads them, for what the reports find in them. */
  let loaded: LoadedPlan;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "planlens-key-"));
    await generatePlan({ ...plan, outDir: folder });
    key = JSON.parse(await readFile(join(folder, "answer-key.json"), "utf8"));
    extracts = await PlanReading.open(folder);
    await script("familyLines");
    await script("wrongCopays");
    loaded = new LoadedPlan();
    if (plan === demonstrationPlan) await loaded.load([folder]);
  }, 400_000);

  afterAll(async () => {
    extracts?.close();
    await loaded?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function script(name: string): Promise<void> {
    await extracts.runFile(sqlOf(name));
  }

  async function recomputed(name: string): Promise<Row[]> {
    return extracts.rows((await readFile(sqlOf(name), "utf8")).trim().replace(/;$/, ""));
  }

  it.each([
    ["duplicate", "duplicates"],
    ["after_termination", "afterTermination"],
    ["wrong_copay", "wrong_copay"],
    ["medicare_primary", "medicarePrimary"],
    ["orphan", "orphans"],
  ])("lists every %s claim line that a rule finds, and no other", async (kind, name) => {
    const found = name === kind ? await extracts.rows("from wrong_copay") : await recomputed(name);
    const path = join(folder, "answer-key-claims.csv");
    const listed = await extracts.rows(
      `select claim_id, claim_line_number::INTEGER as line, data_source, person_id, amount::DECIMAL(18, 2) as amount
       from read_csv('${path}', all_varchar = true, header = true) where kind = '${kind}'`,
    );
    expect(listed.length).toBeGreaterThan(9);
    expect(lines(found)).toEqual(lines(listed));
    const section = key.planted_claims?.find((row) => row.kind === kind);
    expect(section).toMatchObject({ lines: String(found.length), amount: dollars(found.map((row) => row.amount)) });
  });

  it("has the effect of the emergency copay, which two line-by-line adjudications give to the cent", async () => {
    await script("emergencyCopay");
    const wrong = await extracts.rows(
      `from readjudicated where scenario = 'as it was'
       and (deductible, copay, coinsurance) <> (recorded_deductible, recorded_copay, recorded_coinsurance)`,
    );
    expect(wrong).toEqual([]);
    const effect = await extracts.rows("from recomputed where member_effect <> 0");
    expect(effect.length).toBeGreaterThanOrEqual(2);
    expect(texts(effect)).toEqual(texts(pick(key.emergency_copay_effect ?? [], effect)));
  }, 120_000);

  it("has each category's trend in price, use and mix", async () => {
    await script("trendLines");
    const trend = await recomputed("trend");
    expect(trend.length).toBe(14);
    expect(texts(trend)).toEqual(texts(pick(key.trend ?? [], trend)));
  });

  it("plants trends that come about as far as chance lets them", async () => {
    const errors = await recomputed("trendErrors");
    expect(errors.length).toBe(14);
    const beyond = (key.trend ?? []).flatMap((row) => {
      const error = errors.find((each) => each.category === row.category && String(each.year) === String(row.year));
      return ["price", "use", "mix"].flatMap((part) => {
        const standardErrors = (Number(row[part]) - Number(row[`planted_${part}`])) / Number(error?.[`${part}_error`]);
        return Math.abs(standardErrors) <= oneInAHundredOf42 ? [] : [{ ...row, part, standardErrors }];
      });
    });
    expect(beyond).toEqual([]);
    /* where there is much to count, the price trend is known to a point or two */
    const narrow = errors.filter((each) =>
      ["professional", "generic", "brand", "specialty"].includes(String(each.category)),
    );
    expect(Math.max(...narrow.map((each) => Number(each.price_error)))).toBeLessThan(0.02);
  });

  it("shifts visits to dearer levels as planted", async () => {
    const levels = await recomputed("visitLevels");
    const counted = levels.map(({ moved: _, standard_error: __, ...row }) => row);
    expect(texts(counted)).toEqual(texts(pick(key.visit_level ?? [], counted)));
    for (const [index, level] of levels.entries()) {
      const planted = Number(key.visit_level?.[index]?.planted_share);
      expect(Math.abs(Number(level.moved) - planted)).toBeLessThanOrEqual(3 * Number(level.standard_error));
    }
  });

  it("has the programs' use to the visit, and effects that participants and those who stayed out show", async () => {
    await script("programMonths");
    const use = await recomputed("programUse");
    expect(use.length).toBe(12);
    expect(texts(use)).toEqual(texts(pick(key.program_use ?? [], use)));
    const effects = await recomputed("programEffects");
    for (const { program, effect, standard_error } of effects) {
      const planted = key.program?.find((row) => row.program === program);
      const averted = Number(planted?.averted_visits_per_month);
      expect(Math.abs(Number(effect) + averted), String(program)).toBeLessThanOrEqual(3 * Number(standard_error));
      if (averted > 0) expect(Number(effect)).toBeLessThan(-2 * Number(standard_error));
    }
  });

  it.each([
    ["weight_loss", "weightLoss"],
    ["million_dollar_member", "millionDollarMember"],
    ["changed_number", "changedNumbers"],
    ["fund_month", "fundMonths"],
  ])("has %s as the extracts do", async (section, name) => {
    const found = await recomputed(name);
    expect(found.length).toBeGreaterThan(0);
    expect(texts(found)).toEqual(texts(pick(key[section] ?? [], found)));
  });

  describe.runIf(plan === demonstrationPlan)("is found by the reports", () => {
    const asked = async (id: string, params: Record<string, string>) =>
      rowsOf(await loaded.plan.report(id, params, { profile: "plan-administration" }));

    it("each category's trend in price, use and mix", async () => {
      await script("trendLines");
      const errors = await recomputed("trendErrors");
      const compared: string[] = [];
      for (const period of ["2024", "2025"]) {
        const found = await asked("why-by-category", { period, by: "type of claim", threshold: "100000000" });
        for (const row of (key.trend ?? []).filter((each) => each.year === Number(period) || each.year === period)) {
          const line = found.find((each) => each.item === typeOfClaim[String(row.category)]) ?? {};
          const error = errors.find((each) => each.category === row.category && String(each.year) === period);
          for (const part of ["price", "use", "mix"]) {
            const difference = Number(line[`${part}_trend`]) - Number(row[part]);
            const planted = Number(line[`${part}_trend`]) - Number(row[`planted_${part}`]);
            const chance = Number(error?.[`${part}_error`]);
            compared.push(`${row.category} ${period} ${part}`);
            /* two points or what chance moves it by: run-out and what counts as a final version differ from the key's */
            expect(Math.abs(difference), compared.at(-1)).toBeLessThanOrEqual(Math.max(0.02, 2 * chance));
            expect(Math.abs(planted), compared.at(-1)).toBeLessThanOrEqual(Math.max(0.02, oneInAHundredOf42 * chance));
          }
        }
      }
      expect(compared.length).toBe(42);
    });

    it("the drug that grows, among what moved most and among the alerts", async () => {
      const growing = String(key.weight_loss?.[0]?.ndc_code).slice(0, 9);
      const drugs = await asked("top-movers", { period: "2025", by: "drug", top: "20" });
      const family = drugs.filter(({ item }) => String(item).includes(growing.slice(0, 8)));
      expect(family.length).toBeGreaterThanOrEqual(2);
      expect(family.every(({ change }) => Number(change) > 0)).toBe(true);
      const found = await asked("alerts", { period: "2023-01..2025-12", watch: "drugs" });
      const alarms = found.filter((each) => each.direction !== null);
      expect(alarms.length).toBeGreaterThanOrEqual(2);
      for (const { metric } of alarms) expect(String(metric)).toMatch(/drug 99011018|Weight-loss/);
    });

    it("the member over a million dollars, and the month of the administrator's change", async () => {
      const found = await asked("alerts", { period: "2023-01..2025-12", watch: "cost,claims" });
      const dearest = found.find(({ metric }) => metric === "cost dearest");
      expect(dearest).toMatchObject({ direction: "above" });
      expect(String(dearest?.month).slice(0, 4)).toBe(String(key.million_dollar_member?.[0]?.plan_year));
      const month = String(key.administrator_change.first_day).slice(0, 7);
      for (const [name, status] of [
        [key.administrator_change.before, "Ended"],
        [key.administrator_change.after, "Began"],
      ])
        expect(found.find(({ metric }) => metric === `source medical ${name}`)).toMatchObject({ status, since: month });
      const why = await asked("why-it-changed", { period: String(key.million_dollar_member?.[0]?.plan_year) });
      const large = why.find(({ step }) => step === "large");
      expect(Number(large?.dollars)).toBeGreaterThan(0);
    });
  });

  it("knows the day of the administrator's change and the month in which the fund falls below two months", async () => {
    const change = await recomputed("administratorChange");
    expect(change).toEqual(pick([key.administrator_change], [{ first_day: "", before: "", after: "" }]));
    await extracts.run(`create or replace temp table fund_month as ${await readFile(sqlOf("fundMonths"), "utf8")}`);
    expect(await recomputed("fundFalls")).toEqual([{ falls_below: key.fund.falls_below }]);
  });
});

function sqlOf(name: string): URL {
  return new URL(`${name}.sql`, import.meta.url);
}

/** The rows' columns that the recomputation has, in its order. */
function pick(rows: Row[], like: Row[]): Row[] {
  const names = Object.keys(like[0] ?? {});
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
}

function texts(rows: Row[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, String(value)]))).sort();
}

function lines(rows: Row[]): string[] {
  return rows
    .map((row) => [row.claim_id, row.line, row.data_source, row.person_id, dollars([row.amount])].join(" "))
    .sort();
}

function dollars(amounts: unknown[]): string {
  const cents = amounts.reduce((sum: number, amount) => sum + Math.round(Number(amount) * 100), 0);
  return (cents / 100).toFixed(2);
}
