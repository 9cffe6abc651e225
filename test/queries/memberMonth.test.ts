import { afterAll, describe, expect, it } from "vitest";
import type { Settings } from "../../server/home/settings.ts";
import { fill, span } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];

async function memberMonths(eligibility: Row[], rule: Settings["memberMonthRule"] = "any-day", dataEnd = "2025-01-31") {
  const plan = await TinyPlan.build(
    { eligibility, pharmacy_claim: [fill("end", "nobody", dataEnd)] },
    { settings: { memberMonthRule: rule } },
  );
  plans.push(plan);
  return plan;
}

async function sumOf(plan: TinyPlan, person: string): Promise<string | null | undefined> {
  const rows = await plan.query(
    `select sum(member_months) from marts.member_month join marts.person using (person_key) where is_principal and person_id = '${person}'`,
  );
  return rows[0]?.[0];
}

afterAll(async () => {
  for (const plan of plans) await plan.close();
});

describe("member months", () => {
  // Spans Jan 1-Jun 15 and Aug 10-open at Jan 31 of the next year: 12; a full year: 12 (any-day rule).
  const people = [
    span("gap", "2024-01-01", "2024-06-15"),
    span("gap", "2024-08-10", null),
    span("full", "2024-01-01", "2024-12-31"),
    span("far", "2024-11-15", "2099-12-31"),
    span("overlap", "2024-03-01", "2024-05-31"),
    span("overlap", "2024-04-10", "2024-06-30"),
    span("adjacent", "2024-03-01", "2024-03-15"),
    span("adjacent", "2024-03-16", "2024-03-31"),
    span("tenth", "2024-02-10", "2024-02-20"),
    span("second", "2024-02-02", "2024-03-14"),
  ];

  it("by any day: one a month, however the spans lie", async () => {
    const plan = await memberMonths(people);
    const sums = await plan.query(
      "select person_id, sum(member_months) from marts.member_month join marts.person using (person_key) where is_principal group by 1 order by 1",
    );
    expect(sums).toEqual([
      ["adjacent", "1.000000"],
      ["far", "3.000000"],
      ["full", "12.000000"],
      ["gap", "12.000000"],
      ["overlap", "4.000000"],
      ["second", "2.000000"],
      ["tenth", "1.000000"],
    ]);
  });

  it("by the first of the month, the fifteenth, and prorated", async () => {
    const first = await memberMonths(people, "first-of-month");
    expect(await sumOf(first, "gap")).toBe("11.000000");
    expect(await sumOf(first, "tenth")).toBe("0.000000");
    expect(await sumOf(first, "second")).toBe("1.000000");
    const fifteenth = await memberMonths(people, "fifteenth");
    expect(await sumOf(fifteenth, "tenth")).toBe("1.000000");
    expect(await sumOf(fifteenth, "second")).toBe("1.000000");
    expect(await sumOf(fifteenth, "gap")).toBe("12.000000");
    const prorated = await memberMonths(people, "prorated");
    // Jan-May 5, Jun 15/30, Aug 22/31, Sep-Jan 5.
    expect(await sumOf(prorated, "gap")).toBe("11.209677");
    expect(await sumOf(prorated, "tenth")).toBe("0.379310");
    expect(await sumOf(prorated, "overlap")).toBe("4.000000");
    expect(await sumOf(prorated, "adjacent")).toBe("1.000000");
  });

  it("keeps a month that the rule leaves out, so that its claims find their member", async () => {
    const plan = await TinyPlan.build(
      { eligibility: [span("a", "2024-02-10", "2024-12-31")], pharmacy_claim: [fill("1", "a", "2024-02-12")] },
      { settings: { memberMonthRule: "first-of-month" } },
    );
    plans.push(plan);
    expect(await plan.query("select enrolled, plan from marts.cost_month")).toEqual([["true", "PPO"]]);
    expect((await plan.report("enrollment", { period: "2024" })).totals?.at(-1)).toBe("10.00");
  });

  it("gives the month to the span in force on its last covered day, then to the later span, then to the newer load", async () => {
    const plan = await TinyPlan.build([
      {
        eligibility: [
          span("mid", "2024-01-01", "2024-03-14", { plan: "PPO" }),
          span("mid", "2024-03-15", "2024-03-20", { plan: "HDHP" }),
          span("both", "2024-03-01", "2024-03-31", { plan: "PPO" }),
          span("both", "2024-03-10", "2024-03-31", { plan: "HDHP" }),
          span("again", "2024-03-01", "2024-03-31", { plan: "PPO" }),
        ],
      },
      { eligibility: [span("again", "2024-03-01", "2024-03-31", { plan: "HMO" })] },
    ]);
    plans.push(plan);
    expect(
      await plan.query(
        "select person_id, plan from marts.member_month join marts.person using (person_key) where is_principal and month = date '2024-03-01' order by 1",
      ),
    ).toEqual([
      ["again", "HMO"],
      ["both", "HDHP"],
      ["mid", "HDHP"],
    ]);
  });

  it("counts each benefit for itself and a person once", async () => {
    const plan = await memberMonths([
      span("a", "2024-01-01", "2024-02-29", { benefit: "Medical" }),
      span("a", "2024-02-01", "2024-03-31", { benefit: "RX" }),
      span("a", "2024-03-01", "2024-03-31", { benefit: "dental" }),
      span("b", "2024-01-01", "2024-01-31"),
      span("c", "2024-01-01", "2024-01-31", { benefit: "legal" }),
    ]);
    expect(
      await plan.query(
        `select person_id, strftime(month, '%m'), benefit, benefit_bit, benefit_mask, is_principal
         from marts.member_month join marts.person using (person_key) order by 1, 2, 4`,
      ),
    ).toEqual([
      ["a", "01", "medical", "1", "1", "true"],
      ["a", "02", "medical", "1", "3", "true"],
      ["a", "02", "pharmacy", "2", "3", "false"],
      ["a", "03", "pharmacy", "2", "6", "true"],
      ["a", "03", "dental", "4", "6", "false"],
      ["b", "01", "medical", "1", "3", "true"],
      ["b", "01", "pharmacy", "2", "3", "false"],
      ["c", "01", "other", "64", "64", "false"],
    ]);
    const all = await plan.report("enrollment", { period: "2024-01..2024-03" });
    expect(all.rows.map((cells) => cells[1])).toEqual([2, 1, 1]);
    const dental = await plan.report("enrollment", { period: "2024-01..2024-03", benefit: "dental" });
    expect(dental.rows.map((cells) => cells[1])).toEqual([0, 0, 1]);
  });

  it("knows the age, the relationship and the employer whatever the source writes", async () => {
    const plan = await memberMonths([
      span("kid", "2024-05-01", "2024-07-31", {
        subscriber_id: "mother",
        subscriber_relation: "19",
        birth_date: "2006-06-15",
        gender: "M",
        group_name: "Schools",
      }),
      span("none", "2024-05-01", "2024-05-31", {
        subscriber_id: null,
        subscriber_relation: null,
        birth_date: null,
        gender: null,
      }),
    ]);
    expect(
      await plan.query(
        `select person_id, strftime(month, '%m'), age_band, relationship, sex, employer_group, contract_id
         from marts.member_month join marts.person using (person_key) left join marts.contract using (contract_key) where is_principal order by 1, 2`,
      ),
    ).toEqual([
      ["kid", "05", "0-17", "Child", "Male", "Schools", "mother"],
      ["kid", "06", "0-17", "Child", "Male", "Schools", "mother"],
      ["kid", "07", "18-25", "Child", "Male", "Schools", "mother"],
      ["none", "05", "(not given)", "(not given)", "(not given)", "(not given)", null],
    ]);
  });

  it("ends open spans with the data, and believes an end that is given", async () => {
    const plan = await memberMonths(
      [span("open", "2024-11-01", null), span("told", "2024-11-01", "2025-06-30"), span("later", "2025-02-01", null)],
      "any-day",
      "2025-01-05",
    );
    expect(await sumOf(plan, "open")).toBe("3.000000");
    expect(await sumOf(plan, "told")).toBe("8.000000");
    expect(await sumOf(plan, "later")).toBeNull();
    const without = await TinyPlan.build({
      eligibility: [span("open", "2024-11-01", null), span("told", "2024-11-01", "2025-02-28")],
    });
    plans.push(without);
    expect(await sumOf(without, "open")).toBe("4.000000");
  });
});
