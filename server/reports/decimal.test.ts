import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDecimal, parseDecimal, relativeChange, rescale, subtract } from "./decimal.ts";

const text = (value: { units: bigint; scale: number } | null) => value && formatDecimal(value);
const change = (now: string, before: string) => text(relativeChange(parseDecimal(now), parseDecimal(before), 4));

describe("decimals", () => {
  it("round half away from zero", () => {
    expect(text(rescale(parseDecimal("1.005"), 2))).toBe("1.01");
    expect(text(rescale(parseDecimal("-1.005"), 2))).toBe("-1.01");
    expect(text(rescale(parseDecimal("-1.004"), 2))).toBe("-1.00");
    expect(text(rescale(parseDecimal("0.5"), 0))).toBe("1");
    expect(text(rescale(parseDecimal("7"), 2))).toBe("7.00");
  });

  it("give Kentucky's published change of medical cost: 4,685.92 against 5,003.60 is −6.35 %", () => {
    expect(change("4685.92", "5003.60")).toBe("-0.0635");
  });

  it("change from nothing is not a number", () => {
    expect(change("5", "0.00")).toBeNull();
    expect(change("-5", "-10")).toBe("0.5000");
  });

  it("agree with exact integers", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        (a, b) => {
          const cents = (units: bigint) => ({ units, scale: 2 });
          expect(parseDecimal(formatDecimal(cents(a)))).toEqual(cents(a));
          expect(subtract(cents(a), cents(b)).units).toBe(a - b);
        },
      ),
    );
  });
});
