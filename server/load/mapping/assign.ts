/**
 * The pairs of rows and columns of which the weights come to the most, each row and each column at most once; what
 * weighs nothing stays alone. (The Hungarian method, on costs below zero.)
 * @returns for each row its column, or -1
 */
export function assign(weights: number[][]): number[] {
  const rows = weights.length;
  const columns = Math.max(0, ...weights.map((row) => row.length));
  if (rows === 0 || columns === 0) return weights.map(() => -1);
  /* every row may also stay alone: it then takes a column of its own that weighs nothing */
  const width = columns + rows;
  const cost = (row: number, column: number) => (column < columns ? -(weights[row]?.[column] ?? 0) : 0);
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const taker = new Int32Array(width + 1);
  const before = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    taker[0] = row;
    let column = 0;
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(width + 1);
    do {
      used[column] = 1;
      const at = taker[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= width; other += 1) {
        if (used[other]) continue;
        const reduced = cost(at - 1, other - 1) - (rowPotential[at] ?? 0) - (columnPotential[other] ?? 0);
        if (reduced < (least[other] ?? 0)) {
          least[other] = reduced;
          before[other] = column;
        }
        if ((least[other] ?? 0) < delta) {
          delta = least[other] ?? 0;
          next = other;
        }
      }
      for (let other = 0; other <= width; other += 1) {
        if (used[other]) {
          rowPotential[taker[other] ?? 0] = (rowPotential[taker[other] ?? 0] ?? 0) + delta;
          columnPotential[other] = (columnPotential[other] ?? 0) - delta;
        } else least[other] = (least[other] ?? 0) - delta;
      }
      column = next;
    } while (taker[column] !== 0);
    while (column !== 0) {
      const from = before[column] ?? 0;
      taker[column] = taker[from] ?? 0;
      column = from;
    }
  }
  const found = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = (taker[column] ?? 0) - 1;
    if (row >= 0 && (weights[row]?.[column - 1] ?? 0) > 0) found[row] = column - 1;
  }
  return found;
}
