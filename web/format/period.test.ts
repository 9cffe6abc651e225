import { describe, expect, test } from "vitest";
import { numberRanges } from "./list.ts";
import { monthsBetween } from "./month.ts";
import { formatPeriod, isPeriod, yearBefore } from "./period.ts";

describe("periods", () => {
  test.each([
    ["2025", "2025"],
    ["FY2025", "FY2025"],
    ["2025-Q1", "Q1 2025"],
    ["2025-03", "Mar 2025"],
    ["2025-01..2025-06", "Jan–Jun 2025"],
    ["2024-11..2025-03", "Nov 2024–Mar 2025"],
    ["2025-03..2025-03", "Mar 2025"],
  ])("%s is read as %s", (period, text) => {
    expect(isPeriod(period)).toBe(true);
    expect(formatPeriod(period)).toBe(text);
  });

  test.each(["", "25", "2025-13", "2025-Q5", "2025-06..2025-01", "last year"])("“%s” is none", (text) => {
    expect(isPeriod(text)).toBe(false);
  });

  test("a year before is known for what has a name", () => {
    expect(["2025", "FY2025", "2025-Q1", "2025-01..2025-06"].map(yearBefore)).toEqual([
      "2024",
      "FY2024",
      "Q1 2024",
      null,
    ]);
  });

  test("months run over the turn of the year", () => {
    expect(monthsBetween("2024-11", "2025-02")).toEqual(["2024-11", "2024-12", "2025-01", "2025-02"]);
  });
});

test("load numbers are read as runs", () => {
  expect(numberRanges([5, 1, 2, 3])).toBe("1–3 and 5");
  expect(numberRanges([1, 2])).toBe("1 and 2");
  expect(numberRanges([])).toBe("");
});
