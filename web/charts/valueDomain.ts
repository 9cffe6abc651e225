/**
 * The range of a value axis for lines: from zero where the values come near it, otherwise around them, so that a change
 * of a few percent can be seen. Always wider than nothing.
 */
export function valueDomain(values: readonly (number | null)[]): [number, number] {
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return [0, 1];
  const low = Math.min(...given);
  const high = Math.max(...given);
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low * 1.25), Math.max(0, high * 1.25)];
  const room = (high - low) * 0.12;
  if (low >= 0 && low < high * 0.5) return [0, high + room];
  if (high <= 0 && high > low * 0.5) return [low - room, 0];
  return [low - room, high + room];
}
