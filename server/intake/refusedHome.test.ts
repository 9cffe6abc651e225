import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPlanlensError } from "../errors.ts";
import { withLock } from "../home/lock.ts";
import { HomePlan } from "../homePlan.ts";
import { refusal, TinyHome } from "./testing.ts";
import { undoLoad } from "./undoLoad.ts";

let home: TinyHome;
const disk = mkdtempSync(join(tmpdir(), "planlens-disk-"));
const canMount = mounted("size=1m");
beforeEach(() => {
  home = new TinyHome();
});
afterEach(() => home.close());
afterAll(() => {
  unmount();
  rmSync(disk, { recursive: true, force: true });
});

/** A disk in memory, of a size and a kind that a test decides; not everybody may make one. */
function mounted(options: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function unmount(): void {
  if (canMount) execFileSync("umount", ["-l", disk], { stdio: "ignore" });
}

const remount = (options: string) => execFileSync("mount", ["-o", `remount,${options}`, disk], { stdio: "ignore" });

it("a second load at the same time is told to wait, and the first is not disturbed", async () => {
  const path = home.claims("one.csv", [["A", "2025-01", "10.00"]]);
  const elsewhere = new HomePlan(home.dir);
  const second = withLock(elsewhere.home, "load", async () => {
    const { code, message } = await refusal(home.take(path));
    expect([code, message]).toEqual([
      "busy",
      "Another load is running in this home. Wait until it has ended and try again; nothing was changed.",
    ]);
  });
  await second;
  await home.take(path);
  expect(home.states()).toEqual(["1 active"]);
  await elsewhere.close();
});

it("a load that is stopped at any moment before it is accepted has changed nothing; afterwards it is done", async () => {
  const path = home.claims("one.csv", [["A", "2025-01", "10.00"]]);
  for (let moment = 0; ; moment += 4) {
    const abort = new AbortController();
    let seen = 0;
    const onProgress = () => {
      if (seen++ === moment) abort.abort();
    };
    Object.assign(home.around, { signal: abort.signal, onProgress });
    const stopped = await home.take(path).then(
      () => false,
      (error: unknown) => {
        if (isPlanlensError(error) && error.code === "cancelled") return true;
        throw error;
      },
    );
    expect(readdirSync(join(home.dir, "scratch"))).toEqual(["intakes"]);
    if (!stopped) break;
    expect(home.states()).toEqual([]);
    expect(readdirSync(join(home.dir, "loads"))).toEqual(["ledger"]);
  }
  expect(home.states()).toEqual(["1 active"]);
  expect(await home.counted()).toEqual(["A 10.00 of 1"]);
});

it("a load whose folder was taken away is named by whatever needs it, and can be withdrawn", async () => {
  const { rehearsal } = await home.take(home.claims("one.csv", [["A", "2025-01", "10.00"]]));
  await home.take(home.claims("two.csv", [["B", "2025-01", "20.00"]]));
  rmSync(join(home.dir, "loads", rehearsal.manifest.load_id), { recursive: true });
  const { code, message } = await refusal(home.take(home.claims("three.csv", [["C", "2025-01", "30.00"]])));
  expect([code, message]).toEqual(["bad-home", expect.stringMatching(/^A load is no longer in the home: loads\//)]);
  expect(home.states()).toEqual(["1 active", "2 active"]);
  const { restatement } = await undoLoad(home.plan, 1, { actor: "test" }, home.around);
  expect(restatement?.figures).toEqual([]);
  expect(await home.counted()).toEqual(["B 20.00 of 2"]);
  await home.take(home.claims("three.csv", [["C", "2025-01", "30.00"]]));
  expect(home.states()).toEqual(["1 withdrawn", "2 active", "3 active"]);
});

describe.skipIf(!canMount)("a disk (needs the right to mount one)", () => {
  it("that is full stops a load, an undo and a build with one clear sentence, wherever it runs full", async () => {
    const path = home.claims(
      "many.csv",
      Array.from({ length: 4000 }, (_, i) => [`C${i}`, "2025-01", `${i}.25`]),
    );
    const places = new Set<string>();
    for (const size of [300, 500, 700, 900, 1200, 1600]) {
      remount("size=20m");
      const at = join(disk, `home-${size}`);
      mkdirSync(at);
      const small = new TinyHome(at);
      remount(`size=${size}k`);
      const outcome = await small.take(path).catch((error: unknown) => error as { code: string; message: string });
      if ("code" in outcome) {
        expect([size, outcome.code, outcome.message]).toEqual([
          size,
          "bad-home",
          expect.stringMatching(/The disk is full\. Make room/),
        ]);
        expect(small.states()).toEqual([]);
        places.add("full");
      } else places.add("room");
      remount("size=20m");
      if (small.states().length === 0) await small.take(path);
      expect([small.states(), (await small.counted()).length]).toEqual([["1 active"], 4000]);
      await small.close();
      rmSync(at, { recursive: true });
    }
    expect(places).toContain("full");
  });

  it("that is read-only stops a load and an undo, and what is loaded can still be read", async () => {
    remount("size=20m");
    const at = join(disk, "home-ro");
    mkdirSync(at);
    const fixed = new TinyHome(at);
    await fixed.take(home.claims("one.csv", [["A", "2025-01", "10.00"]]));
    remount("ro");
    try {
      const load = await refusal(fixed.take(home.claims("two.csv", [["B", "2025-01", "20.00"]])));
      const undo = await refusal(undoLoad(fixed.plan, 1, { actor: "test" }, fixed.around));
      for (const { code, message } of [load, undo])
        expect([code, message]).toEqual(["bad-home", expect.stringMatching(/home/)]);
      expect(await fixed.counted()).toEqual(["A 10.00 of 1"]);
    } finally {
      remount("rw");
    }
    await fixed.close();
  });
});
