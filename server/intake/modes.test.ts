import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scorecard } from "../load/checks/scorecard.ts";
import { rehearse } from "./rehearse.ts";
import { refusal, TinyHome } from "./testing.ts";
import { reinstateLoad, undoLoad } from "./undoLoad.ts";

let home: TinyHome;
beforeEach(() => {
  home = new TinyHome();
});
afterEach(() => home.close());

const january = { kind: "replace-period", from: "2025-01-01", to: "2025-01-31", by: "paid_date" } as const;

describe("a load that replaces", () => {
  it("a period takes the place of its rows alone, and gives them back when it is undone", async () => {
    await home.take(
      home.claims("one.csv", [
        ["A", "2025-01", "10.00"],
        ["B", "2025-02", "20.00"],
      ]),
    );
    const restated = home.claims("again.csv", [
      ["A", "2025-01", "11.00"],
      ["C", "2025-01", "30.00"],
    ]);
    const { rehearsal } = await home.take(restated, { mode: january });
    expect(rehearsal.replaced).toEqual([{ load: 1, table: "medical_claim", rows: 1, amount: "10.00" }]);
    expect(await home.counted()).toEqual(["A 11.00 of 2", "B 20.00 of 1", "C 30.00 of 2"]);
    await undoLoad(home.plan, 2, { actor: "test" }, home.around);
    expect(await home.counted()).toEqual(["A 10.00 of 1", "B 20.00 of 1"]);
    await reinstateLoad(home.plan, 2, { actor: "test" }, home.around);
    expect(await home.counted()).toEqual(["A 11.00 of 2", "B 20.00 of 1", "C 30.00 of 2"]);
  });

  it("all keeps what it repeats of what it replaces, and leaves another vendor's rows alone", async () => {
    await home.take(home.claims("one.csv", [["A", "2025-01", "10.00"]]), { vendor: "North" });
    await home.take(home.claims("other.csv", [["X", "2025-01", "99.00"]]), { vendor: "South" });
    const all = home.claims("all.csv", [
      ["A", "2025-01", "10.00"],
      ["B", "2025-02", "20.00"],
    ]);
    const { rehearsal } = await home.take(all, { vendor: "North", mode: { kind: "replace-all" } });
    expect(rehearsal.replaced).toEqual([{ load: 1, table: "medical_claim", rows: 1, amount: "10.00" }]);
    expect(await home.counted()).toEqual(["A 10.00 of 3", "B 20.00 of 3", "X 99.00 of 2"]);
    await undoLoad(home.plan, 1, { actor: "test" }, home.around);
    await undoLoad(home.plan, 3, { actor: "test" }, home.around);
    expect(await home.counted()).toEqual(["X 99.00 of 2"]);
  });

  it("knows its vendor however the name is written, and keeps the name first used", async () => {
    await home.take(home.claims("one.csv", [["A", "2025-01", "10.00"]]), { vendor: "Acme TPA" });
    const again = home.claims("again.csv", [["A", "2025-01", "11.00"]]);
    const { rehearsal } = await home.take(again, { vendor: " acme  tpa ", mode: january });
    expect(rehearsal.replaced).toEqual([{ load: 1, table: "medical_claim", rows: 1, amount: "10.00" }]);
    expect(rehearsal.manifest.vendor).toBe("Acme TPA");
    expect(await home.counted()).toEqual(["A 11.00 of 2"]);
    expect(scorecard(home.plan.home).vendors).toMatchObject([{ vendor: "Acme TPA", loads: [{}, {}] }]);
  });

  it("goes by the vendor whom a person names, whatever a proposed mapping calls him", async () => {
    const odd = (name: string, paid: string) =>
      home.write(name, `CLM_NBR,LN_NO,MBR_ID,CHK_DT,PLAN_PD\nA,1,P1,2025-01-15,${paid}\nB,1,P2,2025-01-16,5.00\n`);
    const request = { vendor: "Zed", mapping: "proposed" } as const;
    await home.take(odd("a.csv", "10.00"), request);
    const { rehearsal } = await home.take(odd("b.csv", "11.00"), { ...request, mode: january });
    expect(rehearsal.replaced).toEqual([{ load: 1, table: "medical_claim", rows: 2, amount: "15.00" }]);
    expect(await home.counted()).toEqual(["A 11.00 of 2", "B 5.00 of 2"]);
  });

  it("a period is stopped where it brings rows outside of it, or a table without that date", async () => {
    const path = home.claims("one.csv", [
      ["A", "2025-01", "10.00"],
      ["B", "2025-02", "20.00"],
    ]);
    const outside = await refusal(home.take(path, { mode: january }));
    expect([outside.code, outside.message]).toEqual([
      "failed-checks",
      "medical claim: 1 row has a paid_date outside 2025-01-01 to 2025-01-31. Name the whole period that the files cover with --period.\nNothing was changed.",
    ]);
    const undated = await refusal(home.take(path, { mode: { ...january, by: "admission_date" } }));
    expect(undated.message).toContain("no admission_date is given");
    expect(home.states()).toEqual([]);
    expect(readdirSync(join(home.dir, "scratch"))).toEqual(["intakes"]);
  });
});

