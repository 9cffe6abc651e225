import { PlanlensError } from "../../errors.ts";
import type { Counter } from "./measureBlocks.ts";
import type { Line } from "./tableLines.ts";

export interface ExposureInput {
  lines: readonly Line[];
  /** Lines withheld so far. */
  withheld: ReadonlySet<number>;
  /** Lines that say nothing in these measures (all cells null), so that nothing can be subtracted from them. */
  silent: ReadonlySet<number>;
  counter: Counter;
  /** Whether what a sum has beyond its lines are people on no line; false where sums are rounded or averaged. */
  complete: boolean;
  minimum: number;
}

/**
 * The groups of withheld detail lines that can be worked out by adding and subtracting shown lines, and behind which
 * fewer than `minimum` people may stand.
 *
 * A shown sum less its shown lines leaves the sum of its withheld lines. Gaussian elimination over these remainders,
 * with the lines of `minimum` people and more eliminated first, leaves exactly the combinations that rest on small
 * lines alone. Lines that nobody stands behind do not count. What a sum has beyond its lines is a line of its own,
 * which nobody sees.
 */
export function exposedGroups({ lines, withheld, silent, counter, complete, minimum }: ExposureInput): number[][] {
  const sums = lines.flatMap((line, i) => (line.covers ? [i] : []));
  const counts = [...counter];
  const members = unlisted(lines, sums, counts, complete ? minimum : 0);
  const shown = sums.filter((sum) => !withheld.has(sum) && !silent.has(sum));

  const above: number[][] = counts.map(() => []);
  for (const sum of shown) for (const leaf of members.get(sum) ?? []) above[leaf]?.push(sum);
  const classes = new Map<string, { sums: number[]; group: number[] }>();
  for (const [leaf, sums] of above.entries()) {
    if (sums.length === 0 || (counts[leaf] ?? 0) <= 0) continue;
    if (leaf < lines.length && !withheld.has(leaf)) continue;
    const signature = sums.join(" ");
    const known = classes.get(signature);
    if (known) known.group.push(leaf);
    else classes.set(signature, { sums, group: [leaf] });
  }
  const large = ({ group }: { group: readonly number[] }) => group.some((leaf) => (counts[leaf] ?? 0) >= minimum);
  const ordered = [...classes.values()].sort((a, b) => Number(large(b)) - Number(large(a)));
  const largeClasses = ordered.filter(large).length;

  const bySum = new Map<number, Equation>(shown.map((sum) => [sum, new Map()]));
  for (const [i, { sums }] of ordered.entries()) for (const sum of sums) bySum.get(sum)?.set(i, 1);
  const equations = [...bySum.values()];
  const supports = reduce(equations)
    .filter((row) => lowest(row) >= largeClasses)
    .map((row) => [...row.keys()]);
  const uses = new Map<number, number>();
  for (const column of supports.flat()) uses.set(column, (uses.get(column) ?? 0) + 1);

  return supports.flatMap((support) => {
    const group = support.flatMap((column) => ordered[column]?.group ?? []);
    const alone = support.every((column) => uses.get(column) === 1);
    if (alone && group.length > 1 && leastPeople(group, lines, sums, counts) >= minimum) return [];
    return [group];
  });
}

/**
 * At least how many people stand behind a group of lines: the largest of them, or what a sum over the group has
 * beyond its other lines. Sums that have more people than their lines together are not believed.
 */
function leastPeople(
  group: readonly number[],
  lines: readonly Line[],
  sums: readonly number[],
  counts: readonly number[],
): number {
  const total = (leaves: Iterable<number>) => [...leaves].reduce((all, leaf) => all + (counts[leaf] ?? 0), 0);
  let least = Math.max(...group.map((leaf) => counts[leaf] ?? 0));
  for (const sum of sums) {
    const covers = lines[sum]?.covers ?? new Set<number>();
    if (!group.every((leaf) => covers.has(leaf))) continue;
    const whole = counts[sum] ?? 0;
    const all = total(covers);
    if (whole <= all) least = Math.max(least, whole - (all - total(group)));
  }
  return least;
}

/** Adds a hidden detail line for each sum that has 1 to `minimum` − 1 people beyond its lines; gives what each sum covers. */
function unlisted(lines: readonly Line[], sums: readonly number[], counts: number[], minimum: number) {
  const members = new Map(sums.map((sum) => [sum, new Set(lines[sum]?.covers)]));
  const bySize = [...sums].sort((a, b) => (members.get(a)?.size ?? 0) - (members.get(b)?.size ?? 0));
  for (const sum of bySize) {
    const own = members.get(sum) ?? new Set<number>();
    const rest = (counts[sum] ?? 0) - [...own].reduce((total, leaf) => total + (counts[leaf] ?? 0), 0);
    if (rest <= 0 || rest >= minimum) continue;
    const leaf = counts.push(rest) - 1;
    const covered = [...own];
    for (const [, leaves] of members) if (covered.every((each) => leaves.has(each))) leaves.add(leaf);
  }
  return members;
}

type Equation = Map<number, number>;

/**
 * Reduced row echelon form over the integers, pivots on the lowest columns. The coefficients of sums over one or two
 * dimensions stay −1, 0 and 1.
 * @throws PlanlensError `internal` where one outgrows what a number holds exactly.
 */
function reduce(equations: readonly Equation[]): Equation[] {
  const pivots = new Map<number, Equation>();
  for (const equation of equations) {
    let row = equation;
    for (const column of equation.keys()) {
      const pivot = pivots.get(column);
      if (pivot) row = eliminate(row, pivot, column);
    }
    if (row.size === 0) continue;
    const column = lowest(row);
    for (const [other, pivot] of pivots) pivots.set(other, eliminate(pivot, row, column));
    pivots.set(column, row);
  }
  return [...pivots.values()];
}

function lowest(row: Equation): number {
  let least = Number.POSITIVE_INFINITY;
  for (const column of row.keys()) if (column < least) least = column;
  return least;
}

function eliminate(row: Equation, pivot: Equation, column: number): Equation {
  const factor = row.get(column);
  const unit = pivot.get(column);
  if (factor === undefined || unit === undefined) return row;
  const result: Equation = new Map();
  let divisor = 0;
  const put = (key: number, value: number) => {
    if (value === 0) return;
    if (!Number.isSafeInteger(value)) throw new PlanlensError("internal", "The sums of this table are too entangled.");
    result.set(key, value);
    if (divisor !== 1) divisor = gcd(divisor, value);
  };
  for (const [key, value] of row) put(key, value * unit - (pivot.get(key) ?? 0) * factor);
  for (const [key, value] of pivot) if (!row.has(key)) put(key, -value * factor);
  if (divisor > 1) for (const [key, value] of result) result.set(key, value / divisor);
  return result;
}

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
