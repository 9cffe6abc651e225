import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { type Extracts, rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const period = "2024-01..2024-03";

/**
 * Amy and her son Ben share a contract in the PPO; Cat joins the HDHP in mid-February; nobody knows Dan.
 * January to March 2024: 3 + 3 + 2 = 8 member months, 3 + 2 = 5 contract months. A year before, Amy alone: 3 and 3.
 */
describe("reports on a plan of three members", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [
        span("amy", "2023-01-01", "2024-12-31", { subscriber_id: "A", bargaining_unit: "Teachers" }),
        span("ben", "2024-01-01", "2024-12-31", {
          subscriber_id: "A",
          subscriber_relation: "child",
          birth_date: "2015-05-05",
        }),
        span("cat", "2024-02-15", null, { subscriber_id: "C", plan: "HDHP" }),
      ],
      medical_claim: [
        professional("1", "amy", "2024-01-10", { hcpcs_code: "99213", copayment_amount: "20.00" }),
        stay("2", "amy", "2024-02-05", "2024-02-08", {
          drg_code: "291",
          paid_amount: "9000.00",
          allowed_amount: "10000.00",
          deductible_amount: "1000.00",
        }),
        facility("3", "ben", "2024-03-02", "2024-03-02", {
          revenue_center_code: "0450",
          paid_amount: "500.00",
          allowed_amount: null,
        }),
        professional("4", "dan", "2024-01-15", {
          hcpcs_code: "99213",
          copayment_amount: "20.00",
          paid_date: "2024-04-02",
        }),
        professional("5", "amy", "2023-02-10", {
          hcpcs_code: "99213",
          paid_amount: "70.00",
          allowed_amount: "90.00",
          copayment_amount: "20.00",
        }),
      ],
      pharmacy_claim: [
        fill("6", "cat", "2024-02-20", { brand_generic: "G", specialty: "N", channel: "Retail" }),
        fill("7", "cat", "2024-03-20", {
          brand_generic: "B",
          specialty: "N",
          channel: "mail order",
          paid_amount: "150.00",
          allowed_amount: "200.00",
          copayment_amount: "50.00",
        }),
        fill("8", "cat", "2024-03-21", {
          brand_generic: "B",
          specialty: "Y",
          channel: "Retail",
          paid_amount: "2900.00",
          allowed_amount: "3000.00",
          copayment_amount: "100.00",
        }),
        fill("9", "cat", "2024-03-25", { brand_generic: "G", specialty: "N", channel: "Retail" }),
        fill("9", "cat", "2024-03-25", {
          brand_generic: "G",
          specialty: "N",
          channel: "Retail",
          quantity: "-30",
          paid_amount: "-40.00",
          allowed_amount: "-50.00",
          copayment_amount: "-10.00",
        }),
        fill("10", "ben", "2024-03-30", {
          paid_date: null,
          paid_amount: "10.00",
          allowed_amount: "20.00",
          copayment_amount: "10.00",
        }),
      ],
    });
  });

  afterAll(() => plan.close());

  it("cost-by-category: what each kind of care cost, and who was not found", async () => {
    const report = await plan.report("cost-by-category", { period });
    expect(
      rowsOf(report).map((row) => [row.category, row.lines, row.allowed, row.paid, row.member_cost, row.paid_pmpm]),
    ).toEqual([
      ["Inpatient hospital", 1, "10000.00", "9000.00", "1000.00", "1125.00"],
      ["Emergency department", 1, null, "500.00", null, "62.50"],
      ["Office visits", 1, "100.00", "80.00", "20.00", "10.00"],
      ["Prescription drugs", 6, "3270.00", "3100.00", "170.00", "387.50"],
      ["No enrollment found", 1, "100.00", "80.00", "20.00", "10.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({
      lines: 10,
      claimants: 4,
      allowed: "13470.00",
      paid: "12760.00",
      member_cost: "1210.00",
      paid_pmpm: "1595.00",
      share_of_paid: "1.0000",
    });
    expect(rowOf(report, "Inpatient hospital").share_of_paid).toBe("0.7053");
    expect(report.meta.answer).toBe(
      "The plan paid $12,760 in Jan–Mar 2024; the largest part, 70.5%, went to Inpatient hospital.",
    );
    expect(report.meta.footnotes).toContain(
      "1 lines give no allowed amount, so it is not given there and not zero. The plan paid $500.00 on them.",
    );
    expect(report.meta.footnotes.join(" ")).not.toContain("paid date");
  });

  it("cost-by-category on the paid basis: by month of payment, and what has no such month", async () => {
    const report = await plan.report("cost-by-category", { period, basis: "paid" });
    expect(totalsOf(report)).toMatchObject({
      lines: 8,
      paid: "12670.00",
      lines_without_paid_date: 1,
      paid_without_paid_date: "10.00",
    });
    expect(report.meta.footnotes.join(" ")).toMatch(/1 lines of service in Jan–Mar 2024 give no paid date .*\$10\.00/);
    const april = await plan.report("cost-by-category", { period: "2024-04", basis: "paid" });
    expect(totalsOf(april)).toMatchObject({ lines: 1, paid: "80.00" });
  });

  it("cost-by-category: filters reach the spend, the members and what was not found", async () => {
    const ppo = await plan.report("cost-by-category", { period, plan: "PPO" });
    expect(totalsOf(ppo)).toMatchObject({ paid: "9590.00", paid_pmpm: "1598.33" });
    const empty = await plan.report("cost-by-category", { period, plan: " , " });
    expect(totalsOf(empty)).toEqual(totalsOf(await plan.report("cost-by-category", { period })));
    expect(empty.meta.params.plan).toBeUndefined();
    const none = await plan.report("cost-by-category", { period, plan: "(none)" });
    expect(totalsOf(none)).toMatchObject({ paid: "80.00", paid_pmpm: null });
    const teachers = await plan.report("cost-by-category", { period, unit: "Teachers", relationship: "Subscriber" });
    expect(totalsOf(teachers)).toMatchObject({ paid: "9080.00", paid_pmpm: "3026.67" });
    const medical = await plan.report("cost-by-category", { period, benefit: "medical" });
    expect(totalsOf(medical)).toMatchObject({ paid: "9660.00", paid_pmpm: "1207.50" });
  });

  it("cost-by-service: the services of a category", async () => {
    const report = await plan.report("cost-by-service", { period, category: "Prescription drugs" });
    expect(rowsOf(report).map((row) => [row.service, row.lines, row.paid, row.paid_pmpm])).toEqual([
      ["Generic drugs", 3, "40.00", "5.00"],
      ["Brand drugs", 1, "150.00", "18.75"],
      ["Specialty drugs", 1, "2900.00", "362.50"],
      ["Drugs of no stated class", 1, "10.00", "1.25"],
    ]);
    expect(totalsOf(report)).toMatchObject({ lines: 6, paid: "3100.00", paid_pmpm: "387.50" });
    expect(totalsOf(await plan.report("cost-by-service", { period }))).toMatchObject({ lines: 10, paid: "12760.00" });
    expect(totalsOf(await plan.report("cost-by-service", { period, category: "No enrollment found" }))).toMatchObject({
      lines: 1,
      paid: "80.00",
    });
  });

  it("cost-by-month: each month by its own members", async () => {
    const report = await plan.report("cost-by-month", { period });
    expect(
      rowsOf(report).map((row) => [
        row.month,
        row.members,
        row.paid_medical,
        row.paid_pharmacy,
        row.paid,
        row.paid_pmpm,
      ]),
    ).toEqual([
      ["2024-01", 2, "160.00", "0.00", "160.00", "80.00"],
      ["2024-02", 3, "9000.00", "40.00", "9040.00", "3013.33"],
      ["2024-03", 3, "500.00", "3060.00", "3560.00", "1186.67"],
    ]);
    expect(totalsOf(report)).toMatchObject({ members: 3, allowed: "13470.00", paid: "12760.00", paid_pmpm: "1595.00" });
    const empty = await plan.report("cost-by-month", { period: "2023-03..2023-04" });
    expect(rowsOf(empty).map((row) => [row.members, row.allowed, row.paid, row.paid_pmpm])).toEqual([
      [1, "0.00", "0.00", "0.00"],
      [1, "0.00", "0.00", "0.00"],
    ]);
  });

  it("cost-by-plan: each plan by its own members, spend without enrollment in a row of its own", async () => {
    const report = await plan.report("cost-by-plan", { period });
    expect(
      rowsOf(report).map((row) => [
        row.plan,
        row.filter_value,
        row.members,
        row.paid,
        row.paid_pmpm,
        row.share_of_members,
      ]),
    ).toEqual([
      ["HDHP", "HDHP", 1, "3090.00", "1545.00", "0.2500"],
      ["PPO", "PPO", 2, "9590.00", "1598.33", "0.7500"],
      ["No enrollment found", "(none)", 0, "80.00", null, "0.0000"],
    ]);
    expect(totalsOf(report)).toMatchObject({
      members: 3,
      paid: "12760.00",
      paid_pmpm: "1595.00",
      share_of_paid: "1.0000",
    });
  });

  it("utilization: counts by date of service and rates per 1,000", async () => {
    const report = await plan.report("utilization", { period });
    const of = (measure: string) => {
      const { count, per_1000, users } = rowOf(report, measure);
      return [count, per_1000, users];
    };
    expect(of("admissions")).toEqual([1, "1500.0", 1]);
    expect(of("inpatient_days")).toEqual([3, "4500.0", 1]);
    expect(of("newborn_admissions")).toEqual([0, "0.0", 0]);
    expect(of("emergency_visits")).toEqual([1, "1500.0", 1]);
    expect(of("emergency_visits_all")).toEqual([1, "1500.0", 1]);
    expect(of("office_visits")).toEqual([2, "3000.0", 2]);
    expect(of("scripts")).toEqual([4, "6000.0", 2]);
    expect(report.meta.answer).toBe(
      "For every 1,000 members there were 1,500.0 hospital admissions and 1,500.0 emergency visits a year, and 3,000.0 office visits.",
    );
    const paid = await plan.report("utilization", { period, basis: "paid" });
    expect(paid.rows).toEqual(report.rows);
    const months = await plan.report("utilization-by-month", { period });
    expect(rowsOf(months).map((row) => [row.month, row.admissions_per_1000, row.scripts_per_1000])).toEqual([
      ["2024-01", "0.0", "0.0"],
      ["2024-02", "4000.0", "4000.0"],
      ["2024-03", "0.0", "12000.0"],
    ]);
    expect(totalsOf(months)).toMatchObject({ admissions_per_1000: "1500.0", office_visits_per_1000: "3000.0" });
  });

  it("enrollment: members, contracts, who came and who went", async () => {
    const report = await plan.report("enrollment", { period });
    expect(
      rowsOf(report).map((row) => [
        row.month,
        row.members,
        row.contracts,
        row.members_per_contract,
        row.added,
        row.ended,
      ]),
    ).toEqual([
      ["2024-01", 2, 1, "2.00", 1, 0],
      ["2024-02", 3, 2, "1.50", 1, 0],
      ["2024-03", 3, 2, "1.50", 0, 0],
    ]);
    expect(totalsOf(report)).toMatchObject({
      members: 3,
      contracts: 2,
      members_per_contract: "1.60",
      added: 2,
      ended: 0,
      member_months: "8.00",
    });
    expect(report.meta.answer).toBe("The plan covered 3 members on average in Jan–Mar 2024, on 2 contracts.");
    const end = await plan.report("enrollment", { period: "2024-04..2025-01" });
    expect(
      rowsOf(end)
        .map((row) => [row.month, row.members, row.ended])
        .slice(0, 2),
    ).toEqual([
      ["2024-04", 2, null],
      ["2024-05", 2, null],
    ]);
    const outside = await plan.report("enrollment", { period, profile: "sponsor-summary" });
    expect(outside.columns.map((column) => column.name)).not.toContain("added");
    expect(outside.columns.map((column) => column.name)).not.toContain("ended");
    const begin = await plan.report("enrollment", { period: "2023-01..2023-02" });
    expect(rowsOf(begin).map((row) => [row.members, row.added, row.ended])).toEqual([
      [1, null, null],
      [1, 0, 0],
    ]);
  });

  it("pharmacy: prescriptions net of reversals, generic and specialty shares", async () => {
    const report = await plan.report("pharmacy", { period });
    expect(
      rowsOf(report).map((row) => [row.drug_class, row.scripts, row.days_supply, row.paid, row.paid_per_script]),
    ).toEqual([
      ["Generic drugs", 1, 30, "40.00", "40.00"],
      ["Brand drugs", 1, 30, "150.00", "150.00"],
      ["Specialty drugs", 1, 30, "2900.00", "2900.00"],
      ["Drugs of no stated class", 1, 30, "10.00", "10.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({
      scripts: 4,
      days_supply: 120,
      allowed: "3270.00",
      paid: "3100.00",
      member_cost: "170.00",
      paid_per_script: "775.00",
      generic_share: "0.3333",
      specialty_share: "0.9385",
    });
    const channel = await plan.report("pharmacy-by-channel", { period });
    expect(rowsOf(channel).map((row) => [row.channel, row.scripts, row.paid])).toEqual([
      ["Mail", 1, "150.00"],
      ["Retail", 2, "2940.00"],
      ["(not given)", 1, "10.00"],
    ]);
  });

  it("incurred-paid: what was incurred and what was paid out, with what has no paid date", async () => {
    const report = await plan.report("incurred-paid", { period: "2024-01..2024-04" });
    expect(rowsOf(report).map((row) => [row.month, row.incurred, row.paid, row.difference])).toEqual([
      ["2024-01", "160.00", "80.00", "80.00"],
      ["2024-02", "9040.00", "9040.00", "0.00"],
      ["2024-03", "3560.00", "3550.00", "10.00"],
      ["2024-04", "0.00", "80.00", "-80.00"],
      ["(no paid date given)", null, "10.00", null],
    ]);
    expect(totalsOf(report)).toMatchObject({ incurred: "12760.00", paid: "12760.00", difference: "0.00" });
    expect(report.meta.answer).toBe(
      "Care in Jan–Apr 2024 has cost the plan $12,760 so far; payments dated in those months come to $12,750.",
    );
  });

  it("claim-lines: the lines behind a figure, and their sum", async () => {
    const all = await plan.report("claim-lines", { period });
    expect(totalsOf(all)).toMatchObject({ lines: 10, paid: "12760.00", allowed: "13470.00" });
    expect(all.rows).toHaveLength(10);
    const first = await plan.report("claim-lines", { period, limit: "3" });
    expect(first.rows).toEqual(all.rows.slice(0, 3));
    expect(totalsOf(first)).toMatchObject({ lines: 10, paid: "12760.00", unlisted: 7 });
    expect(first.meta.footnotes.join(" ")).toContain("7 more lines stand behind this");
    expect(all.meta.footnotes.join(" ")).not.toContain("more lines");
    expect((await plan.report("claim-lines", { period, limit: "all" })).rows).toHaveLength(10);
    const some = await plan.report("claim-lines", { period, category: "Office visits" });
    expect(rowsOf(some).map((row) => [row.claim_id, row.code, row.paid, row.load_number, row.source_row])).toEqual([
      ["1", "99213", "80.00", 1, 1],
    ]);
    const unknown = await plan.report("claim-lines", { period, category: "No enrollment found" });
    expect(rowsOf(unknown).map((row) => [row.person_id, row.service])).toEqual([["dan", "Office visits"]]);
  });

  it("plan-summary: one page, against the year before", async () => {
    const report = await plan.report("plan-summary", { period });
    const of = (measure: string) => [rowOf(report, measure).value, rowOf(report, measure).value_prior];
    expect(of("Members")).toEqual(["3", "1"]);
    expect(of("Contracts")).toEqual(["2", "1"]);
    expect(of("Members per contract")).toEqual(["1.60", "1.00"]);
    expect(of("Member months")).toEqual(["8.00", "3.00"]);
    expect(of("Plan paid")).toEqual(["12760.00", "70.00"]);
    expect(of("Plan paid PMPM")).toEqual(["1595.00", "23.33"]);
    expect(of("Plan paid PMPM, medical")).toEqual(["1207.50", "23.33"]);
    expect(of("Plan paid PMPM, pharmacy")).toEqual(["387.50", "0.00"]);
    expect(of("Plan paid PEPM")).toEqual(["2552.00", "23.33"]);
    expect(of("Allowed")).toEqual(["13470.00", "90.00"]);
    expect(of("Allowed PMPM")).toEqual(["1683.75", "30.00"]);
    expect(of("Member share of allowed")).toEqual(["0.0898", "0.2222"]);
    expect(of("Plan paid where no enrollment was found")).toEqual(["80.00", "0.00"]);
    expect(of("Admissions per 1,000")).toEqual(["1500.0", "0.0"]);
    expect(of("Average length of stay")).toEqual(["3.0", null]);
    expect(of("Office visits per 1,000")).toEqual(["3000.0", "4000.0"]);
    expect(rowOf(report, "Plan paid PMPM").unit).toBe("usd_pmpm");
    expect(report.meta.answer).toMatch(
      /^The plan paid \$1,595\.00 for each member each month of Jan–Mar 2024, .* than in Jan–Mar 2023\.$/,
    );
    expect(report.meta.footnotes.join(" ")).toContain("$80.00 was for members with no enrollment");
    expect(report.meta.footnotes.join(" ")).toContain("1 claim lines give no allowed amount");
  });
});

