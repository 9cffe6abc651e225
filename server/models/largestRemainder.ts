/**
 * Rounds parts to whole units so that they add up to a given whole: each is rounded down, and the units that are then
 * missing go to the largest remainders, first come first among equals (Hamilton's method). With parts that add up to
 * the whole no part moves by a whole unit; a whole that differs by more is shared the same way, round by round.
 * @param parts any finite numbers, in units (cents, say).
 * @param whole what they must add up to, a whole number of units.
 * @returns whole numbers, in the order of `parts`.
 */
export function largestRemainder(parts: readonly number[], whole: number): number[] {
  if (parts.length === 0) return [];
  const rounded = parts.map((part) => Math.floor(part));
  const order = parts
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let missing = whole - rounded.reduce((sum, each) => sum + each, 0);
  const each = Math.trunc(missing / parts.length);
  missing -= each * parts.length;
  const step = Math.sign(missing);
  const turn = step < 0 ? [...order].reverse() : order;
  return rounded.map((value, index) => {
    const place = turn.findIndex((item) => item.index === index);
    return value + each + (place < Math.abs(missing) ? step : 0);
  });
}
