import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Catalogue, readCatalogue } from "../../server/reports/catalogue.ts";
import type { Cell, Column, Envelope } from "../../server/reports/envelope.ts";
import type { Report } from "../../server/reports/spec.ts";
import { drawnPlan } from "./drawnPlan.ts";
import type { TinyPlan } from "./tinyPlan.ts";

/**
 * Columns whose rows do not add up to the total, by report, and why. A new report is held to everything until it stands
 * here.
 */
const overlapping: Record<string, { columns: string[]; why: string }> = {
  conditions: { columns: ["allowed", "paid"], why: "a member has several conditions" },
  concentration: { columns: ["least"], why: "the least that one of them cost" },
  "why-it-changed": { columns: ["dollars"], why: "begins and ends with the whole" },
  "why-by-category": { columns: ["per_use", "per_use_before"], why: "prices" },
  providers: { columns: ["allowed_listed"], why: "of the providers named alone" },
  services: { columns: ["allowed_listed"], why: "of the codes named alone" },
  "price-spread": { columns: ["above_median_listed"], why: "of the services named alone" },
  drugs: { columns: ["paid_listed", "before", "change"], why: "before and change are of the drugs listed now" },
  "large-claimants": { columns: ["dollars_over", "excess"], why: "a threshold holds those above it" },
  equipment: { columns: ["suppliers"], why: "different suppliers" },
};

/** Totals that are of fewer claims than their name says elsewhere, and what their definition or notes say of it. */
const narrower: Record<string, string> = {
  conditions: "of enrolled members",
  "incurred-paid": "by month of payment",
  "emergency-avoidability": "emergency visits",
  readmissions: "stays that come again",
  "price-spread": "services that can be compared",
  "service-providers": "one code",
  "site-of-care": "services at several sites",
  equipment: "equipment",
  "equipment-suppliers": "equipment",
  "age-sex": "the last month",
  adherence: "drugs of long use",
  "watch-list": "drugs watched",
  "watch-list-by-month": "drugs watched",
  "large-claimant-list": "large claimants",
  "stop-loss": "large claimants",
};

const slices = fc.sample(
  fc.record(
    {
      period: fc.constantFrom("2024", "2024-06", "2024-Q2", "2023-11..2024-08"),
      basis: fc.constantFrom("incurred", "paid"),
      plan: fc.constantFrom("PPO", "HMO,HDHP", "(none)"),
      sex: fc.constantFrom("Female", "Male"),
      unit: fc.constantFrom("Unit 1", "Unit 0,Unit 2"),
    },
    { requiredKeys: ["period"] },
  ),
  { seed: 11, numRuns: 3 },
);

const catalogue: Catalogue = readCatalogue();

