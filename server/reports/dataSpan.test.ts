import { describe, expect, it } from "vitest";
import { defaultSettings } from "../home/settings.ts";
import { type DataSpan, defaultPeriod, incompleteMonths, lastCompleteMonth, wholeFrom } from "./dataSpan.ts";
import { parsePeriod } from "./period.ts";

const span = (over: Partial<DataSpan>): DataSpan => ({
  firstServiceMonth: "2023-01",
  lastServiceDate: "2025-12-31",
  lastPaidDate: "2026-03-31",
  firstMemberMonth: "2023-01",
  lastMemberMonth: "2025-12",
  contractsGiven: true,
  medicalGiven: true,
  pharmacyGiven: true,
  ...over,
});
const opens = (over: Partial<DataSpan>) => defaultPeriod(span(over), defaultSettings)?.text;

describe("what the data covers", () => {
  it("opens on the last year that has had its run-out", () => {
    expect(opens({})).toBe("2025");
    expect(opens({ lastPaidDate: "2026-03-30" })).toBe("2025");
    expect(opens({ lastPaidDate: "2026-03-09" })).toBe("2024");
    expect(opens({ lastPaidDate: null })).toBe("2025");
    expect(opens({ lastServiceDate: "2025-11-30", lastPaidDate: null })).toBe("2024");
  });

  it("opens on the complete months where no year is complete, else on everything", () => {
    const young = { firstServiceMonth: "2025-02", firstMemberMonth: "2025-02", lastServiceDate: "2025-12-31" };
    expect(opens({ ...young, lastPaidDate: "2025-12-31" })).toBe("2025-02..2025-09");
    expect(
      opens({ ...young, lastServiceDate: "2025-04-30", lastPaidDate: "2025-04-30", lastMemberMonth: "2025-04" }),
    ).toBe("2025-02..2025-04");
    expect(
      opens({ firstServiceMonth: null, firstMemberMonth: null, lastServiceDate: null, lastMemberMonth: null }),
    ).toBeUndefined();
  });

  it("takes no year for whole into which claims only reach", () => {
    const reaching = { firstServiceMonth: "2024-12", firstMemberMonth: "2024-01", lastServiceDate: "2025-12-31" };
    expect(opens({ ...reaching, lastPaidDate: "2026-03-31" })).toBe("2025");
    expect(opens({ ...reaching, lastPaidDate: "2026-01-31" })).toBe("2025");
    expect(opens({ ...reaching, lastServiceDate: "2025-10-31", lastPaidDate: "2025-12-31" })).toBe("2024-12..2025-09");
    expect(opens({ firstServiceMonth: null, lastServiceDate: null, lastPaidDate: null })).toBe("2025");
  });

  it("knows a period that claims or enrollment only reach into", () => {
    const year = (text: string) => parsePeriod(text, 7);
    const late = { ...span({}), firstServiceMonth: "2024-12", firstMemberMonth: "2024-01" };
    expect(wholeFrom(late, year("2024"))).toBe("2024-12");
    expect(wholeFrom(late, year("2025"))).toBeNull();
    expect(wholeFrom(late, year("2024"), { ofMembers: true })).toBeNull();
    expect(wholeFrom(late, year("2023"), { ofMembers: true })).toBe("2024-01");
    expect(wholeFrom({ ...late, firstServiceMonth: "2024-02" }, year("2024"))).toBe("2024-02");
    // In a few months a few members may have no claim.
    expect(wholeFrom({ ...late, firstServiceMonth: "2024-02" }, year("2024-Q1"))).toBeNull();
    expect(wholeFrom({ ...late, firstServiceMonth: "2024-03" }, year("2024-Q1"))).toBe("2024-03");
  });

  it("knows the months that are still filling in", () => {
    expect(lastCompleteMonth(span({}), 3)).toBe("2025-12");
    expect(incompleteMonths(parsePeriod("2025", 7), span({ lastPaidDate: "2026-01-31" }), 3)).toEqual([
      "2025-11",
      "2025-12",
    ]);
    expect(incompleteMonths(parsePeriod("2025", 7), span({ lastPaidDate: null }), 3)).toEqual([]);
  });
});
