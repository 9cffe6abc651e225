import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largestRemainder } from "./largestRemainder.ts";

describe("rounding by largest remainder", () => {
  it("gives the missing units to the largest remainders, first come first", () => {
    expect(largestRemainder([1.4, 1.4, 1.2], 4)).toEqual([2, 1, 1]);
    expect(largestRemainder([-1.4, 2.7, 0.7], 2)).toEqual([-2, 3, 1]);
    expect(largestRemainder([0.5, 0.5], 1)).toEqual([1, 0]);
  });

  it("adds up to the whole, and moves no part by a unit where the parts did so already", () => {
    const parts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, (given) => {
        const whole = Math.round(given.reduce((sum, each) => sum + each, 0)) + 0;
        const rounded = largestRemainder(given, whole);
        expect(rounded.reduce((sum, each) => sum + each, 0)).toBe(whole);
        for (const [index, each] of rounded.entries()) expect(Math.abs(each - (given[index] ?? 0))).toBeLessThan(1.001);
      }),
    );
  });
});