describe.each([{ period: "2024" }, ...slices])("every report, asked of %o", (slice) => {
  const asked: { report: Report; envelope: Envelope }[] = [];
  let base: Record<"all" | "medical" | "pharmacy", Envelope>;

  beforeAll(async () => {
    for (const report of catalogue.reports.values()) {
      const envelope = await ask(report, slice);
      if (envelope) asked.push({ report, envelope });
    }
    const whole = catalogue.reports.get("cost-by-category") as Report;
    base = {
      all: (await ask(whole, slice)) as Envelope,
      medical: (await ask(whole, { ...slice, benefit: "medical" })) as Envelope,
      pharmacy: (await ask(whole, { ...slice, benefit: "pharmacy" })) as Envelope,
    };
  }, 30_000);

  it("foots: rows and the rest that they name add up to the totals, and to the subtotals of their group", () => {
    expect(asked.length).toBeGreaterThan(40);
    const wrong = asked.flatMap(({ report, envelope }) =>
      envelope.columns.flatMap((column, at) => {
        if (!addsUp(column) || overlapping[report.id]?.columns.includes(column.name)) return [];
        const sums = [
          ...(envelope.totals ? [[envelope.rows, envelope.totals] as const] : []),
          ...envelope.subtotals.map((line) => [ofGroup(envelope, line), line] as const),
        ];
        return sums
          .filter(([rows, line]) => line[at] !== null && cents(rows, at) !== cents([line], at))
          .map(([rows, line]) => `${report.id} ${column.name}: ${cents(rows, at)} and not ${cents([line], at)}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("counts no more people in the whole than in its parts, and no fewer than in any of them", () => {
    const wrong = asked.flatMap(({ report, envelope }) =>
      envelope.columns.flatMap((column, at) => {
        if (!["claimants", "users"].includes(column.name) || !envelope.totals) return [];
        const parts = envelope.rows.map((cells) => Number(cells[at] ?? 0));
        const whole = Number(envelope.totals[at] ?? 0);
        const fits = whole <= parts.reduce((sum, part) => sum + part, 0) && whole >= Math.max(0, ...parts);
        return fits ? [] : [`${report.id} ${column.name}: ${whole}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  // Health Care Cost Institute's shares of 2022 came to 110% as they were reprinted.
  // A contract has members in several rows, so shares of contracts are left out.
  it("has shares of the whole that come to the whole", () => {
    const wrong = asked.flatMap(({ report, envelope }) =>
      envelope.columns.flatMap((column, at) => {
        if (
          !column.name.startsWith("share_of_") ||
          column.name === "share_of_contracts" ||
          column.compare ||
          overlapping[report.id]
        )
          return [];
        if (Number(envelope.totals?.[at] ?? 0) !== 1) return [];
        const sum = envelope.rows.reduce((all, cells) => all + Number(cells[at] ?? 0), 0);
        return Math.abs(sum - 1) <= envelope.rows.length * 0.00005 + 1e-9
          ? []
          : [`${report.id} ${column.name}: ${sum}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("has parts of a rate that come to the rate where it says so", () => {
    const wrong = asked.flatMap(({ report, envelope }) =>
      envelope.columns.flatMap((column, at) => {
        const says = /parts add up|foot/.test(column.definition) && column.compare === null;
        if (!says || !envelope.totals || envelope.totals[at] === null || column.type !== "decimal") return [];
        if (envelope.subtotals.length > 0 && report.id === "cost-heat-map") return [];
        const rows = envelope.rows;
        const sum = rows.reduce((all, cells) => all + Number(cells[at] ?? 0), 0);
        const near = 0.5 * 10 ** -(column.scale ?? 0) * (rows.length + 1);
        return Math.abs(sum - Number(envelope.totals[at])) <= near + 1e-9
          ? []
          : [`${report.id} ${column.name}: ${sum}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("gives the same number in every report that shows it", () => {
    const seen = new Map<string, Map<number, string[]>>();
    const show = (what: string, cell: Cell, where: string) => {
      if (cell === null) return;
      const values = seen.get(what) ?? new Map<number, string[]>();
      const value = Number(cell);
      seen.set(what, values.set(value, [...(values.get(value) ?? []), where]));
    };
    for (const { report, envelope } of asked) {
      if (narrower[report.id]) continue;
      for (const [at, column] of envelope.columns.entries()) {
        if (column.role !== "measure" || column.compare || column.type === "series" || !envelope.totals) continue;
        const what = `${scopeOf(report)} ${column.name} ${column.unit}`;
        if (sameEverywhere.has(column.name)) show(what, envelope.totals[at] ?? null, report.id);
        else show(`${what}: ${column.definition}`, envelope.totals[at] ?? null, report.id);
      }
      const [dimension, ...more] = envelope.columns.filter((column) => column.role === "dimension" && !column.hidden);
      if (!dimension || more.length > 0 || dimension.type !== "text") continue;
      for (const cells of envelope.rows) {
        for (const [at, column] of envelope.columns.entries()) {
          if (!sameEverywhere.has(column.name)) continue;
          const row = `${dimension.name} ${cells[envelope.columns.indexOf(dimension)]}`;
          show(`${scopeOf(report)} ${row}: ${column.name} ${column.unit}`, cells[at] ?? null, report.id);
        }
      }
    }
    for (const [scope, envelope] of Object.entries(base)) {
      for (const [at, column] of envelope.columns.entries()) {
        if (!["paid", "allowed", "member_cost"].includes(column.name)) continue;
        show(`${scope} ${column.name} ${column.unit}`, envelope.totals?.[at] ?? null, `cost-by-category of ${scope}`);
      }
    }
    const differing = [...seen].filter(([, values]) => values.size > 1);
    expect(differing.map(([what, values]) => [what, ...values])).toEqual([]);
    const shared = [...seen.values()].filter((values) => [...values.values()].some((where) => where.length > 1));
    expect(shared.length).toBeGreaterThan(4);
  });

  it("gives the same figure on the summary, the dashboard and in the report of use", () => {
    const rowsOf = (id: string, name: string, value: string) => {
      const envelope = asked.find(({ report }) => report.id === id)?.envelope;
      const at = (column: string) => envelope?.columns.findIndex((each) => each.name === column) ?? -1;
      return new Map(envelope?.rows.map((cells) => [String(cells[at(name)]), cells[at(value)]]) ?? []);
    };
    const summary = rowsOf("plan-summary", "measure", "value");
    const dashboard = rowsOf("dashboard", "measure", "value");
    const use = rowsOf("utilization", "label", "per_1000");
    if (summary.size === 0 || use.size === 0) return;
    const both = [
      "Members",
      "Plan paid PMPM",
      "Admissions per 1,000",
      "Emergency visits per 1,000",
      "Office visits per 1,000",
    ];
    expect(both.map((name) => dashboard.get(name))).toEqual(both.map((name) => summary.get(name)));
    const named = {
      "Admissions per 1,000": "Admissions",
      "Emergency visits per 1,000": "Emergency visits, all",
      "Office visits per 1,000": "Office visits",
    };
    expect(Object.keys(named).map((name) => summary.get(name))).toEqual(
      Object.values(named).map((name) => use.get(name)),
    );
  });
});

describe("figures that are tied to one another", () => {
  const everywhere: Record<string, string>[] = [
    { period: "2024" },
    { period: "2024-Q2", plan: "PPO" },
    { period: "2024-06", sex: "Male" },
  ];
  const rowsOf = ({ columns, rows }: Envelope) =>
    rows.map((cells) => Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])));

  // Nevada prints 2,118 admissions at $19,570 and $178 for each participant and month; the three must go together.
  it("use × price is what was allowed, and use per 1,000 × price ÷ 1,000 what was allowed a member and year", async () => {
    for (const slice of everywhere) {
      const rows = rowsOf(await plan.report("cost-and-use", slice)).filter((row) => row.use);
      expect(rows.length).toBeGreaterThan(3);
      for (const { allowed, allowed_pmpy, use, use_per_1000, allowed_per_use } of rows) {
        expect(Math.abs(Number(use) * Number(allowed_per_use) - Number(allowed))).toBeLessThanOrEqual(
          Number(use) * 0.005 + 0.01,
        );
        if (allowed_pmpy === null) continue;
        const product = (Number(use_per_1000) * Number(allowed_per_use)) / 1000;
        const near = (0.05 * Number(allowed_per_use) + 0.005 * Number(use_per_1000)) / 1000 + 0.01;
        expect(Math.abs(product - Number(allowed_pmpy))).toBeLessThanOrEqual(near);
      }
    }
  });

  // Delaware prints medical and pharmacy that come to $405.6 million and a total of $406.7 million.
  it("medical, pharmacy and other come to the total of the program on every line", async () => {
    const asked: Record<string, string>[] = [
      { period: "2024" },
      { period: "2024", basis: "paid" },
      { period: "2024-Q2" },
    ];
    for (const params of asked) {
      const { columns, rows, totals } = await plan.report("program-cost", { ...params, compare: "none" });
      const at = (name: string) => columns.findIndex((column) => column.name === name);
      for (const cells of [...rows, totals ?? []]) {
        const parts = ["medical", "pharmacy", "other"].reduce((sum, name) => sum + cents([cells], at(name)), 0);
        expect([cells[0], parts]).toEqual([cells[0], cents([cells], at("total"))]);
      }
      expect(rows.map((cells) => cells[0])).toContain("Other expense");
    }
  });

  // Kentucky puts the current year first in one table of a page and last in the next.
  it("a figure, the prior one, the change, the norm and the difference to it stand in one order, and the periods are named", async () => {
    for (const id of ["dashboard", "cost-and-use", "plan-summary", "program-cost"]) {
      const { columns, meta } = await plan.report(id, {
        period: "2024",
        compare: "prior-year",
        ...(id === "plan-summary" ? {} : { norm: "kentucky-2015" }),
      });
      expect([meta.period.label, meta.prior?.label]).toEqual(["2024", "2023"]);
      const order = ["prior", "change", "norm", "to-norm"];
      for (const { name } of columns) {
        const own = columns.flatMap((column, at) =>
          column.of === name && column.role === "measure" ? [{ at, compare: column.compare ?? "" }] : [],
        );
        expect(own.map(({ compare }) => order.indexOf(compare))).toEqual(
          own.map(({ compare }) => order.indexOf(compare)).sort(),
        );
        expect(own.every(({ at }, i) => i === 0 || at > (own[i - 1]?.at ?? 0))).toBe(true);
      }
    }
  });
});

let plan: TinyPlan;
beforeAll(async () => {
  plan = await drawnPlan();
}, 30_000);
afterAll(() => plan.close());

/** Null where a report does not take a filter of the slice, and so cannot speak of it. */
async function ask({ id, spec }: Report, slice: Record<string, string>): Promise<Envelope | null> {
  const takes: readonly string[] = spec.parameters;
  if (Object.keys(slice).some((name) => !takes.includes(name))) return null;
  return plan.report(id, { ...slice, ...(takes.includes("compare") ? { compare: "none" } : {}) });
}

/** Columns by these names mean the same wherever they stand. */
const sameEverywhere = new Set([
  "paid",
  "allowed",
  "member_cost",
  "charge",
  "lines",
  "scripts",
  "days_supply",
  "contracts",
  "member_months",
  "paid_pmpm",
  "rebates",
]);

function addsUp({ role, unit, name, type, compare }: Column): boolean {
  if (role !== "measure" || compare !== null) return false;
  return unit === "usd" || (type === "integer" && ["lines", "services", "scripts", "units"].includes(name));
}

/** Which claims a report reads. */
function scopeOf({ spec, file: { sql } }: Report): "all" | "medical" | "pharmacy" {
  if (spec.family === "pharmacy") return "pharmacy";
  if (/marts\.line\b|cost_month/.test(sql)) return "all";
  if (/marts\.service\b/.test(sql)) return /marts\.fill\b/.test(sql) ? "all" : "medical";
  return "all";
}

/** The rows that a subtotal is of: those that have what it says of the dimensions. */
function ofGroup({ columns, rows }: Envelope, line: Cell[]): Cell[][] {
  const said = columns.flatMap((column, at) =>
    column.role === "dimension" &&
    column.name !== "norm_key" &&
    rows.some((cells) => cells[at] === line[at] && line[at] !== null)
      ? [at]
      : [],
  );
  return rows.filter((cells) => said.every((at) => cells[at] === line[at]));
}

function cents(rows: readonly Cell[][], at: number): number {
  return rows.reduce((sum, cells) => sum + Math.round(Number(cells[at] ?? 0) * 100), 0);
}
