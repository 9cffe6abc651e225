import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSearch, stringifySearch } from "../filters/search.ts";
import { drillSearch, formatTrail, parseTrail, searchAt } from "./trail.ts";

const word = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
const id = fc.stringMatching(/^[a-z][a-z-]{0,12}$/);
const set = fc.dictionary(fc.stringMatching(/^[a-z_]{2,8}$/), word, { minKeys: 1, maxKeys: 3, noNullPrototype: true });

describe("the way down", () => {
  test("is readable in the address", () => {
    const down = drillSearch({ period: "2025", plan: "PPO", sort: "-paid" }, "incurred-paid", { period: "2025-03" });
    expect(stringifySearch(down)).toBe("?period=2025-03&plan=PPO&via=incurred-paid;period=2025");
    expect(searchAt(parseSearch(stringifySearch(down)), 0)).toEqual({ period: "2025", plan: "PPO" });
  });

  test("leads back to each step as it was, through any values", () => {
    fc.assert(
      fc.property(set, fc.array(fc.tuple(id, set), { minLength: 1, maxLength: 3 }), (start, drills) => {
        const levels = [start];
        for (const [report, values] of drills) levels.push(drillSearch(levels.at(-1) ?? {}, report, values));
        const deepest = parseSearch(stringifySearch(levels.at(-1) ?? {}));
        for (const [level, before] of levels.slice(0, -1).entries()) {
          expect(searchAt(deepest, level)).toEqual(before);
        }
      }),
    );
  });

  test("a mangled way is no way", () => {
    expect(parseTrail("<script>,ok;a=%E0%A4%A")).toEqual([{ report: "ok", before: { a: "%E0%A4%A" } }]);
    expect(formatTrail([])).toBe("");
  });
});
