import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builderDesk } from "../../server/builder/builderDesk.ts";
import { dimensions } from "../../server/builder/dimensions.ts";
import { metrics } from "../../server/builder/metrics.ts";
import { questionSchema } from "../../server/builder/question.ts";
import { isPlanlensError } from "../../server/errors.ts";
import { HomePlan } from "../../server/homePlan.ts";
import type { Envelope } from "../../server/reports/envelope.ts";
import { bringBack, save, withdraw } from "../../server/saved/saved.ts";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const period = "2024-01..2024-03";
const doing = { actor: "pat", at: "2026-01-01T00:00:00Z" };

/**
 * Amy and her son Ben in the PPO, Cat in the HDHP from mid-February, nobody knows Dan. January to March 2024:
 * 3 + 3 + 2 = 8 member months, 3 + 2 = 5 contract months. Cat's open span reaches as far as services do: to March.
 */
describe("questions that people put together", () => {
  let tiny: TinyPlan;
  let plan: HomePlan;

  beforeAll(async () => {
    tiny = await TinyPlan.build({
      eligibility: [
        span("amy", "2023-01-01", "2024-12-31", { subscriber_id: "A" }),
        span("ben", "2024-01-01", "2024-12-31", {
          subscriber_id: "A",
          subscriber_relation: "child",
          birth_date: "2015-05-05",
          gender: "male",
        }),
        span("cat", "2024-02-15", null, { subscriber_id: "C", plan: "HDHP" }),
      ],
      medical_claim: [
        professional("1", "amy", "2024-01-10", {
          hcpcs_code: "99213",
          copayment_amount: "20.00",
          diagnosis_code_1: "E11.9",
        }),
        stay("2", "amy", "2024-02-05", "2024-02-08", {
          paid_amount: "9000.00",
          allowed_amount: "10000.00",
          deductible_amount: "1000.00",
          diagnosis_code_1: "I50.9",
          diagnosis_code_2: "E11.9",
        }),
        facility("3", "ben", "2024-03-02", "2024-03-02", {
          revenue_center_code: "0450",
          paid_amount: "500.00",
          allowed_amount: null,
        }),
        professional("4", "dan", "2024-01-15", { hcpcs_code: "99213", paid_date: "2024-04-02" }),
        professional("5", "amy", "2023-02-10", { hcpcs_code: "99214", paid_amount: "70.00", allowed_amount: "90.00" }),
      ],
      pharmacy_claim: [
        fill("6", "cat", "2024-02-20", { brand_generic: "G", specialty: "N", channel: "Retail" }),
        fill("7", "cat", "2024-03-20", {
          brand_generic: "B",
          specialty: "N",
          channel: "mail order",
          paid_amount: "150.00",
          allowed_amount: "200.00",
        }),
        fill("8", "ben", "2024-03-25", { brand_generic: "G", specialty: "N", channel: "Retail" }),
        fill("8", "ben", "2024-03-25", {
          brand_generic: "G",
          specialty: "N",
          channel: "Retail",
          quantity: "-30",
          paid_amount: "-40.00",
          allowed_amount: "-50.00",
          copayment_amount: "-10.00",
        }),
      ],
    });
    plan = new HomePlan(tiny.home.dir);
  });

  afterAll(async () => {
    await plan.close();
    await tiny.close();
  });

  const ask = (question: object, params: Record<string, string> = {}) =>
    plan.ask(questionSchema.parse(question), { period, ...params }, { profile: "plan-administration" });
  const table = (envelope: Envelope, ...names: string[]) =>
    rowsOf(envelope).map((row) => names.map((name) => row[name]));

  it("count each thing on what it stands on", async () => {
    const byPlan = await ask({
      metrics: ["paid", "paid_pmpm", "paid_pepm", "members", "contracts", "admissions"],
      by: ["plan"],
    });
    expect(table(byPlan, "plan", "paid", "paid_pmpm", "paid_pepm", "members", "contracts", "admissions")).toEqual([
      ["HDHP", "190.00", "95.00", "95.00", 1, 1, 0],
      ["PPO", "9580.00", "1596.67", "3193.33", 2, 1, 1],
      ["No enrollment found", "80.00", null, null, 0, 0, 0],
    ]);
    expect(totalsOf(byPlan)).toMatchObject({ paid: "9850.00", paid_pmpm: "1231.25", paid_pepm: "1970.00", members: 3 });
    const byCode = await ask({ metrics: ["allowed", "services", "unit_price", "claimants"], by: ["code"] });
    expect(table(byCode, "code", "allowed", "services", "unit_price", "claimants")).toEqual([
      ["(not given)", "10000.00", 2, "5000.00", 2],
      ["Pharmacy claims", "250.00", 2, "125.00", 2],
      ["99213", "200.00", 2, "100.00", 2],
    ]);
    const scripts = await ask({
      metrics: ["scripts", "days_supply", "generic_share", "paid_per_script"],
      by: ["channel"],
    });
    expect(table(scripts, "channel", "scripts", "days_supply", "generic_share", "paid_per_script")).toEqual([
      ["Mail", 1, 30, "0.0000", "150.00"],
      ["Retail", 1, 30, "1.0000", "40.00"],
    ]);
    const all = await ask({ metrics: ["paid", "paid_pmpy", "lag_months", "plan_share", "average_stay"] });
    expect(totalsOf(all)).toMatchObject({
      paid: "9850.00",
      paid_pmpy: "14775.00",
      plan_share: "0.8947",
      average_stay: "3.00",
    });
    const quarters = await ask({ metrics: ["paid", "members"], by: ["quarter"] }, { period: "2024-02..2024-04" });
    expect(table(quarters, "quarter", "paid", "members")).toEqual([
      ["2024-01", "9690.00", 3],
      ["2024-04", "0.00", 2],
    ]);
  });

  it("give the largest alone and the rest together, so that the total is whole", async () => {
    const report = await ask({ metrics: ["paid"], by: ["category"], top: { count: 1 }, compare: "prior-year" });
    expect(table(report, "category", "paid", "paid_prior")).toEqual([
      ["Inpatient hospital", "9000.00", null],
      ["All others", "850.00", "70.00"],
    ]);
    expect(totalsOf(report).paid).toBe("9850.00");
  });

  it.each([
    [
      "cost-by-category",
      "category",
      "category",
      ["lines", "claimants", "allowed", "paid", "member_cost", "paid_pmpm", "share_of_paid"],
    ],
    ["cost-by-plan", "plan", "plan", ["members", "allowed", "paid", "member_cost", "paid_pmpm", "share_of_paid"]],
    ["cost-by-relationship", "relationship", "relationship", ["members", "allowed", "paid", "paid_pmpm"]],
    ["pharmacy", "drug_class", "drug_class", ["scripts", "days_supply", "paid_per_script"]],
  ])("say the same as %s", async (id, dimension, column, names) => {
    for (const params of [{}, { plan: "PPO" }, { basis: "paid" }] as Record<string, string>[]) {
      const [ours, theirs] = [
        await ask({ metrics: names, by: [dimension] }, params),
        await tiny.report(id, { period, ...params }),
      ];
      const lines = (envelope: Envelope, key: string) =>
        new Map(table(envelope, key, ...names).map(([value, ...figures]) => [value, figures]));
      expect(lines(ours, dimension), JSON.stringify(params)).toEqual(lines(theirs, column));
      expect(names.map((name) => totalsOf(ours)[name])).toEqual(names.map((name) => totalsOf(theirs)[name]));
    }
  });

  it("say the same as utilization", async () => {
    const theirs = rowsOf(await tiny.report("utilization", { period })).filter(({ measure }) =>
      metrics.has(`${measure}_per_1000`),
    );
    for (let i = 0; i < theirs.length; i += 6) {
      const some = theirs.slice(i, i + 6);
      const ours = totalsOf(
        await ask({ metrics: some.flatMap(({ measure }) => [`${measure}`, `${measure}_per_1000`]) }),
      );
      for (const { measure, count, per_1000 } of some) {
        expect([measure, ours[`${measure}`], ours[`${measure}_per_1000`]]).toEqual([measure, count, per_1000]);
      }
    }
  });

  const additive = ["paid", "allowed", "member_cost", "lines", "services", "scripts", "admissions", "member_months"];

  it("foot, bind and come out alike twice, whatever is asked", async () => {
    const text = fc.oneof(
      fc.constantFrom("PPO", "99213", "E11", "Retail", "(none)", "'; drop table x; --", "$from", "{x}[[y]]*/"),
      fc.string({ minLength: 1, maxLength: 20 }),
    );
    const filter = fc.oneof(
      fc.record({
        dimension: fc.constantFrom(
          ...[...dimensions.values()].filter(({ type }) => type === "text").map(({ name }) => name),
        ),
        is: fc.constantFrom("in", "not-in", "starts-with"),
        values: fc.array(text, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        amount: fc.constantFrom("paid", "allowed", "units"),
        is: fc.constantFrom("at-least", "at-most"),
        value: fc.constantFrom("0", "100", "-5.50"),
      }),
    );
    const question = fc.record(
      {
        metrics: fc.uniqueArray(fc.constantFrom(...additive, "paid_pmpm", "claimants", "paid_pepm", "unit_price"), {
          minLength: 1,
          maxLength: 4,
        }),
        by: fc.uniqueArray(fc.constantFrom(...dimensions.keys()), { maxLength: 4 }),
        where: fc.array(filter, { maxLength: 2 }),
        subtotals: fc.constantFrom("none", "first", "all"),
        top: fc.constantFrom(undefined, { count: 1 }),
        basis: fc.constantFrom("incurred", "paid"),
      },
      { requiredKeys: ["metrics"] },
    );
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        let envelope: Envelope;
        try {
          envelope = await ask(asked);
        } catch (error) {
          if (isPlanlensError(error) && error.code === "invalid-parameter") return;
          throw error;
        }
        const rows = rowsOf(envelope);
        const sum = (lines: typeof rows, name: string) =>
          lines.reduce((all, line) => all + Math.round(Number(line[name] ?? 0) * 100), 0);
        for (const name of asked.metrics.filter((each) => additive.includes(each))) {
          expect(sum(rows, name), name).toBe(Math.round(Number(totalsOf(envelope)[name] ?? 0) * 100));
          for (const cells of envelope.subtotals) {
            const line = Object.fromEntries(envelope.columns.map((column, i) => [column.name, cells[i] ?? null]));
            const fixed = (asked.by ?? []).filter((dimension) => line[dimension] !== null);
            const part = rows.filter((row) => fixed.every((dimension) => row[dimension] === line[dimension]));
            expect(sum(part, name), name).toBe(Math.round(Number(line[name] ?? 0) * 100));
          }
        }
        expect(JSON.stringify(await ask(asked))).toBe(JSON.stringify(envelope));
      }),
      { numRuns: 60 },
    );
  });

  it("refuse a metric by what it cannot be told apart by, with what it can", async () => {
    await expect(ask({ metrics: ["admissions"], by: ["code"] })).rejects.toThrow(
      /Admissions cannot be told apart by Procedure code. It can by Month/,
    );
    await expect(ask({ metrics: ["members"], by: ["category"] })).rejects.toThrow(/Members cannot be told apart/);
    await expect(
      plan.ask(questionSchema.parse({ metrics: ["paid"] }), {}, { profile: "sponsor-summary" }),
    ).rejects.toThrow(/plan administration only/);
  });

  it("once saved are reports that are versioned, withdrawn and brought back", async () => {
    const { home } = tiny;
    const first = await save(
      home,
      "question",
      { name: "Paid by plan", content: questionSchema.parse({ metrics: ["paid"], by: ["plan"] }) },
      doing,
    );
    await save(
      home,
      "question",
      { id: first.id, content: questionSchema.parse({ metrics: ["lines"], by: ["plan"] }) },
      doing,
    );
    const listed = () =>
      plan
        .catalogue("plan-administration")
        .find(({ id }) => id === "ours")
        ?.reports.map(({ id }) => id);
    expect(listed()).toEqual(["q-paid-by-plan"]);
    expect(plan.catalogue("committee").some(({ id }) => id === "ours")).toBe(false);
    const report = (params: Record<string, string> = {}) => tiny.report("q-paid-by-plan", { period, ...params });
    expect((await report()).columns.some(({ name }) => name === "lines")).toBe(true);
    const pinned = await report({ version: "1" });
    expect(totalsOf(pinned).paid).toBe("9850.00");
    expect(pinned.meta).toMatchObject({ title: "Paid by plan", inputs: { "question paid-by-plan": "1" } });
    expect(plan.method("q-paid-by-plan", "plan-administration").sql).toContain("group by grouping sets");
    const filtered = { ...questionSchema.parse({ metrics: ["paid"], by: ["plan"], filters: { plan: "PPO" } }) };
    expect(totalsOf(await ask(filtered)).paid).toBe("9580.00");
    expect(totalsOf(await ask(filtered, { plan: "HDHP" })).paid).toBe("190.00");
    await withdraw(home, "question", first.id, doing);
    expect(listed()).toBeUndefined();
    await expect(report()).rejects.toThrow(/was withdrawn by pat/);
    expect(JSON.stringify(await report({ version: "1" }))).toBe(JSON.stringify(pinned));
    expect((await bringBack(home, "question", first.id, doing)).version).toBe(4);
    expect(listed()).toEqual(["q-paid-by-plan"]);
  });

  it("take a cohort, and everyone else, whose parts add up in every report", async () => {
    const { home } = tiny;
    const content = {
      period: "2024",
      all: [{ has: "diagnosis", codes: ["e11"], place: "any", days: 2 }],
      any: [],
      none: [],
    } as const;
    await save(home, "cohort", { name: "Diabetes", content: structuredClone(content) as never }, doing);
    const inside = await tiny.report("cost-by-plan", { period, cohort: "diabetes" });
    expect(table(inside, "plan", "paid")).toEqual([["PPO", "9080.00"]]);
    expect(inside.meta.inputs).toEqual({ "cohort diabetes": "1" });
    expect(inside.meta.params.cohort).toBe("diabetes@1");
    expect(inside.meta.footnotes).toContain("Only the cohort “Diabetes” (version 1).");
    for (const id of [
      "cost-by-category",
      "cost-by-plan",
      "cost-by-month",
      "utilization",
      "pharmacy",
      "claim-lines",
      "plan-summary",
      "enrollment",
    ]) {
      const [whole, part, rest] = [
        await tiny.report(id, { period }),
        await tiny.report(id, { period, cohort: "diabetes" }),
        await tiny.report(id, { period, cohort: "!diabetes" }),
      ];
      for (const name of ["paid", "allowed", "lines", "scripts", "member_months"].filter((each) =>
        whole.columns.some((column) => column.name === each),
      )) {
        const of = (envelope: Envelope) => Math.round(Number(envelope.totals ? totalsOf(envelope)[name] : 0) * 100);
        expect(of(part) + of(rest), `${id} ${name}`).toBe(of(whole));
      }
    }
  });

  it("refuse a cohort's words that nobody can meet, and say where a cohort is empty", async () => {
    const desk = builderDesk(plan);
    const cohort = (condition: object) => ({ period: "2024", all: [condition], any: [], none: [] }) as never;
    const [known] = await desk.values("condition", "high blood");
    expect(known?.value).toBe("High blood pressure");
    expect((await desk.count(cohort({ has: "condition", conditions: ["High blood pressure"] }))).members).toBe(0);
    for (const [condition, said] of [
      [{ has: "condition", conditions: ["sugar"] }, /no chronic condition "sugar". Known: .*Diabetes/],
      [{ has: "care", categories: ["Elsewhere"] }, /no category "Elsewhere". Known: .*Imaging/],
      [{ has: "drug", classes: ["Potions"] }, /no drug class "Potions"/],
      [{ has: "member", dimension: "plan", values: ["HMO"] }, /no plan "HMO". Known: HDHP, PPO/],
    ] as const) {
      await expect(desk.count(cohort({ days: 1, fills: 1, always: false, ...condition }))).rejects.toThrow(said);
    }
    await expect(
      desk.save("cohort", { name: "Sugar", content: cohort({ has: "condition", conditions: ["sugar"] }) }, "pat"),
    ).rejects.toThrow(/no chronic condition/);
    await desk.save(
      "cohort",
      { name: "Dear", content: cohort({ has: "cost", amount: "paid", atLeast: "900000" }) },
      "pat",
    );
    const { meta } = await tiny.report("cost-by-category", { period, cohort: "dear" });
    expect(meta.answer).toBe("No member meets the conditions of the cohort “Dear”: this report stands empty.");
  });

  it("stand beside another population or period", async () => {
    const report = await tiny.report("cost-by-category", { period, plan: "PPO", against: "plan=HDHP;period=2024-03" });
    expect(totalsOf(report)).toMatchObject({ paid: "9580.00", paid_prior: "150.00" });
    expect(report.meta.prior?.label).toBe("HDHP, Mar 2024");
    expect(report.meta.answer).toContain("than for HDHP, Mar 2024");
    expect(report.meta.footnotes.join(" ")).toContain(
      "This side covers 3 months and the other 1: compare rates and not sums.",
    );
    const alone = await tiny.report("cost-by-category", { period: "2024-03", plan: "HDHP" });
    expect(totalsOf(report).paid_pmpm_prior).toBe(totalsOf(alone).paid_pmpm);
    await expect(tiny.report("cost-by-category", { period, against: "colour=red" })).rejects.toThrow(
      /is not one of period/,
    );
    await expect(
      plan.report("cost-by-category", { period, against: "plan=HDHP" }, { profile: "sponsor-summary" }),
    ).rejects.toThrow(/plan administration only/);
  });

  it("carry what happened in their months", async () => {
    await save(
      tiny.home,
      "annotation",
      { name: "New administrator", content: { month: "2024-02", text: "New administrator" } },
      doing,
    );
    expect((await tiny.report("cost-by-month", { period })).meta.annotations).toEqual([
      { month: "2024-02", text: "New administrator" },
    ]);
    expect((await tiny.report("cost-by-month", { period: "2024-03" })).meta.annotations).toBeUndefined();
    expect((await tiny.report("cost-by-month", { period }, "sponsor-summary")).meta.annotations).toBeUndefined();
  });
});
