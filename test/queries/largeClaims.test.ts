import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fill, professional, span } from "./rows.ts";
import { type Row, rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

/**
 * A year of eight members and one whom nobody knows: Ann 1,200,000 of which 200,000 in drugs (cancer), Bob exactly
 * 100,000 (drugs alone), Cat 99,999.99, Dan 60,000, Eva 500, Fay a claim on which nothing was paid, Gus and Hal nothing;
 * Zoe, not enrolled, 30,000. A year before, Ann 20,000 and Bob 130,000.
 */
describe("large claims", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    const people = ["ann", "bob", "cat", "dan", "eva", "fay", "gus", "hal"];
    const paid = (amount: string, over: Row = {}) => ({ paid_amount: amount, allowed_amount: amount, ...over });
    plan = await TinyPlan.build({
      eligibility: people.map((person) => span(person, "2023-01-01", person === "dan" ? "2024-06-30" : "2024-12-31")),
      medical_claim: [
        professional("0", "eva", "2023-01-01", paid("0.00")),
        professional("00", "eva", "2024-07-01", paid("0.00")),
        professional("1", "ann", "2024-02-01", paid("700000.00", { diagnosis_code_1: "C50911" })),
        professional("2", "ann", "2024-03-01", paid("300000.00", { diagnosis_code_1: "J189" })),
        professional(
          "3",
          "cat",
          "2024-03-01",
          paid("99999.99", { diagnosis_code_1: "I214", allowed_amount: "100000.00" }),
        ),
        professional("4", "dan", "2024-03-01", paid("60000.00", { diagnosis_code_1: null })),
        professional("5", "eva", "2024-03-01", paid("500.00", { diagnosis_code_1: "J00" })),
        professional("6", "fay", "2024-03-01", paid("0.00", { diagnosis_code_1: "J00" })),
        professional("7", "zoe", "2024-03-01", paid("30000.00", { diagnosis_code_1: "J00" })),
        professional("8", "ann", "2023-03-01", paid("20000.00", { diagnosis_code_1: "C50911" })),
      ],
      pharmacy_claim: [
        fill("9", "ann", "2024-05-01", paid("200000.00")),
        fill("10", "bob", "2024-05-01", paid("100000.00")),
        fill("11", "bob", "2023-05-01", paid("130000.00")),
      ],
    });
  }, 60_000);

  afterAll(() => plan?.close());

  it("large-claimants: a member counts from the threshold on, and the parts add up", async () => {
    const report = await plan.report("large-claimants", { period: "2024" });
    const cells = (row: Record<string, unknown>) => [
      row.threshold,
      row.claimants_over,
      row.dollars_over,
      row.excess,
      row.claimants,
      row.dollars,
    ];
    expect(rowsOf(report).map(cells)).toEqual([
      ["Below", null, null, null, 2, "500.00"],
      ["$25,000", 5, "1489999.99", "1364999.99", 1, "30000.00"],
      ["$50,000", 4, "1459999.99", "1259999.99", 2, "159999.99"],
      ["$100,000", 2, "1300000.00", "1100000.00", 1, "100000.00"],
      ["$250,000", 1, "1200000.00", "950000.00", 0, "0.00"],
      ["$500,000", 1, "1200000.00", "700000.00", 0, "0.00"],
      ["$1,000,000", 1, "1200000.00", "200000.00", 1, "1200000.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({ claimants: 7, dollars: "1490499.99" });
    // 90 member months in 12 months are 7.5 members: 2 × 1,000 ÷ 7.5.
    expect(rowOf(report, "$100,000").per_1000).toBe("266.67");
    const allowed = await plan.report("large-claimants", { period: "2024", by: "allowed", thresholds: "100000" });
    expect(rowOf(allowed, "$100,000").claimants_over).toBe(3);
  });

  it("continuance: every member and every dollar on one line, those without claims too", async () => {
    const report = await plan.report("continuance", { period: "2024" });
    expect(rowsOf(report).map((row) => [row.band, row.members, row.paid])).toEqual([
      ["No claims", 2, "0.00"],
      ["Nothing paid", 1, "0.00"],
      ["Up to $1,000", 1, "500.00"],
      ["$50,000 to $100,000", 2, "159999.99"],
      ["$100,000 to $250,000", 1, "100000.00"],
      ["$1,000,000 and more", 1, "1200000.00"],
      ["No enrollment found", 1, "30000.00"],
    ]);
    expect(totalsOf(report)).toMatchObject({ members: 9, paid: "1490499.99" });
  });

  it("concentration: the costliest first, and all members in it", async () => {
    const report = await plan.report("concentration", { period: "2024" });
    expect(rowsOf(report).map((row) => [row.part, row.members, row.paid])).toEqual([
      ["Costliest 1%", 1, "1200000.00"],
      ["Next 15%", 2, "199999.99"],
      ["Next 25%", 2, "90000.00"],
      ["The other half", 4, "500.00"],
    ]);
  });

  it("large-claim-conditions and the list: the main condition has the most dollars", async () => {
    const report = await plan.report("large-claim-conditions", { period: "2024" });
    expect(rowsOf(report).map((row) => [row.condition, row.claimants, row.paid, row.paid_main])).toEqual([
      ["Cancer and growths", 1, "1200000.00", "700000.00"],
      ["Condition not known (drugs only)", 1, "100000.00", "100000.00"],
    ]);
    const list = await plan.report("large-claimant-list", { period: "2024", threshold: "50000" });
    expect(rowsOf(list).map((row) => [row.person_id, row.paid, row.before, row.change, row.months_enrolled])).toEqual([
      ["ann", "1200000.00", "20000.00", "1180000.00", 12],
      ["bob", "100000.00", "130000.00", "-30000.00", 12],
      ["cat", "99999.99", "0.00", "99999.99", 12],
      ["dan", "60000.00", "0.00", "60000.00", 6],
    ]);
    expect(rowOf(list, "dan")).toMatchObject({ condition: "No diagnosis given", still_enrolled: false });
    const half = await plan.report("large-claimant-list", { period: "2024-01..2024-06", threshold: "50000" });
    expect(rowsOf(half).map((row) => [row.person_id, row.projected])).toEqual([
      ["ann", "2400000.00"],
      ["bob", "200000.00"],
      ["cat", "199999.98"],
      ["dan", "120000.00"],
    ]);
  });

  it("stop-loss: what the terms come to, with a member's own attachment point", async () => {
    const values = async (params: Record<string, string>) => {
      const report = await plan.report("stop-loss", { period: "2024", ...params });
      return Object.fromEntries(rowsOf(report).map((row) => [row.item, row.value]));
    };
    expect(await values({})).toMatchObject({
      "Members over the attachment point": "1",
      "Expected specific recovery": "700000.00",
      "Claims that the plan bears": "790499.99",
      // 150,000 borne in 96 member months a year before, on 90 member months, 125%.
      "Expected claims PMPM": "1562.50",
      "Expected claims": "140625.00",
      "Aggregate attachment point": "175781.25",
      "Expected aggregate recovery": "614718.74",
      "Expected recoveries": "1314718.74",
    });
    expect(await values({ lasers: "ann:1000000", expected_pmpm: "20000", attachment: "90000" })).toMatchObject({
      "Members over the attachment point": "3",
      "Expected specific recovery": "219999.99",
      "Expected aggregate recovery": "0.00",
    });
  });

  it("enrollment-changes: without dates of files nobody knows what was late", async () => {
    const report = await plan.report("enrollment-changes", { period: "2024-07" });
    expect(rowsOf(report)).toMatchObject([
      { opening: 8, added: 0, added_late: null, ended: 1, ended_late: null, closing: 7 },
    ]);
    const first = await plan.report("enrollment-changes", { period: "2023-01" });
    expect(rowsOf(first)).toMatchObject([{ opening: null, added: null, closing: 8 }]);
  });

  it("names no one outside plan administration", async () => {
    const { readCatalogue } = await import("../../server/reports/catalogue.ts");
    const sponsor = readCatalogue()
      .families("sponsor-summary")
      .find(({ id }) => id === "large-claims");
    expect(sponsor?.reports.map(({ id }) => id).sort()).toEqual([
      "concentration",
      "continuance",
      "large-claim-conditions",
      "large-claimants",
    ]);
  });
});

it("continuance and large claimants foot to the same dollars and people, whatever the claims", {
  timeout: 60_000,
}, async () => {
  const amount = fc.oneof(fc.integer({ min: -5_000_00, max: 5_000_00 }), fc.integer({ min: 0, max: 2_000_000_00 }));
  const claims = fc.sample(fc.record({ person: fc.integer({ min: 1, max: 60 }), amount }), { numRuns: 300, seed: 5 });
  const dollars = (cents: number) => (cents / 100).toFixed(2);
  const plan = await TinyPlan.build({
    eligibility: Array.from({ length: 40 }, (_, i) => span(`p${i + 1}`, "2024-01-01", "2024-12-31")),
    medical_claim: claims.map((claim, i) =>
      professional(`c${i}`, `p${claim.person}`, `2024-0${1 + (i % 9)}-15`, {
        paid_amount: dollars(claim.amount),
        allowed_amount: dollars(claim.amount),
      }),
    ),
  });
  try {
    const cents = claims.reduce((sum, claim) => sum + claim.amount, 0);
    const people = new Set([...claims.map(({ person }) => person), ...Array.from({ length: 40 }, (_, i) => i + 1)])
      .size;
    for (const id of ["continuance", "concentration"]) {
      const report = await plan.report(id, { period: "2024" });
      const rows = rowsOf(report);
      expect(totalsOf(report)).toMatchObject({ members: people, paid: dollars(cents) });
      expect(rows.reduce((sum, row) => sum + Number(row.members), 0)).toBe(people);
      expect(dollars(rows.reduce((sum, row) => sum + Math.round(Number(row.paid) * 100), 0))).toBe(dollars(cents));
    }
    const large = await plan.report("large-claimants", { period: "2024" });
    expect(totalsOf(large)).toMatchObject({
      claimants: new Set(claims.map(({ person }) => person)).size,
      dollars: dollars(cents),
    });
    const rows = rowsOf(large).slice(1);
    for (const [i, row] of rows.entries()) {
      const next = rows[i + 1];
      expect(Number(row.claimants)).toBe(Number(row.claimants_over) - Number(next?.claimants_over ?? 0));
    }
  } finally {
    await plan.close();
  }
});
