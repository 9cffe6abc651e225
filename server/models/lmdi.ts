import { logMean } from "./logMean.ts";
import type { ProductCell } from "./productEffects.ts";

export interface Lmdi {
  /** Effect of each factor in the unit of the product; together the change. */
  additive: number[];
  /** Each factor's part of the ratio after ÷ before; multiplied together the ratio. */
  multiplicative: number[];
  /** The additive effects of each cell. */
  cells: number[][];
}

/**
 * Logarithmic mean Divisia index, LMDI-I, of a sum over cells of products of factors, none of them negative.
 * Additive: Σ L(V₁, V₀) ln(x₁ ÷ x₀) over the cells; multiplicative: exp of the additive effect ÷ L(ΣV₁, ΣV₀).
 * A cell of which a factor, and so its value, is zero on one side has the limit of the formula: its whole change goes
 * to the factor that was or becomes zero, in equal parts where there are several.
 * @throws RangeError for a negative factor, and where a cell has another number of factors.
 * Source: B. W. Ang, The LMDI approach to decomposition analysis, Energy Policy 33, 2005; zero limits: B. W. Ang,
 * F. Q. Zhang, K.-H. Choi, Factorizing changes in energy and environmental indicators through decomposition, 1998.
 */
export function lmdi(cells: readonly ProductCell[]): Lmdi {
  const factors = cells[0]?.before.length ?? 0;
  const effects = cells.map((cell) => cellEffects(cell, factors));
  const additive = Array.from({ length: factors }, (_, i) => effects.reduce((sum, each) => sum + (each[i] ?? 0), 0));
  const [before, after] = [total(cells, "before"), total(cells, "after")];
  const mean = before > 0 && after > 0 ? logMean(after, before) : Number.NaN;
  return { additive, multiplicative: additive.map((effect) => Math.exp(effect / mean)), cells: effects };
}

function cellEffects({ before, after }: ProductCell, factors: number): number[] {
  if (before.length !== factors || after.length !== factors)
    throw new RangeError(`every cell must have ${factors} factors before and after`);
  if ([...before, ...after].some((each) => !(each >= 0)))
    throw new RangeError("the factors must be zero or positive; use Das Gupta's decomposition for negative ones");
  const [low, high] = [product(before), product(after)];
  if (low > 0 && high > 0) {
    const mean = logMean(high, low);
    return before.map((value, i) => mean * Math.log((after[i] ?? 0) / value));
  }
  const turning = before.map((value, i) => (value === 0) !== (after[i] === 0));
  const sharers = turning.filter(Boolean).length;
  return turning.map((turns) => (turns && high !== low ? (high - low) / sharers : 0));
}

function total(cells: readonly ProductCell[], side: "before" | "after"): number {
  return cells.reduce((sum, cell) => sum + product(cell[side]), 0);
}

function product(values: readonly number[]): number {
  return values.reduce((whole, each) => whole * each, 1);
}
