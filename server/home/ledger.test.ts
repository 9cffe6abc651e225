import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Home, openHome } from "./home.ts";
import { acceptLoad, activeLoads, changeLoad, ledgerLoads, readLedger } from "./ledger.ts";

let home: Home;
const by = { actor: "Ana", at: "2026-01-02T03:04:05.000Z" };

async function accept(loadId: string): Promise<number> {
  const staged = mkdtempSync(join(home.paths.scratch, "load-"));
  writeFileSync(join(staged, "manifest.json"), "{}");
  return acceptLoad(home, staged, { loadId, ...by });
}

beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), "planlens-")));
});

describe("the ledger", () => {
  it("numbers loads in the order of acceptance", async () => {
    expect(await accept("aaa")).toBe(1);
    expect(await accept("bbb")).toBe(2);
    expect(activeLoads(home).map((load) => [load.number, load.loadId, load.state])).toEqual([
      [1, "aaa", "active"],
      [2, "bbb", "active"],
    ]);
  });

  it("withdraws and reinstates without forgetting", async () => {
    await accept("aaa");
    await accept("bbb");
    await changeLoad(home, 1, "withdrawn", by);
    expect(activeLoads(home).map((load) => load.number)).toEqual([2]);
    await changeLoad(home, 1, "reinstated", by);
    expect(activeLoads(home).map((load) => load.number)).toEqual([1, 2]);
    expect(readLedger(home)).toHaveLength(4);
  });

  it("refuses to withdraw what is not active, and says what is", async () => {
    await accept("aaa");
    await changeLoad(home, 1, "withdrawn", by);
    await expect(changeLoad(home, 1, "withdrawn", by)).rejects.toThrow(
      "Load 1 is already withdrawn. No load is active.",
    );
    await expect(changeLoad(home, 7, "withdrawn", by)).rejects.toThrow("There is no load 7.");
  });

  it("knows what was active when a load was accepted", async () => {
    await accept("aaa");
    await accept("bbb");
    await changeLoad(home, 1, "withdrawn", by);
    await accept("ccc");
    const numbers = (asOf: number) => activeLoads(home, asOf).map((load) => load.number);
    expect([numbers(1), numbers(2), numbers(3)]).toEqual([[1], [1, 2], [2, 3]]);
    expect(() => ledgerLoads(home, 9)).toThrow("There is no load 9. Loads are numbered 1 to 3.");
  });

  it("takes the place of a folder that a crash left without an entry", async () => {
    mkdirSync(join(home.paths.loads, "aaa"));
    writeFileSync(join(home.paths.loads, "aaa", "half"), "");
    expect(await accept("aaa")).toBe(1);
    expect(activeLoads(home)).toHaveLength(1);
  });
});
