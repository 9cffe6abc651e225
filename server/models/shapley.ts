const mostFactors = 16;

/**
 * Shapley value, which for two populations is Das Gupta's decomposition: what each factor adds to a rate when it turns
 * from its first state into its second, averaged over all orders in which the factors may turn. The effects add up to
 * rate(all turned) − rate(none turned), whatever the rate function, with zeros and signs of any kind.
 * @param factors how many there are, 1 to 16; the rate is asked 2^factors times.
 * @param rate the rate where the factors of the bits of `turned` have their second state (bit i: factor i).
 * @returns one effect a factor, in the rate's unit.
 * @throws RangeError for a number of factors out of range.
 * Source: P. Das Gupta, Standardization and Decomposition of Rates: A User's Manual, U.S. Census Bureau P23-186, 1993;
 * L. Shapley, A Value for n-Person Games, 1953.
 */
export function shapley(factors: number, rate: (turned: number) => number): number[] {
  if (!Number.isInteger(factors) || factors < 1 || factors > mostFactors)
    throw new RangeError(`factors must be a whole number from 1 to ${mostFactors}, not ${factors}`);
  const rates = Array.from({ length: 2 ** factors }, (_, turned) => rate(turned));
  const weights = orderWeights(factors);
  return Array.from({ length: factors }, (_, factor) => {
    const bit = 1 << factor;
    let effect = 0;
    for (const [turned, before] of rates.entries()) {
      if (turned & bit) continue;
      effect += (weights[bits(turned)] ?? 0) * ((rates[turned | bit] ?? 0) - before);
    }
    return effect;
  });
}

/** The share of all orders in which a factor turns just after k given others: k! (n − k − 1)! ÷ n! for k from 0. */
export function orderWeights(factors: number): number[] {
  const weights = [1 / factors];
  for (let k = 1; k < factors; k += 1) weights.push(((weights[k - 1] ?? 0) * k) / (factors - k));
  return weights;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
