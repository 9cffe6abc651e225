import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { compose, type Question } from "../../server/reports/compose.ts";
import { monthPeriod } from "../../server/reports/period.ts";
import type { Report } from "../../server/reports/spec.ts";
import { toTable } from "../../server/reports/table.ts";
import { facility, fill, professional, span, stay } from "./rows.ts";
import { TinyPlan } from "./tinyPlan.ts";

const whole: Question = {
  period: monthPeriod("2024-01", "2024-04"),
  basis: "incurred",
  slice: {},
  own: {},
  paidLimit: null,
  counted: false,
};
const questions: [string, Question][] = [
  ["as it opens", whole],
  ["by payment", { ...whole, basis: "paid" }],
  ["paid by a month", { ...whole, paidLimit: "2024-02" }],
  ["of one network", { ...whole, slice: { network: ["In network"] } }],
  ["of one benefit", { ...whole, slice: { benefit: ["medical"] } }],
  ["of one plan", { ...whole, slice: { plan: ["PPO"] } }],
];

/** Amounts that are not given, a claim without enrollment, one without a paid date, and people with several claims. */
describe("the totals of the marts", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [
        span("amy", "2023-01-01", "2024-12-31", { subscriber_id: "A" }),
        span("ben", "2024-02-01", "2024-03-15", { subscriber_id: "A", plan: "HDHP" }),
        span("cat", "2024-02-15", null, { subscriber_id: "C", benefit: "medical" }),
      ],
      medical_claim: [
        professional("1", "amy", "2024-01-10", { hcpcs_code: "99213", in_network_flag: 1, copayment_amount: "20.00" }),
        professional("2", "amy", "2024-02-10", { hcpcs_code: "99213", allowed_amount: null, paid_date: "2024-04-01" }),
        stay("3", "ben", "2024-03-05", "2024-03-08", { deductible_amount: "1000.00", paid_date: null }),
        facility("4", "cat", "2024-03-02", "2024-03-02", { revenue_center_code: "0450", paid_amount: null }),
        professional("5", "dan", "2024-01-15", { hcpcs_code: "99213" }),
      ],
      pharmacy_claim: [
        fill("6", "amy", "2024-02-20", { brand_generic: "G", specialty: "N", channel: "Retail" }),
        fill("7", "ben", "2024-03-20", { brand_generic: "B", specialty: "Y", channel: "Mail" }),
      ],
    });
  });

  afterAll(() => plan.close());

  const lines = async (report: Report, question: Question) => {
    const own = Object.fromEntries(Object.keys(report.spec.own).map((name) => [name, null]));
    const { sql, bound } = compose(report.file.sql, { ...question, own });
    const { rows, total } = toTable(report, await plan.warehouse.query(sql, bound));
    return { rows: rows.map((line) => line.cells), total: total?.cells };
  };

  it.each(questions)("say the same as the marts, %s", async (_, question) => {
    for (const report of readCatalogue().reports.values()) {
      // What goes on through TypeScript has rows of its own before; what reads no totals has nothing to differ.
      if (report.spec.derive || !/\b(totals|blocks)_of\(/.test(report.file.sql)) continue;
      expect(await lines(report, question), report.id).toEqual(await lines(report, { ...question, counted: true }));
    }
  });

  it("are read where nobody is filtered or counted, and only there", () => {
    const sql = "from totals_of(cost_month) as c join totals_of(member_month) as m join blocks_of(cost_month) as b";
    const read = (question: Question) => compose(sql, question).sql.match(/\b(?:cost|member|claimant)_\w+/g);
    expect(read(whole)).toEqual(["cost_total", "member_total", "claimant_block"]);
    expect(read({ ...whole, counted: true })).toEqual(["cost_month", "member_month", "claimant_block"]);
    expect(read({ ...whole, slice: { network: ["In network"] } })).toEqual([
      "cost_total",
      "member_total",
      "cost_month",
    ]);
    expect(read({ ...whole, slice: { benefit: ["medical"] } })).toEqual(["cost_total", "member_month", "cost_month"]);
    expect(read({ ...whole, basis: "paid" })).toEqual(["cost_total", "member_total", "cost_month"]);
    expect(read({ ...whole, slice: { plan: ["PPO"] } })).toEqual(["cost_month", "member_month", "cost_month"]);
  });
});
