export interface LinearFit {
  coefficients: number[];
  /** Of (X'X + Λ)⁻¹: times the residual variance it is the variance of each coefficient. */
  inverseDiagonal: number[];
}

/**
 * Least squares with a ridge, for any number of y over the same columns: minimizes Σ (y − Xβ)² + Σ λ β².
 * @param rows one a case, each with as many columns.
 * @param ridge one a column: 0 leaves the column free.
 * @throws RangeError where the columns depend on each other.
 */
export function linearFit(
  rows: readonly (readonly number[])[],
  ridge: readonly number[],
): (y: readonly number[]) => LinearFit {
  const p = ridge.length;
  const normal = ridge.map((each, i) => Array.from({ length: p }, (_, j) => (i === j ? each : 0)));
  for (const row of rows) {
    for (let i = 0; i < p; i += 1) {
      const xi = row[i] ?? 0;
      if (xi === 0) continue;
      const line = normal[i] as number[];
      for (let j = 0; j < p; j += 1) line[j] = (line[j] ?? 0) + xi * (row[j] ?? 0);
    }
  }
  const inverse = inverted(normal);
  const inverseDiagonal = inverse.map((line, i) => line[i] ?? 0);
  return (y) => {
    const right = new Array<number>(p).fill(0);
    for (let n = 0; n < rows.length; n += 1) {
      const [row, value] = [rows[n] as readonly number[], y[n] as number];
      for (let i = 0; i < p; i += 1) right[i] = (right[i] as number) + (row[i] as number) * value;
    }
    return { coefficients: inverse.map((line) => dot(line, right)), inverseDiagonal };
  };
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Gauss–Jordan with pivots, in place. */
function inverted(matrix: number[][]): number[][] {
  const p = matrix.length;
  const work = matrix.map((line, i) => [...line, ...Array.from({ length: p }, (_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < p; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < p; i += 1)
      if (Math.abs(work[i]?.[column] ?? 0) > Math.abs(work[pivot]?.[column] ?? 0)) pivot = i;
    const line = work[pivot] as number[];
    const size = line[column] as number;
    if (Math.abs(size) < 1e-12) throw new RangeError("the columns depend on each other");
    work[pivot] = work[column] as number[];
    for (let j = 0; j < 2 * p; j += 1) line[j] = (line[j] as number) / size;
    work[column] = line;
    for (let i = 0; i < p; i += 1) {
      const other = work[i] as number[];
      const factor = other[column] as number;
      if (i === column || factor === 0) continue;
      for (let j = 0; j < 2 * p; j += 1) other[j] = (other[j] as number) - factor * (line[j] as number);
    }
  }
  return work.map((line) => line.slice(p));
}
