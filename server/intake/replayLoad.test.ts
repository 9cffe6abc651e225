import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerLoads } from "../home/ledger.ts";
import { readRecord } from "../home/records.ts";
import type { Mapping } from "../load/mapping/mapping.ts";
import { replayLoad } from "./replayLoad.ts";
import { refusal, TinyHome } from "./testing.ts";
import { undoLoad } from "./undoLoad.ts";

let home: TinyHome;
beforeEach(() => {
  home = new TinyHome();
});
afterEach(() => home.close());

/** Reads the amounts as they stand, or the last two digits as cents. */
function mapping(amount: "decimal" | "implied"): Mapping {
  const columns = {
    claim_id: "claim_no",
    claim_line_number: { constant: "1" },
    person_id: "who",
    claim_start_date: "paid_on",
    paid_date: "paid_on",
    paid_amount: { from: "paid_amt", amount },
  };
  return {
    name: "north",
    vendor: "North",
    files: [{ when: { columns: ["claim_no", "paid_amt"] }, tables: [{ table: "medical_claim", columns }] }],
  };
}

function file(name: string, claims: [string, number][]): string {
  const rows = claims.map(([id, paid]) => `${id},P,2025-01-15,${paid}`);
  return home.write(name, `${["Claim No,Who,Paid On,Paid Amt", ...rows].join("\n")}\n`);
}

const asked = { force: false, actor: "test" };

describe("a load read anew", () => {
  it("keeps its number and its turn, and later loads stand as they did", async () => {
    const first = file("jan.csv", [
      ["A", 1000],
      ["B", 2000],
    ]);
    await home.take(first, { mapping: mapping("decimal") });
    rmSync(first);
    await home.take(file("feb.csv", [["C", 3000]]), { mapping: mapping("decimal") });
    expect(await home.counted()).toEqual(["A 1000.00 of 1", "B 2000.00 of 1", "C 3000.00 of 2"]);
    const before = home.plan.digest();
    const { restatement } = await replayLoad(home.plan, 1, { ...asked, mapping: mapping("implied") }, home.around);
    expect(await home.counted()).toEqual(["A 10.00 of 1", "B 20.00 of 1", "C 3000.00 of 2"]);
    expect(restatement?.rows).toEqual([
      { table: "medical_claim", added: 2, takenBack: 2, amount: "-2970.00", amountOf: "paid_amount" },
    ]);
    expect(readRecord(home.plan.home, "mapping", "north")?.version).toBe(2);
    await replayLoad(home.plan, 1, { ...asked, mapping: mapping("decimal") }, home.around);
    expect(home.plan.digest()).toBe(before);
  });

  it("does not double what a later load repeats of it, nor lose it", async () => {
    await home.take(
      file("one.csv", [
        ["A", 1000],
        ["B", 2000],
      ]),
      { mapping: mapping("decimal") },
    );
    await home.take(file("two.csv", [["B", 2000]]), { mapping: mapping("implied") });
    expect(await home.counted()).toEqual(["A 1000.00 of 1", "B 20.00 of 2", "B 2000.00 of 1"]);
    await replayLoad(home.plan, 1, { ...asked, mapping: mapping("implied") }, home.around);
    expect(await home.counted()).toEqual(["A 10.00 of 1", "B 20.00 of 1"]);
    await undoLoad(home.plan, 1, { actor: "test" }, home.around);
    expect(await home.counted()).toEqual(["B 20.00 of 2"]);
  });

  it("is refused where nothing would change, and asks for files that were not kept, of which no other is taken", async () => {
    writeFileSync(home.plan.home.paths.settings, JSON.stringify({ keepDelivered: false }));
    const bare = new TinyHome(home.dir);
    const path = file("one.csv", [["A", 1000]]);
    await bare.take(path, { mapping: mapping("decimal") });
    const loadId = ledgerLoads(bare.plan.home)[0]?.loadId ?? "";
    expect(readdirSync(join(bare.dir, "loads", loadId))).not.toContain("delivered");
    const replay = (paths?: string[], amount: "decimal" | "implied" = "implied") =>
      replayLoad(bare.plan, 1, { ...asked, mapping: mapping(amount), paths }, bare.around);
    expect((await refusal(replay())).message).toContain("planlens replay 1 PATH");
    expect((await refusal(replay([file("other.csv", [["Z", 1]])]))).message).toContain("is not a file of load 1");
    expect((await refusal(replay([path], "decimal"))).message).toContain("comes out as it stands");
    await replay([path]);
    expect(await bare.counted()).toEqual(["A 10.00 of 1"]);
    await bare.close();
  });
});
