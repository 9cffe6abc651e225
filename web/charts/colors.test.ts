import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Palette } from "./palette.ts";
import { seriesColors } from "./seriesColors.ts";
import { contrast, distance, type Sight, sights } from "./testing/colorSight.ts";

const css = readFileSync(new URL("../styles/tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media screen");
const schemes = [
  ["light", light],
  ["dark", dark],
] as const;
const token = (text: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(text)?.[1] ?? "";
const categories = (text: string) => Array.from({ length: 8 }, (_, i) => token(text, `category-${i + 1}`));

describe.each(schemes)("the eight colours of categories, %s", (_, text) => {
  const colors = categories(text);

  test("stand out from the page: 3 to 1 at least, as WCAG 1.4.11 asks", () => {
    for (const color of colors) expect(contrast(color, token(text, "paper")), color).toBeGreaterThanOrEqual(3);
  });

  test.each(sights)("are told apart with %s sight", (sight: Sight) => {
    const pairs = colors.flatMap((a, i) => colors.slice(0, i).map((b) => ({ a, b, apart: distance(a, b, sight) })));
    for (const { a, b, apart } of pairs) expect(apart, `${a} and ${b}`).toBeGreaterThan(0.07);
  });
});

describe("the colour of a category", () => {
  const palette = { categories: categories(light), ink: "#000000" } as Palette;
  const named = ["Inpatient hospital", "Prescription drugs", "Office visits", "Outpatient surgery"];

  test("is its own whatever stands beside it", () => {
    const alone = new Map(named.map((name) => [name, seriesColors([name], palette)[0]]));
    const others = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.shuffledSubarray(named, { minLength: 1 }), others, (some, more) => {
        const all = [...more, ...some];
        const colors = seriesColors(all, palette);
        for (const name of some) expect(colors[all.indexOf(name)]).toBe(alone.get(name));
      }),
      { numRuns: 60 },
    );
  });

  test("is no other one's in the same chart", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 }), (names) => {
        expect(new Set(seriesColors(names, palette)).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });
});
