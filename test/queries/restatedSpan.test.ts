import { afterAll, expect, it } from "vitest";
import { fill, span } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];
afterAll(async () => {
  for (const plan of plans) await plan.close();
});

async function monthsOf(...loads: Row[][]) {
  const plan = await TinyPlan.build([
    { eligibility: loads[0], pharmacy_claim: [fill("end", "nobody", "2024-12-31")] },
    ...loads.slice(1).map((eligibility) => ({ eligibility })),
  ]);
  plans.push(plan);
  return Object.fromEntries(
    await plan.query(
      `select person_id || ' ' || plan, cast(sum(member_months) as integer)
       from marts.member_month join marts.person using (person_key) where is_principal group by 1`,
    ),
  );
}

const told = (file_date: string, over: Row = {}) => ({ file_date, data_source: "payroll", ...over });

it("a span stands as the latest file has it, and a void takes it back", async () => {
  expect(
    await monthsOf([
      span("late", "2024-01-01", null, told("2024-01-31")),
      span("late", "2024-01-01", "2024-06-30", told("2024-08-31")),
      // The order of the rows does not matter, the date of their files does.
      span("shuffled", "2024-01-01", "2024-03-31", told("2024-05-31")),
      span("shuffled", "2024-01-01", null, told("2024-01-31")),
      span("void", "2024-01-01", "2024-12-31", told("2024-01-31")),
      span("void", "2024-01-01", "2024-12-31", told("2024-04-30", { enrollment_status: "Void" })),
      span("back", "2024-01-01", "2024-12-31", told("2024-01-31", { enrollment_status: "void" })),
      span("back", "2024-01-01", "2024-12-31", told("2024-02-29")),
      // Another plan, start or source is another span.
      span("moved", "2024-01-01", "2024-03-31", told("2024-01-31")),
      span("moved", "2024-04-01", "2024-12-31", told("2024-04-30", { plan: "HDHP" })),
    ]),
  ).toEqual({ "late PPO": "6", "shuffled PPO": "3", "back PPO": "12", "moved PPO": "3", "moved HDHP": "9" });
});

it("of one date the later load counts", async () => {
  expect(
    await monthsOf(
      [span("a", "2024-01-01", "2024-12-31", told("2024-01-31"))],
      [span("a", "2024-01-01", "2024-02-29", told("2024-01-31"))],
    ),
  ).toEqual({ "a PPO": "2" });
});

it("members who share a card number keep a span each", async () => {
  const card = told("2024-01-31", { member_id: "card" });
  expect(
    await monthsOf([span("mother", "2024-01-01", "2024-12-31", card), span("child", "2024-01-01", "2024-12-31", card)]),
  ).toEqual({ "mother PPO": "12", "child PPO": "12" });
});

it("rows without the date of a file all stand", async () => {
  expect(
    await monthsOf([
      span("a", "2024-01-01", "2024-02-29"),
      span("a", "2024-01-01", "2024-12-31", { enrollment_status: "void" }),
    ]),
  ).toEqual({ "a PPO": "12" });
});
