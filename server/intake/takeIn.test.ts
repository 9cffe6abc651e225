import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerLoads } from "../home/ledger.ts";
import { readRecord } from "../home/records.ts";
import { HomePlan } from "../homePlan.ts";
import { medicalCsv, medicalRow } from "../load/testing.ts";
import { rehearse } from "./rehearse.ts";
import type { Restatement } from "./restatement.ts";
import { readRestatement } from "./restatements.ts";
import { takeIn } from "./takeIn.ts";
import { refusal, TinyHome } from "./testing.ts";
import { undoLoad } from "./undoLoad.ts";

let home: TinyHome;
beforeEach(() => {
  home = new TinyHome();
});
afterEach(() => home.close());

const spoilt = medicalRow({ claim_id: "B", claim_start_date: "soon" });

describe("a load that is stopped", () => {
  it("says what and what to do, changes nothing, and can be taken without its bad rows", async () => {
    const path = home.write("claims.csv", medicalCsv([medicalRow({ claim_id: "A", paid_amount: "10.00" }), spoilt]));
    const { code, message, detail } = await refusal(home.take(path));
    expect([code, message]).toEqual([
      "rejected-rows",
      expect.stringMatching(/claims\.csv, line 3, column claim_start_date[\s\S]*--force/),
    ]);
    expect((detail.stops as { code: string }[]).map((stop) => stop.code)).toEqual(["rejected-rows"]);
    expect(home.states()).toEqual([]);
    await home.take(path, { force: true });
    expect(await home.counted()).toEqual(["A 10.00 of 1"]);
  });

  it("because every row is rejected is never accepted, not even by force", async () => {
    const path = home.write("claims.csv", medicalCsv([spoilt]));
    const { code, message } = await refusal(home.take(path, { force: true, acceptDifference: "I insist." }));
    expect([code, message]).toEqual(["rejected-rows", expect.stringContaining("Every row is rejected")]);
    expect(home.states()).toEqual([]);
  });

  it("by the vendor's totals is taken with a reason alone, which is kept", async () => {
    const path = home.claims("claims.csv", [["A", "2025-01", "10.00"]]);
    const control = { typed: [{ file: "claims.csv", what: "paid_amount", vendor: "10.01" }] };
    const { code, message } = await refusal(home.take(path, { control, force: true }));
    expect([code, message]).toEqual([
      "control-difference",
      expect.stringMatching(/the vendor says \$10\.01[\s\S]*−\$0\.01[\s\S]*--accept-difference/),
    ]);
    const reason = "A cent, by the vendor's letter of 3 March.";
    const { number } = await home.take(path, { control, acceptDifference: reason });
    expect(readRecord(home.plan.home, "accepted-difference", "load-1")).toMatchObject({
      actor: "test",
      body: { load: number, reason },
    });
    const [summary] = await home.plan.loads();
    expect(summary?.control).toMatchObject({ accepted: { reason, actor: "test" }, figures: [{ difference: "-0.01" }] });
  });

  it("is told in a rehearsal without an error, and without a home, of which none is made", async () => {
    const path = home.write("claims.csv", medicalCsv([medicalRow(), spoilt]));
    const { stops, rejects, manifest } = await rehearse(
      null,
      { paths: [path], force: false, actor: "test" },
      home.around,
    );
    expect(stops).toMatchObject([{ code: "rejected-rows", canAccept: true }]);
    expect(rejects).toMatchObject([{ column: "claim_start_date", rows: 1, lines: [3] }]);
    expect(manifest.tables.medical_claim).toMatchObject({ rows: 2, loaded: 1, rejected: 1 });
    expect(existsSync(join(home.folder, "unborn"))).toBe(false);
  });
});

it("withdrawn and loaded again, with what was decided at first, gives the same digest", async () => {
  const path = home.claims("one.csv", [["A", "2025-01", "10.00"]]);
  const { digest } = await home.take(path);
  await home.take(home.claims("two.csv", [["B", "2025-01", "20.00"]]));
  const both = home.plan.digest();
  await undoLoad(home.plan, 1, { actor: "test" }, home.around);
  await home.take(path);
  expect(home.plan.digest()).toBe(both);
  expect(home.states()).toEqual(["1 active", "2 active"]);
  await undoLoad(home.plan, 2, { actor: "test" }, home.around);
  expect(home.plan.digest()).toBe(digest);
});

it("what was seen stands beside the rows, and what was delivered is kept as it came", async () => {
  const path = home.claims("one.csv", [["A", "2025-01", "10.00"]]);
  await home.take(path);
  const folder = join(home.dir, "loads", ledgerLoads(home.plan.home)[0]?.loadId ?? "");
  const beside = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  expect(beside("checks.json").length).toBeGreaterThan(5);
  expect(beside("control.json")).toEqual({ figures: [], accepted: null });
  expect(beside("delivered/files.json")).toEqual({ files: [{ name: "one.csv", stored: "0001.gz", packed: true }] });
});

describe("a restatement", () => {
  it("says that the first load moved nothing, then what each later one moved and because of which rows", async () => {
    const plan = new HomePlan(join(home.folder, "whole"), { threads: 2 });
    const take = (path: string) => takeIn(plan, { paths: [path], force: false, actor: "test" }, home.around);
    const first = await take(home.claims("one.csv", [["A", "2025-01", "10.00"]]));
    expect(first.restatement).toMatchObject({
      figures: [],
      notes: [expect.stringContaining("Nothing was loaded before")],
    });
    const second = await take(home.claims("two.csv", [["B", "2025-01", "20.00"]]));
    const paid = (restatement: Restatement | null) =>
      restatement?.figures.find(({ report, figure }) => report === "cost-by-category" && figure === "Total: Plan paid");
    expect(paid(second.restatement)).toMatchObject({ before: "10.00", after: "30.00", change: "20.00", unit: "usd" });
    expect(second.restatement?.rows).toEqual([
      { table: "medical_claim", added: 1, takenBack: 0, amount: "20.00", amountOf: "paid_amount" },
    ]);
    expect(readRestatement(plan.home, 2)).toEqual(second.restatement);
    const { restatement } = await undoLoad(plan, 2, { actor: "test" }, home.around);
    expect(paid(restatement)).toMatchObject({ before: "30.00", after: "10.00", change: "-20.00" });
    expect(restatement?.rows).toMatchObject([{ added: 0, takenBack: 1, amount: "-20.00" }]);
    expect(readRestatement(plan.home, 2)?.cause).toBe("withdrawn");
    await plan.close();
  });
});
