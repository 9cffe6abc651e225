import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, monthIndex, monthsFromTo } from "./months.ts";
import { clipPeriod, monthPeriod, parsePeriod, priorPeriod } from "./period.ts";

const months = (text: string, start = 7) => {
  const { from, to, label } = parsePeriod(text, start);
  return [from, to, label];
};

describe("a period", () => {
  it("is read in every form that the parameter has", () => {
    expect(months("2025")).toEqual(["2025-01", "2025-12", "2025"]);
    expect(months("2025-Q1")).toEqual(["2025-01", "2025-03", "Q1 2025"]);
    expect(months("2025-q4")).toEqual(["2025-10", "2025-12", "Q4 2025"]);
    expect(months("2025-01..2025-06")).toEqual(["2025-01", "2025-06", "Jan–Jun 2025"]);
    expect(months("2025-03")).toEqual(["2025-03", "2025-03", "Mar 2025"]);
    expect(months("FY2025")).toEqual(["2024-07", "2025-06", "FY2025"]);
    expect(months("FY2025", 1)).toEqual(["2025-01", "2025-12", "FY2025"]);
    expect(months("FY2025", 10)).toEqual(["2024-10", "2025-09", "FY2025"]);
  });

  it("is refused with an example of what is allowed", () => {
    for (const text of [
      "",
      "25",
      "2025-13",
      "2025-Q5",
      "last year",
      "2025-01..",
      "2025-01..2025-02..2025-03",
      "2025-1",
    ]) {
      expect(() => parsePeriod(text, 7)).toThrow(/cannot be read\. Write a year/);
    }
    expect(() => parsePeriod("2025-06..2025-01", 7)).toThrow(/ends before it begins/);
  });

  it("has a prior one of the same length and kind", () => {
    const prior = (text: string, how: "prior-year" | "prior-period") =>
      priorPeriod(parsePeriod(text, 7), how, 7)?.label;
    expect(prior("2025", "prior-year")).toBe("2024");
    expect(prior("FY2025", "prior-year")).toBe("FY2024");
    expect(prior("2025-Q1", "prior-year")).toBe("Q1 2024");
    expect(prior("2025-Q1", "prior-period")).toBe("Q4 2024");
    expect(prior("2025-01..2025-02", "prior-period")).toBe("Nov–Dec 2024");
    expect(priorPeriod(parsePeriod("2025", 7), "none", 7)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 12_000, max: 24_000 }), fc.integer({ min: 0, max: 40 }), (start, length) => {
        const from = addMonths("0000-01", start);
        const period = monthPeriod(from, addMonths(from, length));
        for (const how of ["prior-year", "prior-period"] as const) {
          const before = priorPeriod(period, how, 7);
          expect(before && monthsFromTo(before.from, before.to).length).toBe(length + 1);
        }
        const before = priorPeriod(period, "prior-period", 7);
        expect(before && monthIndex(before.to) + 1).toBe(monthIndex(period.from));
      }),
    );
  });

  it("ends where the data ends", () => {
    expect(clipPeriod(parsePeriod("2025", 7), "2025-06").label).toBe("2025 to Jun 2025");
    expect(clipPeriod(parsePeriod("2024-03..2025-12", 7), "2025-06").label).toBe("Mar 2024–Jun 2025");
    expect(clipPeriod(parsePeriod("2025", 7), "2026-06").label).toBe("2025");
    expect(clipPeriod(parsePeriod("2027", 7), "2026-06").label).toBe("2027");
  });
});
