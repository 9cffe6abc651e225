import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { compose } from "../../server/reports/compose.ts";
import { parsePeriod } from "../../server/reports/period.ts";
import { productPaths } from "../../server/root.ts";
import { fill, span } from "./rows.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const golden = resolve(productPaths.root, "../shared/golden/utilization/adherence.json");
const day = 86_400_000;
const date = (text: string) => Date.parse(text) / day;
const text = (number: number) => new Date(number * day).toISOString().slice(0, 10);

/** A fill: its day, and how many days it lasts. */
type Supply = [start: number, days: number];

/** Days of `from` to before `to` with the drug in hand, counted one by one; what comes early waits. */
function daysInHand(fills: Supply[], from: number, to: number): number {
  const ordered = [...fills].sort((a, b) => a[0] - b[0]);
  const held = new Set<number>();
  let free = Number.NEGATIVE_INFINITY;
  for (const [start, days] of ordered) {
    const begins = Math.max(start, free);
    for (let each = begins; each < begins + days; each++) if (each >= from && each < to) held.add(each);
    free = begins + days;
  }
  return held.size;
}

interface Golden {
  events: { PATIENT_ID: number; DATE: string; DURATION: number }[];
  results: Record<string, { PATIENT_ID: number; CMA: number }[]>;
}

const published: Golden | null = existsSync(golden) ? JSON.parse(readFileSync(golden, "utf8")) : null;

/** The fills of each published patient, moved so that the 365 days that are looked at are those of 2023. */
const patients = new Map<number, Supply[]>();
for (const event of published?.events ?? []) {
  const [month, dayOfMonth, year] = event.DATE.split("/");
  const supply: Supply = [date(`${year}-${month}-${dayOfMonth}`), event.DURATION];
  patients.set(event.PATIENT_ID, [...(patients.get(event.PATIENT_ID) ?? []), supply]);
}
for (const fills of patients.values()) {
  const moved = date("2023-01-01") - 182 - Math.min(...fills.map(([start]) => start));
  for (const supply of fills) supply[0] += moved;
}

const [from, to] = [date("2023-01-01"), date("2024-01-01")];
const inYear = (fills: Supply[]) => fills.filter(([start]) => start >= from && start < to);

/** Pairs of members whose fills are the same but for one more, after the first. */
const pairs = fc.sample(
  fc.tuple(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 1, max: 120 })), {
      minLength: 1,
      maxLength: 9,
    }),
    fc.tuple(fc.integer({ min: 1, max: 364 }), fc.integer({ min: 1, max: 120 })),
  ),
  { numRuns: 60, seed: 8 },
);

