import { describe, expect, it } from "vitest";
import { givingWay } from "./givingWay.ts";

/** Work that keeps the thread for some milliseconds. */
function busy(ms: number) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("long arithmetic", () => {
  it("lets others have their turn, and leaves nothing out", async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const items = Array.from({ length: 12 }, (_, i) => i);
    const seen: number[] = [];
    for await (const item of givingWay(items)) {
      busy(6);
      seen.push(item);
    }
    clearInterval(timer);
    expect(seen).toEqual(items);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    const run = async () => {
      for await (const item of givingWay([1, 2, 3], abort.signal)) if (item === 2) abort.abort();
    };
    await expect(run()).rejects.toMatchObject({ code: "cancelled" });
  });
});
