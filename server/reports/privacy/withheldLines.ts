import { exposedGroups } from "./exposedGroups.ts";
import type { Counter } from "./measureBlocks.ts";
import type { Line } from "./tableLines.ts";

export interface WithholdInput {
  lines: readonly Line[];
  silent: ReadonlySet<number>;
  counters: readonly Counter[];
  /** See `exposedGroups`. */
  complete: boolean;
  minimum: number;
  /** Groups of lines that must be withheld together (a table with one measure a row). */
  together: readonly (readonly number[])[];
}

/**
 * The lines of one block and period that must be withheld: those with 1 to `minimum` − 1 people, then, as long as a
 * small group can be worked out from what is shown, the line beside it with the fewest people (ties: the first), and
 * every subtotal that would give that line away again. Where no line is left to withhold, the sum itself goes.
 */
export function withheldLines({ lines, silent, counters, complete, minimum, together }: WithholdInput): Set<number> {
  const withheld = new Set<number>();
  for (const counter of counters) {
    for (let i = 0; i < counter.length; i++) {
      const count = counter[i] ?? 0;
      if (count > 0 && count < minimum) withheld.add(i);
    }
  }
  for (;;) {
    for (const group of together) {
      if (group.some((line) => withheld.has(line))) for (const line of group) withheld.add(line);
    }
    const before = withheld.size;
    for (const counter of counters) {
      const [group] = exposedGroups({ lines, withheld, silent, counter, complete, minimum });
      if (!group) continue;
      for (const line of cover(group, lines, withheld, silent, counter)) withheld.add(line);
      break;
    }
    if (withheld.size === before) return withheld;
  }
}

/** The lines to withhold next so that a group no longer stands alone: the fewest, then those with the fewest people. */
function cover(
  group: readonly number[],
  lines: readonly Line[],
  withheld: ReadonlySet<number>,
  silent: ReadonlySet<number>,
  counter: Counter,
): number[] {
  const listed = group.filter((leaf) => leaf < lines.length);
  const shown = lines.flatMap((line, i) => (line.covers && !withheld.has(i) && !silent.has(i) ? [i] : []));
  const around = (sum: number) => listed.every((leaf) => lines[sum]?.covers?.has(leaf));
  const over = shown.filter(around).sort((a, b) => (lines[a]?.covers?.size ?? 0) - (lines[b]?.covers?.size ?? 0));

  let best: { add: number[]; people: number } | null = null;
  for (const sum of over) {
    for (const leaf of lines[sum]?.covers ?? []) {
      const people = counter[leaf] ?? 0;
      if (people <= 0 || listed.includes(leaf)) continue;
      const narrower = shown.filter((other) => lines[other]?.covers?.has(leaf) && !around(other));
      const add = withheld.has(leaf) ? narrower : [leaf, ...narrower];
      if (add.length === 0) continue;
      const better = !best || add.length < best.add.length || (add.length === best.add.length && people < best.people);
      if (better) best = { add, people };
    }
    if (best) return best.add;
  }
  const touching = shown.find((sum) => listed.some((leaf) => lines[sum]?.covers?.has(leaf)));
  const last = over[0] ?? touching ?? shown[0];
  return last === undefined ? [] : [last];
}