describe("drugs of a small plan", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    const taken = (person: string, fills: Supply[], ndc: string) =>
      fills.map(([start, days], i) =>
        fill(`${person}-${i}`, person, text(start), { days_supply: days, ndc_code: ndc, paid_amount: "0.00" }),
      );
    const brand = { brand_generic: "B", specialty: "N", paid_amount: "900.00", allowed_amount: "940.00" };
    plan = await TinyPlan.build({
      eligibility: [
        ...[...patients.keys()].map((id) => span(`golden${id}`, "2022-01-01", null, { plan: "Golden" })),
        ...pairs.flatMap((_, i) => ["a", "b"].map((x) => span(`${x}${i}`, "2022-01-01", null, { plan: "Pairs" }))),
        span("ann", "2022-01-01", null),
        span("bob", "2022-01-01", null),
      ],
      pharmacy_claim: [
        ...[...patients].flatMap(([id, fills]) => taken(`golden${id}`, fills, "55555000101")),
        ...pairs.flatMap(([fills, more], i) => {
          const first = Math.min(...fills.map(([start]) => start));
          const own = fills.map(([start, days]): Supply => [from + start, days]);
          const later: Supply = [from + Math.min(364, first + more[0]), more[1]];
          return [...taken(`a${i}`, own, "55555000101"), ...taken(`b${i}`, [...own, later], "55555000101")];
        }),
        // Wegovy, for which a rebate came for January, and none yet for June; its reversal; a made-up code; none.
        fill("w1", "ann", "2023-01-10", { ...brand, ndc_code: "0169-4525-14" }),
        fill("w2", "ann", "2023-06-10", { ...brand, ndc_code: "00169452514", days_supply: 84 }),
        fill("w3", "bob", "2023-06-11", { ...brand, ndc_code: "00169452414" }),
        fill("w3", "bob", "2023-06-11", {
          ...brand,
          ndc_code: "00169452414",
          quantity: "-30",
          paid_amount: "-900.00",
          allowed_amount: "-940.00",
          copayment_amount: "-10.00",
        }),
        fill("g1", "bob", "2023-01-11", { brand_generic: "G", specialty: "N", ndc_code: "11111222233" }),
        fill("n1", "bob", "2023-01-12", { ndc_code: null }),
        fill("w0", "ann", "2022-01-01", { ...brand, ndc_code: "00169452514", paid_amount: "300.00" }),
      ],
      pharmacy_rebate: [
        {
          claim_id: "w1",
          ndc_code: "0169-4525-14",
          rebate_quarter: "2023-Q1",
          rebate_amount: "400.00",
          received_date: "2023-08-16",
        },
        {
          claim_id: "lost",
          ndc_code: "0169-4525-14",
          rebate_quarter: "2023-Q1",
          rebate_amount: "50.00",
          received_date: "2023-08-16",
        },
      ],
    });
  }, 60_000);

  afterAll(() => plan?.close());

  /** Days in hand and days in all of each member's treatment in 2023, by the report's own SQL. */
  async function covered(): Promise<Map<string, [days: number, all: number]>> {
    const report = readCatalogue().get("adherence", "plan-administration");
    const question = {
      period: parsePeriod("2023", 7),
      basis: "incurred" as const,
      slice: {},
      own: { threshold: null },
      paidLimit: null,
      counted: false,
    };
    const { sql, bound } = compose(report.file.sql, question as Parameters<typeof compose>[1]);
    const cut = sql.slice(0, sql.indexOf("summed as ("));
    const own = `${cut} named as (select * from treatment join marts.person using (person_key))
      select person_id, days, days_in_all from named where treatment = '555550001'`;
    const { rows } = await plan.warehouse.query(
      own,
      Object.fromEntries(Object.entries(bound).filter(([name]) => own.includes(`$${name}`))),
    );
    return new Map(rows.map(([person, days, all]) => [String(person), [Number(days), Number(all)]]));
  }

  it.skipIf(!published)("adherence: days covered are those of AdhereR to 1e-9 (needs ../shared)", async () => {
    const sql = await covered();
    for (const { PATIENT_ID: id, CMA } of published?.results.CMA6 ?? []) {
      const [days = 0, all = 1] = sql.get(`golden${id}`) ?? [];
      expect(Math.abs(days / all - CMA)).toBeLessThan(1e-9);
    }
    // The day-by-day count that the SQL is held to below gives all three: between fills, from the first, with what was left.
    for (const [id, fills] of patients) {
      const held = inYear(fills);
      const starts = held.map(([start]) => start);
      const [first, last] = [Math.min(...starts), Math.max(...starts)];
      const figures = {
        CMA5: daysInHand(held, first, last) / (last - first),
        CMA6: daysInHand(held, first, to) / (to - first),
        CMA7:
          daysInHand(
            fills.filter(([start]) => start < to),
            from,
            to,
          ) /
          (to - from),
      };
      for (const [name, figure] of Object.entries(figures)) {
        const expected = published?.results[name]?.find(({ PATIENT_ID }) => PATIENT_ID === id)?.CMA ?? Number.NaN;
        expect(Math.abs(figure - expected), `${name} of patient ${id}`).toBeLessThan(1e-9);
      }
    }
  });

  it("adherence: the SQL counts what a count day by day gives; a fill more never lowers it", async () => {
    const sql = await covered();
    const raw = await plan.query(
      `select person_id, dispensing_date, days_supply from core.pharmacy_claim where ndc_code = '55555000101'`,
    );
    const fills = new Map<string, Supply[]>();
    for (const [person = "", start = "", days] of raw) {
      fills.set(person ?? "", [...(fills.get(person ?? "") ?? []), [date(start ?? ""), Number(days)]]);
    }
    let measured = 0;
    for (const [person, all] of fills) {
      const held = inYear(all);
      const first = Math.min(...held.map(([start]) => start));
      const counts = new Set(held.map(([start]) => start)).size >= 2 && to - first >= 91;
      expect(sql.has(person)).toBe(counts);
      if (!counts) continue;
      measured++;
      expect([person, sql.get(person)]).toEqual([person, [daysInHand(held, first, to), to - first]]);
    }
    expect(measured).toBeGreaterThan(60);
    for (const [i] of pairs.entries()) {
      const [less, more] = [sql.get(`a${i}`), sql.get(`b${i}`)];
      if (less && more) expect(more[0]).toBeGreaterThanOrEqual(less[0]);
      for (const [days, all] of [less, more].flatMap((each) => (each ? [each] : []))) {
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(all);
      }
    }
  });

  it("adherence: kept from 80% of the days on", async () => {
    if (!published) return;
    const report = await plan.report("adherence", { period: "2023", plan: "Golden" });
    expect(totalsOf(report)).toMatchObject({ treatments: 5, pdc: "0.7675", share_adherent: "0.6000" });
  });

  it("pharmacy-net: rebates in the quarter of their fill; what has not come in is not given", async () => {
    const report = await plan.report("pharmacy-net", { period: "2023-01..2023-06" });
    expect(rowsOf(report).map((row) => [row.quarter, row.paid, row.rebates, row.net_paid])).toEqual([
      ["2023-01", "980.00", "450.00", "530.00"],
      ["2023-04", "900.00", null, null],
    ]);
    expect(totalsOf(report)).toMatchObject({ paid: "1880.00", rebates: "450.00", net_paid: null, waiting: 1 });
    const ppo = await plan.report("pharmacy-net", { period: "2023-Q1", plan: "PPO" });
    expect(totalsOf(ppo)).toMatchObject({ paid: "980.00", rebates: "400.00" });
    const paid = await plan.report("pharmacy-net", { period: "2023-Q3", basis: "paid" });
    expect(totalsOf(paid)).toMatchObject({ rebates: "450.00" });
  });

  it("drugs: the dearest first, all others and fills without a code with them, adding up", async () => {
    const report = await plan.report("drugs", { period: "2023", plan: "PPO", top: "2" });
    expect(rowsOf(report).map((row) => [row.drug, row.scripts, row.adjusted_scripts, row.paid, row.drugs])).toEqual([
      ["00169452514", 1, "2.8", "900.00", 1],
      ["0169-4525-14", 1, "1.0", "900.00", 1],
      ["All other drugs", 2, "2.0", "80.00", 3],
    ]);
    expect(totalsOf(report)).toMatchObject({ scripts: 4, paid: "1880.00", claimants: 2, before: "300.00" });
    const all = await plan.report("drugs", { period: "2023", plan: "PPO" });
    expect(rowOf(all, "Not given")).toMatchObject({ scripts: 1, paid: "40.00" });
    const one = await plan.report("drugs", { period: "2023", drug: "11111222233" });
    expect(totalsOf(one)).toMatchObject({ scripts: 1, paid: "40.00" });
    const classes = await plan.report("drug-classes", { period: "2023", plan: "PPO" });
    expect(rowsOf(classes).map((row) => [row.drug_class, row.scripts, row.paid])).toEqual([
      ["Brand drugs", 2, "1800.00"],
      ["Drugs of no stated class", 1, "40.00"],
      ["Generic drugs", 1, "40.00"],
    ]);
  });

  it("watch-list: whatever way the code is written; new users looked back a year for", async () => {
    const report = await plan.report("watch-list", { period: "2023" });
    expect(rowsOf(report)).toMatchObject([
      {
        watch_list: "Weight-loss drugs",
        drug: "Wegovy (semaglutide)",
        users: 2,
        new_users: 1,
        scripts: 2,
        paid: "1800.00",
        rebates: "450.00",
        net_paid: "1350.00",
        before: "300.00",
        growth: "5.0000",
      },
    ]);
    const months = rowsOf(await plan.report("watch-list-by-month", { period: "2023" }));
    expect(months.map((row) => [row.month, row.users, row.scripts, row.paid])).toEqual([
      ["2023-01", 1, 1, "900.00"],
      ["2023-06", 2, 1, "900.00"],
    ]);
  });

  it("pharmacy-measures: each with its unit; what cannot be known is not given", async () => {
    const report = await plan.report("pharmacy-measures", { period: "2023", plan: "PPO" });
    const values = Object.fromEntries(rowsOf(report).map((row) => [row.measure, row.value]));
    expect(values).toMatchObject({
      Prescriptions: "4",
      "Prescriptions adjusted to 30 days": "6",
      "Generic dispensing rate": "0.3333",
      "Brand prescriptions with a generic": null,
      "Plan paid per prescription": "470.00",
      "Rebates received": "400.00",
    });
  });
});
