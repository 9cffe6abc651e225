/** The logarithmic mean of two positive numbers: (a − b) ÷ (ln a − ln b), and a where they are equal. */
export function logMean(a: number, b: number): number {
  const ratio = b / a;
  /* near one the quotient loses its digits: its series there is exact to the last */
  if (Math.abs(ratio - 1) < 1e-5) return a * (1 + (ratio - 1) / 2 - (ratio - 1) ** 2 / 12);
  return (a - b) / Math.log(a / b);
}
