import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import { facility, professional, span } from "./rows.ts";
import { rowOf, rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

/** Amy is a member for two years; her visits cost 100 and then 130 and 20 more, a visit to the emergency room once. */
describe("drivers on a plan of one member", () => {
  let plan: TinyPlan;

  beforeAll(async () => {
    plan = await TinyPlan.build({
      eligibility: [span("amy", "2023-01-01", "2024-12-31", { subscriber_id: "A" })],
      medical_claim: [
        professional("1", "amy", "2023-02-10", {
          hcpcs_code: "99213",
          paid_amount: "100.00",
          allowed_amount: "100.00",
        }),
        facility("2", "amy", "2023-03-02", "2023-03-02", { revenue_center_code: "0450", paid_amount: "500.00" }),
        professional("3", "amy", "2024-02-10", {
          hcpcs_code: "99213",
          paid_amount: "130.00",
          allowed_amount: "150.00",
        }),
        professional("4", "amy", "2024-12-30", { hcpcs_code: "99213", paid_amount: "0.00", allowed_amount: "0.00" }),
      ],
    });
  }, 60_000);

  afterAll(() => plan?.close());

  it("ranks what moved most, both periods side by side", async () => {
    const envelope = await plan.report("top-movers", { period: "2024", by: "category" });
    expect(rowsOf(envelope)).toMatchObject([
      { item: "Emergency department", paid: "0.00", earlier: "500.00", change: "-500.00", change_rate: "-1.0000" },
      { item: "Office visits", paid: "130.00", earlier: "100.00", change: "30.00", change_rate: "0.3000" },
    ]);
    expect(totalsOf(envelope)).toMatchObject({ paid: "130.00", earlier: "600.00", change: "-470.00" });
    expect(envelope.meta.prior?.label).toBe("2023");
  });

  it("splits the change to the cent, in dollars and for each member month", async () => {
    const steps = await plan.report("why-it-changed", { period: "2024" });
    const step = (name: string) => rowOf(steps, name);
    /* 100 ÷ 12 and 500 ÷ 12 before, 130 ÷ 12 now */
    expect([step("start").pmpm, step("end").pmpm]).toEqual(["50.00", "10.83"]);
    expect(totalsOf(steps)).toMatchObject({ pmpm: "-39.17", dollars: "-470.00" });
    /*
     * Two visits for one, at 75 for 100 each, of which the plan pays 130/150 for all: price is
     * −25 × ((1 × 1 + 2 × 130/150) / 3 + (1 × 130/150 + 2 × 1) / 6). The emergency visit is of the prior year alone.
     */
    expect(step("price")).toMatchObject({ dollars: "-34.72" });
    expect(step("use")).toMatchObject({ dollars: "81.94" });
    expect(step("added")).toMatchObject({ dollars: "-500.00" });
    expect(step("plan_share")).toMatchObject({ dollars: "-17.22" });
    const categories = await plan.report("why-by-category", { period: "2024", in: "dollars" });
    expect(rowOf(categories, "Emergency department")).toMatchObject({
      added: "-500.00",
      change: "-500.00",
      price: "0.00",
    });
    expect(totalsOf(categories)).toMatchObject({ change: "-470.00", price: "-34.72", use: "81.94" });
  });

  it("reads the same whether totals answer or the lines", async () => {
    for (const report of ["why-it-changed", "why-by-category"]) {
      const whole = await plan.report(report, { period: "2024" });
      const filtered = await plan.report(report, { period: "2024", relationship: "Subscriber" });
      expect(filtered.rows).toEqual(whole.rows);
    }
  });
});

it("splits the same lines in both reports that split a change", () => {
  const { reports } = readCatalogue();
  const body = (id: string) => reports.get(id)?.file.sql.replace(/^\/\*[\s\S]*?\*\//, "");
  expect(body("why-by-category")).toBe(body("why-it-changed"));
});
