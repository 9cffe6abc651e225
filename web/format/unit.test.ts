import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Column, Unit } from "../../server/reports/envelope.ts";
import { category, column, month } from "../report/testing/envelopes.ts";
import { formatShort } from "./axis.ts";
import { formatDecimal, shiftDecimal } from "./decimal.ts";
import { formatCell, formatChange, formatNumber } from "./unit.ts";

describe("decimals", () => {
  test.each([
    ["1234.565", 2, "1,234.57"],
    ["-1234.565", 2, "−1,234.57"],
    ["0.005", 2, "0.01"],
    ["-0.004", 2, "0.00"],
    ["999999.999", 0, "1,000,000"],
    ["12345678901234567890.12", 2, "12,345,678,901,234,567,890.12"],
    [12, 1, "12.0"],
    ["0", 0, "0"],
  ])("%s to %i places is %s", (value, scale, text) => {
    expect(formatDecimal(value, scale)).toBe(text);
  });

  test("what is no number is given back", () => {
    expect(formatDecimal("n/a", 2)).toBe("n/a");
  });

  test("cents come back whole, however large the amount", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (cents) => {
        const size = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
        const text = formatDecimal(`${cents < 0n ? "-" : ""}${size.slice(0, -2)}.${size.slice(-2)}`, 2);
        expect(BigInt(text.replace("−", "-").replace(/[,.]/g, ""))).toBe(cents);
      }),
    );
  });

  test("moving the point multiplies exactly", () => {
    expect(formatDecimal(shiftDecimal("0.1525", 2), 2)).toBe("15.25");
    expect(formatDecimal(shiftDecimal("12", 2), 0)).toBe("1,200");
    expect(formatDecimal(shiftDecimal("-0.003", 2), 1)).toBe("−0.3");
  });
});

describe("units", () => {
  test.each<[string, Unit | null, number, string]>([
    ["1234.5", "usd", 2, "$1,234.50"],
    ["-1234.5", "usd", 0, "−$1,235"],
    ["478.6", "usd_pmpm", 2, "$478.60"],
    ["0.152", "ratio", 3, "15.2%"],
    ["0.003", "points", 3, "+0.3 pt"],
    ["-0.0196", "points", 3, "−2.0 pt"],
    ["0", "points", 3, "0.0 pt"],
    ["54.06", "per_1000", 2, "54.1"],
    ["14821", "members", 0, "14,821"],
    ["17.25", "member_months", 2, "17.25"],
  ])("%s in %s is %s", (value, unit, scale, text) => {
    expect(formatNumber(value, unit, scale)).toBe(text);
  });

  test("a change has its sign", () => {
    expect(formatChange("0.068", "ratio")).toBe("+6.8%");
    expect(formatChange("-0.0196", "ratio")).toBe("−2.0%");
    expect(formatChange("0.0000", "ratio")).toBe("0.0%");
    expect(formatChange("0.003", "points")).toBe("+0.3 pt");
  });

  test("a cell follows its column", () => {
    const show = (value: string | number | boolean, settings: Column) => formatCell(value, settings);
    expect(show("2025-03", month)).toBe("Mar 2025");
    expect(show("2025-03-09", column("day", { type: "date" }))).toBe("Mar 9, 2025");
    expect(show("Inpatient", category)).toBe("Inpatient");
    expect(show(true, column("enrolled", { type: "boolean" }))).toBe("yes");
    expect(show("0.05", column("paid_change", { compare: "change", unit: "ratio" }))).toBe("+5.0%");
  });

  test("axes are short", () => {
    expect(formatShort(1_234_567, "usd")).toBe("$1.2M");
    expect(formatShort(480, "usd_pmpm")).toBe("$480");
    expect(formatShort(97.68, "usd_pmpm")).toBe("$97.68");
    expect(formatShort(-15_000, "count")).toBe("−15k");
    expect(formatShort(0.152, "ratio")).toBe("15.2%");
    expect(formatShort(0, "per_1000")).toBe("0");
    expect(formatShort(54.1, "per_1000")).toBe("54.1");
  });
});
