/** A text of decimals by month as a line in a box of this size: gaps stay gaps, the scale is the cell's own. */
export function sparkline(text: string, { width, height }: { width: number; height: number }) {
  const values = text.split(",").map((part) => (part.trim() === "" ? null : part.trim()));
  const given = values.flatMap((value) => (value === null ? [] : [Number(value)]));
  const [low, high] = [Math.min(...given), Math.max(...given)];
  const inset = 3;
  const x = (at: number) => inset + ((width - 2 * inset) * at) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    high === low ? height / 2 : height - inset - ((height - 2 * inset) * (value - low)) / (high - low);
  const path = values
    .map((value, at) => {
      if (value === null) return "";
      const begins = at === 0 || values[at - 1] === null;
      return `${begins ? "M" : "L"}${x(at).toFixed(1)} ${y(Number(value)).toFixed(1)}`;
    })
    .join("");
  const at = values.findLastIndex((value) => value !== null);
  /** The last value given: its index and where it stands. */
  const last: [number, number, number] = at < 0 ? [-1, -9, -9] : [at, x(at), y(Number(values[at]))];
  return { values, path, last };
}
