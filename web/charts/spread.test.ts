import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spread } from "./spread.ts";
import { valueDomain } from "./valueDomain.ts";

describe("labels moved apart", () => {
  test("keep their order and their distance", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { maxLength: 8 }), (positions) => {
        const moved = spread(positions, 15);
        const sorted = positions.map((_, i) => i).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
        for (const [i, index] of sorted.entries()) {
          const next = sorted[i + 1];
          if (next === undefined) continue;
          expect((moved[next] ?? 0) - (moved[index] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-6);
        }
      }),
    );
  });

  test("stay where they have room", () => {
    expect(spread([0, 100, 50], 15)).toEqual([0, 100, 50]);
    expect(spread([10, 12], 10)).toEqual([6, 16]);
  });
});

test("an axis begins at zero where the values come near it", () => {
  expect(valueDomain([1, 10])[0]).toBe(0);
  expect(valueDomain([90, 100])[0]).toBeGreaterThan(80);
  expect(valueDomain([5, 5])).toEqual([0, 6.25]);
  expect(valueDomain([-10, -2])[1]).toBe(0);
  expect(valueDomain([null])).toEqual([0, 1]);
});