describe("the plan summary where a source is not there", () => {
  const eligibility = [span("amy", "2024-01-01", "2024-12-31")];
  const figures = ["Plan paid", "Plan paid PMPM, medical", "Plan paid PMPM, pharmacy", "Allowed"];
  const use = ["Admissions per 1,000", "Office visits per 1,000", "Prescriptions per 1,000"];

  async function summary(extracts: Extracts, params: Record<string, string> = {}) {
    const plan = await TinyPlan.build({ eligibility, ...extracts });
    try {
      const report = await plan.report("plan-summary", { period, compare: "none", ...params });
      return [...figures, ...use].map((name) => rowOf(report, name).value);
    } finally {
      await plan.close();
    }
  }

  it("shows what has no file as not given, and not as 0", async () => {
    const visit = professional("1", "amy", "2024-01-10", { hcpcs_code: "99213" });
    expect(await summary({ pharmacy_claim: [fill("6", "amy", "2024-02-20")] })).toEqual([
      "40.00",
      null,
      "13.33",
      "50.00",
      null,
      null,
      "4000.0",
    ]);
    expect(await summary({ medical_claim: [visit] })).toEqual([
      "80.00",
      "26.67",
      null,
      "100.00",
      "0.0",
      "4000.0",
      null,
    ]);
    // There is a file of fills, and none in the period.
    expect(await summary({ medical_claim: [visit], pharmacy_claim: [fill("6", "amy", "2023-02-20")] })).toEqual([
      "80.00",
      "26.67",
      "0.00",
      "100.00",
      "0.0",
      "4000.0",
      "0.0",
    ]);
  });

  it("in every report, where there is no source of claims at all", async () => {
    const plan = await TinyPlan.build({ eligibility: [span("amy", "2024-01-01", null)] });
    const zeros: string[] = [];
    try {
      for (const { id, spec } of readCatalogue().reports.values()) {
        const { meta, columns, rows, totals } = await plan.report(id, { period, compare: "none" }).catch((error) => {
          if (error.code === "invalid-parameter") return plan.report(id, { period });
          throw error;
        });
        const needed = spec.needs?.some((source) => source !== "enrollment") ?? false;
        if (needed) expect([id, rows, totals]).toEqual([id, [], null]);
        if (needed) expect(meta.answer, id).toMatch(/^No .*claims are loaded/);
        if (spec.family === "enrollment") continue;
        for (const cells of [...rows, ...(totals ? [totals] : [])]) {
          const zero = columns.filter(
            ({ role, hidden }, i) => role === "measure" && !hidden && Number(cells[i] ?? 1) === 0,
          );
          zeros.push(...zero.map(({ name }) => `${id} ${name} ${cells[0]}`));
        }
      }
      expect(zeros).toEqual([]);
    } finally {
      await plan.close();
    }
  });

  it("and in a report of both benefits, what has no file of the one", async () => {
    const plan = await TinyPlan.build({
      eligibility: [span("amy", "2024-01-01", "2024-12-31")],
      pharmacy_claim: [fill("6", "amy", "2024-02-20")],
    });
    try {
      const use = await plan.report("utilization", { period });
      expect(rowOf(use, "Admissions")).toMatchObject({ count: null, per_1000: null });
      expect(rowOf(use, "Prescriptions filled")).toMatchObject({ count: 1 });
      const months = await plan.report("utilization-by-month", { period });
      expect(totalsOf(months)).toMatchObject({ admissions_per_1000: null, scripts_per_1000: "4000.0" });
      const cost = await plan.report("cost-by-month", { period });
      expect(totalsOf(cost)).toMatchObject({ paid_medical: null, paid_pharmacy: "40.00", paid: "40.00" });
      const preventive = await plan.report("preventive", { period });
      expect(preventive.meta.answer).toBe("No medical claims are loaded, so there is no figure to show here.");
    } finally {
      await plan.close();
    }
  });

  it("and no rise, nor a period before, where the data has none", async () => {
    const plan = await TinyPlan.build({
      eligibility: [span("amy", "2024-01-01", "2024-12-31")],
      medical_claim: [professional("1", "amy", "2024-01-10", { hcpcs_code: "99213" })],
    });
    try {
      const movers = await plan.report("top-movers", { period });
      expect(movers.meta.answer).toBe("The plan paid $80.00 in Jan–Mar 2024.");
      expect(rowsOf(movers)).toEqual([expect.objectContaining({ paid: "80.00", earlier: null, change: null })]);
    } finally {
      await plan.close();
    }
  });

  it("and on the paid basis what has no paid dates", async () => {
    const undated = professional("1", "amy", "2024-01-10", { hcpcs_code: "99213", paid_date: null });
    const extracts = { medical_claim: [undated], pharmacy_claim: [fill("6", "amy", "2024-02-20")] };
    expect((await summary(extracts, { basis: "paid" })).slice(0, 4)).toEqual(["40.00", null, "13.33", "50.00"]);
    expect((await summary(extracts)).slice(0, 4)).toEqual(["120.00", "26.67", "13.33", "150.00"]);
    expect((await summary({ medical_claim: [undated] }, { basis: "paid" })).slice(0, 4)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