it("rows that come again count once, whichever load is undone", async () => {
  await home.take(
    home.claims("one.csv", [
      ["A", "2025-01", "10.00"],
      ["B", "2025-02", "20.00"],
    ]),
  );
  const { rehearsal } = await home.take(
    home.claims("two.csv", [
      ["B", "2025-02", "20.00"],
      ["C", "2025-03", "30.00"],
    ]),
  );
  expect(rehearsal.overlap).toEqual([
    { table: "medical_claim", file: "two.csv", rows: 1, amount: "20.00", load: 1, withFile: "one.csv" },
  ]);
  expect(await home.counted()).toEqual(["A 10.00 of 1", "B 20.00 of 1", "C 30.00 of 2"]);
  await undoLoad(home.plan, 1, { actor: "test" }, home.around);
  expect(await home.counted()).toEqual(["B 20.00 of 2", "C 30.00 of 2"]);
});

it("a load does not come back beside another that has brought its files meanwhile", async () => {
  const path = home.claims("one.csv", [["A", "2025-01", "10.00"]]);
  await home.take(path, { vendor: "North" });
  await undoLoad(home.plan, 1, { actor: "test" }, home.around);
  const other = { kind: "replace-all" } as const;
  await home.take(path, { vendor: "North", mode: other });
  const before = [home.states(), await home.counted()];
  const refused = await refusal(reinstateLoad(home.plan, 1, { actor: "test" }, home.around));
  expect([refused.code, refused.message]).toEqual([
    "already-loaded",
    expect.stringMatching(/^Already loaded: one\.csv \(load 2\)\. [\s\S]*Undo the other load first/),
  ]);
  expect([home.states(), await home.counted()]).toEqual(before);
  await undoLoad(home.plan, 2, { actor: "test" }, home.around);
  await reinstateLoad(home.plan, 1, { actor: "test" }, home.around);
  expect(await home.counted()).toEqual(["A 10.00 of 1"]);
});

it("a rehearsal says what would be replaced and repeated, and changes nothing", async () => {
  await home.take(home.claims("one.csv", [["A", "2025-01", "10.00"]]));
  const before = [home.states(), home.plan.digest(), readdirSync(join(home.dir, "loads"))];
  const path = home.claims("two.csv", [
    ["A", "2025-01", "10.00"],
    ["D", "2025-01", "40.00"],
  ]);
  const request = { paths: [path], force: false, actor: "test", mode: { kind: "replace-all" } as const };
  const { replaced, overlap, stops } = await rehearse(home.plan, request, home.around);
  expect([replaced.length, overlap.length, stops]).toEqual([1, 1, []]);
  expect([home.states(), home.plan.digest(), readdirSync(join(home.dir, "loads"))]).toEqual(before);
});
