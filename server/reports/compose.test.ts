import { describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { parsePeriod } from "./period.ts";

const question = {
  period: parsePeriod("2025", 7),
  basis: "incurred" as const,
  slice: {},
  own: {},
  paidLimit: null,
  counted: false,
};

describe("the composer", () => {
  it("binds every value and only those that are used", () => {
    const hostile = "PPO'; drop table x; --";
    const { sql, bound } = compose("select 1 from t as c where basis_month(c) between $from and $to and in_slice(c)", {
      ...question,
      slice: { plan: [hostile, "HMO"], sex: ["female"] },
    });
    expect(sql).toBe(
      "select 1 from t as c where c.incurred_month between $from and $to and (c.plan in ($slice_plan_0, $slice_plan_1) and c.sex in ($slice_sex_0))",
    );
    expect(sql).not.toContain("drop");
    expect(Object.keys(bound).sort()).toEqual(["from", "slice_plan_0", "slice_plan_1", "slice_sex_0", "to"]);
    expect(bound.slice_plan_0?.value).toBe(hostile);
  });

  it("counts a person once whatever the benefits, and leaves the network out of membership", () => {
    const { sql, bound } = compose("select in_member_slice(m)", {
      ...question,
      slice: { benefit: ["pharmacy", "dental"], network: ["in"] },
    });
    expect(sql).toBe(
      "select ((m.benefit_bit & $slice_benefit_mask) <> 0 and (m.benefit_mask & $slice_benefit_mask & (m.benefit_bit - 1)) = 0)",
    );
    expect(bound.slice_benefit_mask?.value).toBe(6);
  });

  it("turns to the month of payment, and cuts late payments off for a like comparison", () => {
    expect(compose("select basis_month(c)", { ...question, basis: "paid" }).sql).toBe("select c.paid_month");
    const cut = compose("select basis_month(c)", { ...question, paidLimit: "2025-03" });
    expect(cut.sql).toContain("c.paid_month > $slice_paid_limit");
    expect(String(cut.bound.slice_paid_limit?.value)).toBe("2025-03-01");
  });

  it("is true where nothing is filtered", () => {
    expect(compose("select in_slice(c)", question).sql).toBe("select true");
  });
});

describe("SQL that reads both periods itself", () => {
  const sql = "select basis_month(c) between $from and $to, basis_month(c) between $prior_from and $prior_to";
  const both = { ...question, prior: parsePeriod("2024", 7), paidLimit: "2024-06" };

  it("is cut off at the month of payment in the one compared with alone", () => {
    const { sql: composed, bound } = compose(sql, both);
    expect(composed).toBe(
      "select c.incurred_month between $from and $to, (c.incurred_month between $prior_from and $prior_to and (c.paid_month is null or c.paid_month <= $slice_paid_limit))",
    );
    expect([bound.prior_from, bound.prior_to].map((each) => String(each?.value))).toEqual(["2024-01-01", "2024-12-01"]);
  });

  it("is given nulls where there is none to compare with", () => {
    const { bound } = compose(sql, { ...both, prior: null, paidLimit: null });
    expect(bound.prior_from?.value).toBeNull();
  });
});
