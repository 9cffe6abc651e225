import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LoadedPlan } from "../../../test/queries/loadedPlan.ts";
import { shared } from "../testing.ts";

const folder = join(shared, "data", "desynpuf");
const cuts = ["early_9fcde4d/1-sample-10000", "1-sample-10000"].map((cut) =>
  join(folder, cut, "DE1_0_2008_to_2010_Inpatient_Claims_Sample_1.csv"),
);
const plan = new LoadedPlan();
afterAll(() => plan.close());

describe.skipIf(!existsSync(folder))("two cuts of one sample", () => {
  it("report what they share and count it once", async () => {
    await plan.load(cuts.slice(0, 1));
    expect(await lines()).toEqual([["5725", "54294030.00"]]);
    const { rehearsal } = await plan.load(cuts.slice(1));
    expect(rehearsal.overlap.map(({ table, rows, amount, load }) => [table, rows, amount, load])).toEqual([
      ["medical_claim", 530, "5207340.00", 1],
    ]);
    // 5,725 and 5,775 lines, 530 of them in both.
    expect(await lines()).toEqual([["10970", "104817810.00"]]);
  }, 60_000);
});

function lines() {
  return plan.query("select count(*), sum(paid_amount) from core.medical_claim_version");
}
