import { describe, expect, it } from "vitest";
import { isPlanlensError } from "../../errors.ts";
import { allowedParameters, narrow, profiles, type ReleaseRequest } from "./profiles.ts";

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isPlanlensError(error)) return error.code;
    throw error;
  }
}

describe("narrow", () => {
  it("lets a session ask for its own profile and every narrower one, and for no wider one", () => {
    profiles.forEach(({ value: session }, i) => {
      profiles.forEach(({ value: asked }, j) => {
        const code = codeOf(() => expect(narrow(session, asked)).toBe(asked));
        expect(code).toBe(j < i ? "not-allowed" : null);
      });
      expect(narrow(session, undefined)).toBe(session);
    });
  });

  it("refuses a profile that does not exist", () => {
    expect(codeOf(() => narrow("plan-administration", "everything"))).toBe("invalid-parameter");
  });
});

describe("allowedParameters", () => {
  const quarter: ReleaseRequest = {
    period: { from: "2025-01", to: "2025-03" },
    lastClosedMonth: "2025-06",
    fiscalYearStartMonth: 7,
    filters: [],
    asOf: false,
  };

  it("gives closed quarters, calendar years and fiscal years", () => {
    for (const period of [
      quarter.period,
      { from: "2025-04", to: "2025-06" },
      { from: "2024-01", to: "2024-12" },
      { from: "2024-07", to: "2025-06" },
    ]) {
      expect(codeOf(() => allowedParameters("committee", { ...quarter, period }))).toBeNull();
      expect(codeOf(() => allowedParameters("public", { ...quarter, period }))).toBeNull();
    }
  });

  it("refuses other stretches, open periods, filters and earlier states", () => {
    const refused: Partial<ReleaseRequest>[] = [
      { period: { from: "2025-02", to: "2025-04" } },
      { period: { from: "2025-01", to: "2025-01" } },
      { period: { from: "2025-01", to: "2025-06" } },
      { period: { from: "2024-04", to: "2025-03" } },
      { period: { from: "2025-07", to: "2025-09" } },
      { lastClosedMonth: null },
      { filters: ["unit"] },
      { asOf: true },
    ];
    for (const change of refused) {
      for (const profile of ["committee", "public"] as const) {
        expect(codeOf(() => allowedParameters(profile, { ...quarter, ...change }))).toBe("not-in-release");
      }
      expect(codeOf(() => allowedParameters("sponsor-summary", { ...quarter, ...change }))).toBeNull();
      expect(codeOf(() => allowedParameters("plan-administration", { ...quarter, ...change }))).toBeNull();
    }
  });

  it("says which periods there are", () => {
    try {
      allowedParameters("committee", { ...quarter, filters: ["plan"] });
      expect.unreachable();
    } catch (error) {
      if (!isPlanlensError(error)) throw error;
      expect(error.detail.available).toEqual([
        "2025-Q2",
        "2025-Q1",
        "2024-Q4",
        "2024-Q3",
        "2024",
        "2023",
        "FY2025",
        "FY2024",
      ]);
    }
  });
});
