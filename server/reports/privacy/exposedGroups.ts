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

  const classes = new Map<string, number[]>();
  for (let leaf = 0; leaf < counts.length; leaf++) {
    if (lines[leaf]?.covers || (counts[leaf] ?? 0) <= 0) continue;
    if (leaf < lines.length && !withheld.has(leaf)) continue;
    const signature = shown.filter((sum) => members.get(sum)?.has(leaf)).join(" ");
    if (signature !== "") classes.set(signature, [...(classes.get(signature) ?? []), leaf]);
  }
  const large = (group: readonly number[]) => group.some((leaf) => (counts[leaf] ?? 0) >= minimum);
  const ordered = [...classes].sort(([, a], [, b]) => Number(large(b)) - Number(large(a)));
  const largeClasses = ordered.filter(([, group]) => large(group)).length;

  const equations = shown.map((sum) => {
    const columns = ordered.flatMap(([signature], i) => (signature.split(" ").includes(String(sum)) ? [i] : []));
    return new Map(columns.map((i) => [i, 1n]));
  });
  const supports = reduce(equations)
    .filter((row) => Math.min(...row.keys()) >= largeClasses)
    .map((row) => [...row.keys()]);
  const uses = new Map<number, number>();
  for (const column of supports.flat()) uses.set(column, (uses.get(column) ?? 0) + 1);

  return supports.flatMap((support) => {
    const group = support.flatMap((column) => ordered[column]?.[1] ?? []);
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

type Equation = Map<number, bigint>;

/** Reduced row echelon form over the integers, pivots on the lowest columns. */
function reduce(equations: readonly Equation[]): Equation[] {
  const pivots = new Map<number, Equation>();
  for (const equation of equations) {
    let row = equation;
    for (const [column, pivot] of pivots) row = eliminate(row, pivot, column);
    if (row.size === 0) continue;
    const column = Math.min(...row.keys());
    for (const [other, pivot] of pivots) pivots.set(other, eliminate(pivot, row, column));
    pivots.set(column, row);
  }
  return [...pivots.values()];
}

function eliminate(row: Equation, pivot: Equation, column: number): Equation {
  const factor = row.get(column);
  const unit = pivot.get(column);
  if (factor === undefined || unit === undefined) return row;
  const result: Equation = new Map();
  let divisor = 0n;
  for (const key of new Set([...row.keys(), ...pivot.keys()])) {
    const value = (row.get(key) ?? 0n) * unit - (pivot.get(key) ?? 0n) * factor;
    if (value === 0n) continue;
    result.set(key, value);
    divisor = gcd(divisor, value);
  }
  if (divisor > 1n) for (const [key, value] of result) result.set(key, value / divisor);
  return result;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}
