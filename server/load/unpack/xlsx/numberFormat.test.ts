import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindOfFormat, writtenNumber } from "./numberFormat.ts";

describe("writtenNumber", () => {
  it("has fifteen digits and no exponent, whatever the size", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e25, max: 1e25 }), (value) => {
        const text = writtenNumber(String(value), "number", false);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(/^-?\d+$/.test(String(value)) ? value + 0 : Number(value.toPrecision(15)) + 0);
      }),
    );
  });

  it("is the same for every day that Excel counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 80_000 }), (serial) => {
        const expected = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
        expect(writtenNumber(String(serial), "date", false)).toBe(expected);
      }),
    );
    expect(writtenNumber("1", "date", false)).toBe("1900-01-01");
    expect(writtenNumber("45000.75", "date-time", false)).toBe("2023-03-15 18:00:00");
    expect(writtenNumber("0.5", "time", false)).toBe("12:00:00");
  });
});

it.each([
  ["General", "number"],
  ["0.00", "number"],
  ['#,##0.00;[Red]"days "0', "number"],
  ["0.00E+00", "number"],
  ["[h]:mm", "number"],
  ["mm/dd/yyyy", "date"],
  ["[$-409]d\\-mmm\\-yy;@", "date"],
  ["mmm yyyy", "date"],
  ["m/d/yy h:mm AM/PM", "date-time"],
  ["h:mm:ss", "time"],
  ["mm:ss", "time"],
  ["0000", { digits: "0000" }],
])("the format %s is a %j", (code, kind) => {
  expect(kindOfFormat(164, code)).toEqual(kind);
});
