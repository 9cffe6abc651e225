import { describe, expect, it } from "vitest";
import { alertBand } from "./alertBand.ts";
import { linearFit } from "./linearFit.ts";

/** Draws that are the same every time: a linear congruence, and sums of twelve for normal ones. */
function draws(seed: number) {
  let state = seed;
  const uniform = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  return () => Array.from({ length: 12 }, uniform).reduce((sum, each) => sum + each, -6);
}

/** Five years of a level that grows 6% a year, with a season of ±10% and chance of 4%. */
function ordinary(seed: number, months = 60): number[] {
  const normal = draws(seed);
  return Array.from(
    { length: months },
    (_, i) => 100 * 1.06 ** (i / 12) * (1 + 0.1 * Math.sin((i * Math.PI) / 6)) * Math.exp(0.04 * normal()),
  );
}

/** What is above stays above for a while: each month takes on two fifths of the one before. */
function lingering(normal: () => number): number {
  last = 0.4 * last + 0.06 * normal();
  return Math.exp(last);
}

let last = 0;

const band = (values: (number | null)[]) => alertBand({ values, firstCalendarMonth: 0 });

describe("the band of a monthly measure", () => {
  it("is left at most once in five ordinary years, and seldom", () => {
    const alarms = Array.from({ length: 40 }, (_, seed) => band(ordinary(seed + 1)).alarms.length);
    expect(Math.max(...alarms)).toBeLessThanOrEqual(1);
    expect(alarms.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(2);
  });

  it.each([
    ["of a quarter", (n: () => number) => Math.exp(0.25 * n()), false],
    ["that lingers", lingering, false],
    ["of thin counts", (n: () => number) => Math.max(0.5, Math.round(9 + 3 * n())) / 9, true],
    ["of counts of hundreds", (n: () => number) => Math.round(400 + 24 * n()) / 400, true],
  ] as const)("is left at most once in five years by chance %s, and by one in ten at most", (_, chance, counted) => {
    const alarms = Array.from({ length: 30 }, (_, seed) => {
      const normal = draws(100 + seed);
      const values = Array.from({ length: 60 }, (_, i) => 100 * 1.05 ** (i / 12) * chance(normal));
      const counts = values.map((value) => value * (counted ? 0.09 : 1));
      return alertBand({ values, firstCalendarMonth: 0, ...(counted && { counts }) }).alarms.length;
    });
    expect(Math.max(...alarms)).toBeLessThanOrEqual(1);
    expect(alarms.filter((each) => each > 0).length).toBeLessThanOrEqual(3);
  });

  it("is left by a single month far off, which does not move the band", () => {
    const values = ordinary(7);
    values[40] = (values[40] ?? 0) * 1.5;
    const { alarms, months } = band(values);
    expect(alarms).toEqual([{ kind: "spike", from: 40, to: 40, direction: "up" }]);
    const undisturbed = band(ordinary(7)).months;
    expect(months?.[40]?.expected).toBeCloseTo(undisturbed?.[40]?.expected ?? 0, -1);
  });

  it("is left for good from the month of another level, give or take one", () => {
    for (const month of [14, 30, 46]) {
      const { alarms } = band(ordinary(month).map((value, i) => (i >= month ? value * 0.75 : value)));
      expect(alarms).toHaveLength(1);
      expect(alarms[0]).toMatchObject({ kind: "shift", direction: "down", to: 59 });
      expect(Math.abs((alarms[0]?.from ?? 0) - month)).toBeLessThanOrEqual(1);
    }
  });

  it("is left by growth beyond the usual", () => {
    const { alarms } = band(ordinary(5, 36).map((value, i) => value * 1.6 ** (i / 12)));
    expect(alarms).toMatchObject([{ kind: "trend", direction: "up", to: 35 }]);
  });

  it("is as wide as chance makes thin counts", () => {
    const normal = draws(11);
    const counts = Array.from({ length: 60 }, () => Math.max(0, Math.round(9 + 3 * normal())));
    const values = counts.map((count) => Math.max(count, 0.5) / 1000);
    expect(alertBand({ values, counts, firstCalendarMonth: 0 }).alarms).toEqual([]);
  });

  it("follows a stock from month to month", () => {
    const values = Array.from({ length: 48 }, (_, i) => 10_000 + 40 * i + 25 * Math.sin(i) + (i >= 30 ? 1500 : 0));
    const { alarms } = alertBand({ values, firstCalendarMonth: 6, stock: true });
    expect(alarms).toEqual([{ kind: "spike", from: 30, to: 30, direction: "up" }]);
  });

  it("says nothing of fewer than two years", () => {
    expect(band(ordinary(1, 23))).toEqual({ months: null, alarms: [] });
  });
});

describe("least squares", () => {
  it("finds a line, and names columns that depend on each other", () => {
    const rows = [0, 1, 2, 3].map((x) => [1, x]);
    const { coefficients, inverseDiagonal } = linearFit(rows, [0, 0])([1, 3, 5, 7]);
    expect(coefficients[0]).toBeCloseTo(1, 10);
    expect(coefficients[1]).toBeCloseTo(2, 10);
    expect(inverseDiagonal[1]).toBeCloseTo(1 / 5, 10);
    expect(() => linearFit([[1, 2]], [0, 0])).toThrow(RangeError);
  });
});
