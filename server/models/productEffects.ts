import { orderWeights } from "./shapley.ts";

/** The factors of one cell, before and after: its value is their product. */
export interface ProductCell {
  before: readonly number[];
  after: readonly number[];
}

/**
 * Das Gupta's decomposition of a sum over cells of products of factors, by its closed formula for each cell:
 * effect of a = (a₁ − a₀) × Σ_k k!(n−k−1)!/n! × (sum of the products of the others with k of them after, the rest
 * before). It is the Shapley value of the sum, without asking it 2ⁿ times. Zeros and signs of any kind are allowed.
 * @param cells each with as many factors, in the same order and of any unit.
 * @returns one effect a factor, in the unit of the product; together Σ after − Σ before.
 * @throws RangeError where a cell has another number of factors.
 * Source: P. Das Gupta, Standardization and Decomposition of Rates: A User's Manual, U.S. Census Bureau P23-186, 1993.
 */
export function productEffects(cells: readonly ProductCell[]): number[] {
  const factors = cells[0]?.before.length ?? 0;
  const weights = factors > 0 ? orderWeights(factors) : [];
  const effects = new Array<number>(factors).fill(0);
  for (const { before, after } of cells) {
    if (before.length !== factors || after.length !== factors)
      throw new RangeError(`every cell must have ${factors} factors before and after`);
    for (let factor = 0; factor < factors; factor += 1) {
      const change = (after[factor] ?? 0) - (before[factor] ?? 0);
      if (change === 0) continue;
      const others = mixedProducts(before, after, factor);
      const mean = weights.reduce((sum, weight, k) => sum + weight * (others[k] ?? 0), 0);
      effects[factor] = (effects[factor] ?? 0) + change * mean;
    }
  }
  return effects;
}

/** By k: the sum of the products of all factors but one that take k of them from `after`; a polynomial's coefficients. */
function mixedProducts(before: readonly number[], after: readonly number[], without: number): number[] {
  let sums = [1];
  for (let factor = 0; factor < before.length; factor += 1) {
    if (factor === without) continue;
    const [low, high] = [before[factor] ?? 0, after[factor] ?? 0];
    const next = new Array<number>(sums.length + 1).fill(0);
    for (const [k, sum] of sums.entries()) {
      next[k] = (next[k] ?? 0) + sum * low;
      next[k + 1] = (next[k + 1] ?? 0) + sum * high;
    }
    sums = next;
  }
  return sums;
}
