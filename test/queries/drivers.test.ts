import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { facility, professional, span } from "./rows.ts";
import { rowsOf, TinyPlan, totalsOf } from "./tinyPlan.ts";

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
});
