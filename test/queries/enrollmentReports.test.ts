import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { professional, span } from "./rows.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

const period = "2024-01..2024-03";

/** A span as a file of that day tells it. */
function told(file: string, person: string, start: string, end: string | null, over: object = {}) {
  return span(person, start, end, { file_date: file, data_source: "office", ...over });
}

/**
 * Files of the last days of December to April. Ann stays; her husband Bob is told in March to be covered since January
 * (31 March − 10 January = 81 days late). Cat ends on 31 January, told in April (30 April − 31 January = 90 days late).
 * Dan moves from the PPO to the HDHP in February. Eva comes in March, told in March. Fay's end in February is told in
 * February.
 */
describe("enrollment of six members", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    const dan = { subscriber_id: "D", gender: "male", coverage_tier: "Family", member_status: "Active" };
    const ann = { subscriber_id: "A", coverage_tier: "Family", member_status: "Active", birth_date: "1960-01-02" };
    plan = await TinyPlan.build({
      eligibility: [
        told("2023-12-31", "ann", "2023-12-01", null, ann),
        told("2024-03-31", "bob", "2024-01-10", null, {
          ...ann,
          gender: "male",
          birth_date: "1990-03-01",
          subscriber_relation: "spouse",
        }),
        told("2023-12-31", "cat", "2023-12-01", null, { member_status: "Retired" }),
        told("2024-04-30", "cat", "2023-12-01", "2024-01-31", { member_status: "Retired" }),
        told("2023-12-31", "dan", "2023-12-01", null, dan),
        told("2024-02-29", "dan", "2023-12-01", "2024-01-31", dan),
        told("2024-02-29", "dan", "2024-02-01", null, { ...dan, plan: "HDHP" }),
        told("2024-03-31", "eva", "2024-03-05", null, { birth_date: null }),
        told("2023-12-31", "fay", "2023-12-01", null),
        told("2024-02-29", "fay", "2023-12-01", "2024-02-29"),
      ],
      medical_claim: [professional("1", "ann", "2024-03-10"), professional("2", "ann", "2023-12-10")],
    });
  });

  afterAll(() => plan.close());

  it("enrollment-changes: foots every month and says what was late, and by how many days", async () => {
    const report = await plan.report("enrollment-changes", { period });
    const cells = rowsOf(report).map((row) => [
      row.month,
      row.opening,
      row.added,
      row.added_late,
      row.ended,
      row.ended_late,
      row.closing,
    ]);
    expect(cells).toEqual([
      ["2024-01", 4, 1, 1, 0, 0, 5],
      ["2024-02", 5, 0, 0, 1, 1, 4],
      ["2024-03", 4, 1, 0, 1, 0, 4],
    ]);
    expect(rowsOf(report).map((row) => [row.days_late_added, row.days_late_ended])).toEqual([
      ["81.0", null],
      [null, "90.0"],
      [null, null],
    ]);
    expect(totalsOf(report)).toMatchObject({
      opening: 4,
      added: 2,
      added_late: 1,
      ended: 2,
      ended_late: 1,
      closing: 4,
    });
    const enrollment = rowsOf(await plan.report("enrollment", { period }));
    expect(enrollment.map((row) => [row.members, row.added, row.ended])).toEqual(
      rowsOf(report).map((row) => [row.closing, row.added, row.ended]),
    );
  });

  it("enrollment-changes: a move out of what is filtered ends there and is not late", async () => {
    const report = await plan.report("enrollment-changes", { period, plan: "PPO" });
    expect(rowOf(report, "2024-02")).toMatchObject({ opening: 5, added: 0, ended: 2, ended_late: 1, closing: 3 });
    expect(rowOf(await plan.report("enrollment-changes", { period, plan: "HDHP" }), "2024-02")).toMatchObject({
      opening: 0,
      added: 1,
      added_late: 0,
      closing: 1,
    });
  });

  it("enrollment-reported: as reported + added since − taken back = as it stands", async () => {
    const rows = rowsOf(await plan.report("enrollment-reported", { period }));
    expect(rows.map((row) => [row.reported, row.added_since, row.taken_back, row.standing])).toEqual([
      [4, 1, 0, 5],
      [4, 1, 1, 4],
      [5, 0, 1, 4],
    ]);
  });

  it("migration: foots both ways, and who came and left stands in it", async () => {
    const report = await plan.report("migration-by-plan", { period });
    expect(rowsOf(report).map((row) => [row.before, row.after, row.members])).toEqual([
      ["PPO", "HDHP", 1],
      ["PPO", "PPO", 1],
      ["PPO", "Not a member", 2],
      ["Not a member", "PPO", 2],
    ]);
    expect(totalsOf(report)).toMatchObject({ members: 6, moved: 1, stayed: 1, came: 2, gone: 2 });
    const subtotals = report.subtotals.map((cells) => cells.slice(0, 2).concat(cells[3] ?? null));
    expect(subtotals).toEqual(
      expect.arrayContaining([
        ["PPO", null, 4],
        [null, "PPO", 3],
        [null, "HDHP", 1],
        [null, "Not a member", 2],
      ]),
    );
  });

  it("enrollment-by and the mix: members add up, contracts count once in the total", async () => {
    const report = await plan.report("enrollment-by-plan", { period });
    expect(rowsOf(report).map((row) => [row.plan, row.members, row.contracts, row.member_months])).toEqual([
      ["HDHP", 1, 1, "2.00"],
      ["PPO", 4, 3, "11.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({ members: 4, member_months: "13.00" });
    const months = rowsOf(await plan.report("enrollment-mix-plan", { period }));
    expect(months.map((row) => [row.month, row.plan, row.members, row.contracts, row.share_of_members])).toEqual([
      ["2024-01", "PPO", 5, 4, "1.0000"],
      ["2024-02", "HDHP", 1, 1, "0.2500"],
      ["2024-02", "PPO", 3, 2, "0.7500"],
      ["2024-03", "HDHP", 1, 1, "0.2500"],
      ["2024-03", "PPO", 3, 2, "0.7500"],
    ]);
    const tiers = await plan.report("enrollment-by-relationship", { period: "2024-03" });
    expect(rowsOf(tiers).map((row) => [row.relationship, row.members, row.contracts])).toEqual([
      ["Spouse", 1, 1],
      ["Subscriber", 3, 3],
    ]);
    expect(totalsOf(tiers)).toMatchObject({ members: 4, contracts: 3, members_per_contract: "1.33" });
  });

  it("age-sex and demography: completed years on the first of the month, those without a birth date apart", async () => {
    const report = await plan.report("age-sex", { period });
    expect(rowsOf(report).map((row) => [row.age_group, row.sex, row.members, row.average_age])).toEqual([
      ["30-34", "Male", 1, "34.0"],
      ["40-44", "Male", 1, "43.0"],
      ["60-64", "Female", 1, "64.0"],
      ["(not given)", "Female", 1, null],
    ]);
    expect(totalsOf(report)).toMatchObject({
      members: 4,
      average_age: "47.0",
      share_female: "0.5000",
      without_birth: 1,
    });
    const months = rowsOf(await plan.report("demography", { period }));
    expect(months.map((row) => [row.members, row.average_age, row.family_size, row.share_retired])).toEqual([
      [5, "45.00", "1.25", "0.2500"],
      [4, "45.75", "1.33", "0.0000"],
      [4, "47.00", "1.33", "0.0000"],
    ]);
  });
});
