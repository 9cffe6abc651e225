import { afterAll, describe, expect, it } from "vitest";
import { fill, professional, stay } from "./rows.ts";
import { type Row, TinyPlan } from "./tinyPlan.ts";

const plans: TinyPlan[] = [];
afterAll(async () => {
  for (const plan of plans) await plan.close();
});

const visit = { hcpcs_code: "99213" };
const minus = { paid_amount: "-80.00", allowed_amount: "-100.00", charge_amount: "-150.00" };
const less = { paid_amount: "60.00", allowed_amount: "80.00", charge_amount: "150.00" };

async function build(medical_claim: Row[], pharmacy_claim: Row[] = []) {
  const plan = await TinyPlan.build({ medical_claim, pharmacy_claim });
  plans.push(plan);
  return plan;
}

/** The final lines, as claim and paid amount, of each person. */
async function final(plan: TinyPlan, table = "medical_claim"): Promise<Record<string, string>> {
  const rows = await plan.query(
    `select person_id, string_agg(claim_id || ' ' || paid_amount, ', ' order by claim_id, paid_amount) from core.${table} group by 1`,
  );
  return Object.fromEntries(rows.map(([person, lines]) => [String(person), String(lines)]));
}

describe("the final version of a claim", () => {
  // The same claim in each style: paid 80, taken back, paid 60.
  const original = { line_type: "original", claim_version: "1", adjudicated_date: "2024-02-01" };
  const reversal = { ...minus, line_type: "reversal", claim_version: "2", adjudicated_date: "2024-03-01" };
  const adjustment = { ...less, line_type: "adjustment", claim_version: "3", adjudicated_date: "2024-03-01" };
  const day = "2024-01-05";

  it("is found where versions add a digit, name the first claim, keep its id, or have no word at all", async () => {
    const plan = await build([
      professional("A100", "digit", day, { ...visit, ...original }),
      professional("A1001", "digit", day, { ...visit, ...reversal }),
      professional("A1002", "digit", day, { ...visit, ...adjustment }),
      professional("B7", "named", day, { ...visit, ...original }),
      professional("B9", "named", day, { ...visit, ...reversal, original_claim_id: "B7" }),
      professional("B8", "named", day, { ...visit, ...adjustment, original_claim_id: "B7" }),
      professional("C1", "same", day, { ...visit, ...original }),
      professional("C1", "same", day, { ...visit, ...reversal }),
      professional("C1", "same", day, { ...visit, ...adjustment }),
      professional("D1", "bare", day, visit),
      professional("D1", "bare", day, { ...visit, ...minus }),
      professional("D1", "bare", day, { ...visit, ...less }),
      // Each version names the one before it.
      professional("E1", "chain", day, { ...visit, ...original }),
      professional("E2", "chain", day, { ...visit, ...reversal, original_claim_id: "E1" }),
      professional("E3", "chain", day, { ...visit, ...adjustment, original_claim_id: "E2" }),
    ]);
    expect(await final(plan)).toEqual({
      digit: "A1002 60.00",
      named: "B8 60.00",
      same: "C1 60.00",
      bare: "D1 60.00",
      chain: "E3 60.00",
    });
    expect(
      await plan.query(
        "select person_id, string_agg(distinct claim_root, ',') from core.medical_claim_version group by 1 order by 1",
      ),
    ).toEqual([
      ["bare", "D1"],
      ["chain", "E1"],
      ["digit", "A100"],
      ["named", "B7"],
      ["same", "C1"],
    ]);
    expect(await plan.query("select measure, sum(count) from marts.use_month group by 1")).toEqual([
      ["office_visits", "5"],
    ]);
    // Dollars add over all versions, each in its month of payment, and come to those of the final ones.
    expect(await plan.query("select sum(lines), sum(paid), sum(allowed), sum(charge) from marts.cost_month")).toEqual([
      ["15", "300.00", "400.00", "750.00"],
    ]);
    expect(await plan.query("select sum(paid_amount), sum(allowed_amount) from core.medical_claim")).toEqual([
      ["300.00", "400.00"],
    ]);
  });

  it("is none where a claim was taken back whole, in each style", async () => {
    const plan = await build([
      professional("A100", "digit", day, { ...visit, ...original }),
      professional("A1001", "digit", day, { ...visit, ...reversal }),
      professional("B7", "named", day, { ...visit, ...original }),
      professional("B9", "named", day, { ...visit, ...reversal, original_claim_id: "B7" }),
      professional("C1", "same", day, { ...visit, ...original }),
      professional("C1", "same", day, { ...visit, ...reversal }),
      stay("S1", "stay", day, "2024-01-09", { line_type: "original" }),
      stay("S1", "stay", day, "2024-01-09", { claim_line_number: 2, revenue_center_code: "0250" }),
      stay("S11", "stay", day, "2024-01-09", { ...minus, charge_amount: "-3000", line_type: "reversal" }),
      stay("S11", "stay", day, "2024-01-09", {
        claim_line_number: 2,
        revenue_center_code: "0250",
        charge_amount: "-3000",
        line_type: "reversal",
      }),
      // The reversal came, its original lies before the data.
      professional("Z1", "alone", day, { ...visit, ...reversal, original_claim_id: "Z0" }),
      // Adjusted twice, and the second time taken back.
      professional("T1", "twice", day, { ...visit, ...original }),
      professional("T1", "twice", day, { ...visit, ...reversal }),
      professional("T1", "twice", day, { ...visit, ...adjustment }),
      professional("T1", "twice", day, {
        ...visit,
        ...reversal,
        claim_version: "4",
        paid_amount: "-60.00",
        allowed_amount: "-80.00",
        adjudicated_date: "2024-04-01",
      }),
    ]);
    expect(await final(plan)).toEqual({});
    expect(await plan.query("select count(*) from marts.use_month")).toEqual([["0"]]);
    expect(await plan.query("select count(*) from marts.encounter")).toEqual([["0"]]);
  });

  it("is not lost where an id only looks like another with a digit, or belongs to another source or person", async () => {
    const plan = await build([
      professional("F10", "alike", day, visit),
      professional("F101", "alike", day, visit),
      professional("G10", "other source", day, { ...visit, data_source: "x" }),
      professional("G101", "other source", day, { ...visit, ...adjustment, data_source: "y" }),
      professional("H10", "one", day, visit),
      professional("H101", "another", day, { ...visit, ...adjustment }),
      // The id is kept, and there happens to be another claim whose id is one digit shorter.
      professional("K10", "kept", day, visit),
      professional("K101", "kept", "2024-01-06", { ...visit, ...original }),
      professional("K101", "kept", "2024-01-06", { ...visit, ...reversal }),
    ]);
    expect(await final(plan)).toEqual({
      alike: "F10 80.00, F101 80.00",
      "other source": "G10 80.00, G101 60.00",
      one: "H10 80.00",
      another: "H101 60.00",
      kept: "K10 80.00",
    });
  });

  it("keeps a correction of some dollars beside the claim that it corrects", async () => {
    const plan = await build([
      professional("L1", "some", day, visit),
      professional("L1", "some", day, { ...visit, paid_amount: "-5.00", allowed_amount: "-5.00", charge_amount: null }),
      // Only the second line is taken back.
      professional("M1", "line", day, visit),
      professional("M1", "line", day, { ...visit, claim_line_number: 2 }),
      professional("M1", "line", day, { ...visit, ...minus, claim_line_number: 2 }),
    ]);
    expect(await final(plan)).toEqual({ some: "L1 -5.00, L1 80.00", line: "M1 80.00" });
  });

  it("is never a denied or pended line, and those cost nothing", async () => {
    const plan = await build([
      professional("N1", "denied", day, { ...visit, claim_status: "denied", paid_amount: "80.00" }),
      professional("N2", "pended", day, { ...visit, claim_status: "Pending" }),
      professional("N3", "paid", day, { ...visit, claim_status: "denied" }),
      professional("N31", "paid", day, { ...visit, ...adjustment, claim_status: "paid" }),
    ]);
    expect(await final(plan)).toEqual({ paid: "N31 60.00" });
    expect(await plan.query("select sum(lines), sum(paid) from marts.cost_month")).toEqual([["1", "60.00"]]);
    expect(await plan.query("select count(*), count_if(is_paid) from core.medical_claim_version")).toEqual([
      ["4", "1"],
    ]);
  });

  it("counts fills and their days once, and their dollars as they were paid", async () => {
    const back = { paid_amount: "-40.00", allowed_amount: "-50.00", copayment_amount: "-10.00", quantity: "-30" };
    const plan = await build(
      [],
      [
        fill("P1", "back", day, { line_type: "original" }),
        fill("P2", "back", day, { ...back, line_type: "reversal", original_claim_id: "P1", paid_date: "2024-03-01" }),
        fill("Q1", "again", day, { line_type: "original" }),
        fill("Q2", "again", day, { ...back, line_type: "reversal", original_claim_id: "Q1", paid_date: "2024-03-01" }),
        fill("Q3", "again", day, {
          line_type: "adjustment",
          original_claim_id: "Q1",
          paid_amount: "35.00",
          paid_date: "2024-03-01",
        }),
      ],
    );
    expect(await final(plan, "pharmacy_claim")).toEqual({ again: "Q3 35.00" });
    expect(await plan.query("select sum(scripts), sum(days_supply), sum(paid) from marts.pharmacy_month")).toEqual([
      ["1", "30", "35.00"],
    ]);
    expect(await plan.query("select measure, sum(count) from marts.use_month group by 1")).toEqual([["scripts", "1"]]);
    expect(
      await plan.query("select strftime(paid_month, '%m'), sum(paid) from marts.cost_month group by 1 order by 1"),
    ).toEqual([
      ["01", "80.00"],
      ["03", "-45.00"],
    ]);
  });
});
