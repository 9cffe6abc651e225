import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSearch, pick, stringifySearch, withValues } from "./search.ts";

const text = fc.string({ minLength: 1, unit: "grapheme" });

describe("search", () => {
  test("what is written into the address is read back, whatever the values are", () => {
    fc.assert(
      fc.property(fc.dictionary(text, text, { noNullPrototype: true }), (search) => {
        fc.pre(!Object.keys(search).includes("__proto__"));
        expect(parseSearch(stringifySearch(search))).toEqual(search);
      }),
    );
  });

  test("stays readable", () => {
    expect(stringifySearch({ period: "2025-01..2025-06", plan: "PPO,High deductible" })).toBe(
      "?period=2025-01..2025-06&plan=PPO,High+deductible",
    );
  });

  test("numbers stay text and empty values say nothing", () => {
    expect(parseSearch("?period=2025&plan=&sex=F&sex=M")).toEqual({ period: "2025", sex: "M" });
    expect(stringifySearch({ plan: "", sex: undefined })).toBe("");
  });

  test("values are set, removed and picked", () => {
    expect(withValues({ period: "2024", plan: "PPO" }, { period: "2025", plan: undefined })).toEqual({
      period: "2025",
    });
    expect(pick({ b: "2", a: "1", c: "3" }, ["a", "b", "d"])).toEqual({ a: "1", b: "2" });
  });
});
