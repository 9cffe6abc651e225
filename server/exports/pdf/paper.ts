import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Palette } from "../../../web/charts/palette.ts";
import { productPaths } from "../../root.ts";

const sheet = readFileSync(join(productPaths.root, "web", "styles", "tokens.css"), "utf8").split("@media")[0] ?? "";

function color(name: string): string {
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(sheet)?.[1];
  if (found === undefined) throw new RangeError(`the page's style sheet has no colour ${name}`);
  return found;
}

/** The page's colours by day, for what goes onto paper, which is white by itself. */
export const paper: Palette & { worse: string; edge: string } = {
  ink: color("ink"),
  soft: color("ink-soft"),
  hairline: color("hairline"),
  accent: color("accent"),
  ground: color("accent-ground"),
  paper: "#ffffff",
  prior: color("prior"),
  priorFill: color("prior-fill"),
  categories: Array.from({ length: 8 }, (_, i) => color(`category-${i + 1}`)),
  worse: color("worse"),
  edge: color("edge"),
};
