import { describe, expect, it } from "vitest";
import { awkwardEnvelope } from "./testing/envelopes.ts";
import { xlsxBytes } from "./xlsx.ts";
import { xlsxAside } from "./xlsxAside.ts";

const small = awkwardEnvelope();
const large = { ...small, rows: Array.from({ length: 3000 }, (_, i) => small.rows[i % small.rows.length] ?? []) };

describe("a workbook written aside", () => {
  it("is the same, byte for byte, small or large, and leaves this thread free meanwhile", async () => {
    expect(Buffer.compare(await xlsxAside(small), await xlsxBytes(small))).toBe(0);
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    const aside = await xlsxAside(large);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(10);
    expect(Buffer.compare(aside, await xlsxBytes(large))).toBe(0);
  });

  it("stops when it is told to, before and while it is written", async () => {
    const stop = new AbortController();
    const writing = xlsxAside(large, stop.signal);
    setTimeout(() => stop.abort(), 30);
    await expect(writing).rejects.toMatchObject({ code: "cancelled" });
    await expect(xlsxAside(large, AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });

  it("refuses more lines than a sheet holds", async () => {
    const huge = { ...small, rows: Array.from({ length: 1_048_572 }, () => small.rows[0] ?? []) };
    await expect(xlsxAside(huge)).rejects.toMatchObject({ code: "too-large" });
  });
});
