import type { Column } from "../envelope.ts";
import { type Counter, cellReader, isAside, isCount, isHeadcount, type Period } from "./measureBlocks.ts";
import { isUnder, type Line } from "./tableLines.ts";
import { withheldLines } from "./withheldLines.ts";

export interface CountCell {
  line: number;
  measure: Column;
}

/**
 * The cells of counts that show a small group by their own value, whoever is said to stand behind them:
 * a count of 1 to `minimum` − 1 (as many people at most); one that lacks so few of a larger count of its unit, on its
 * line (members who are not claimants), or on another where no sum is shown (visits that are not among all visits); and
 * a headcount that lacks so few of the one above it, in a sum whose lines overlap. With them go the counts by which
 * they could be worked out (`withheldLines`).
 */
export function smallCounts(
  columns: readonly Column[],
  lines: readonly Line[],
  period: Period,
  minimum: number,
): CountCell[] {
  const read = cellReader(columns);
  const value = (i: number, measure: Column): number => {
    const line = lines[i];
    return line ? Number(read(line, measure, period) ?? 0) : 0;
  };
  const counts = columns.filter((c) => c.role === "measure" && c.compare === null && isCount(c) && !isAside(c));
  const cells = counts.flatMap((measure) => {
    const silent = new Set(lines.flatMap((line, i) => (read(line, measure, period) === null ? [i] : [])));
    const values = lines.map((_, i) => Math.abs(value(i, measure)));
    const counters: Counter[] = [values, ...beyond(measure, counts, lines, value)];
    const summed = lines.some((line, i) => line.covers && !silent.has(i));
    if (!summed && !inOrderOfTime(columns)) counters.push(lacking(values, minimum));
    const found = withheldLines({ lines, silent, counters, complete: false, minimum, together: [] });
    return [...found].map((line) => ({ line, measure }));
  });
  const hidden = new Set(cells.map(({ line, measure }) => `${line} ${measure.name}`));
  const open = (i: number, measure: Column) => !hidden.has(`${i} ${measure.name}`);
  const near = counts.filter(isHeadcount).flatMap((measure) =>
    nearlyWhole(
      lines,
      (i) => value(i, measure),
      (i) => open(i, measure),
      minimum,
    ).map((line) => ({ line, measure })),
  );
  return [...cells, ...near];
}

/** What larger counts of the same unit have beyond a count, line by line. */
function beyond(
  measure: Column,
  counts: readonly Column[],
  lines: readonly Line[],
  value: (i: number, measure: Column) => number,
): Counter[] {
  return counts.flatMap((larger) => {
    if (larger === measure || larger.unit !== measure.unit) return [];
    const left = lines.map((_, i) => Math.round((value(i, larger) - value(i, measure)) * 1e6) / 1e6);
    return left.every((v) => v >= 0) && left.some((v) => v > 0) ? [left] : [];
  });
}

/** The least that any other line has beyond a line, where that is less than `minimum`; else 0. */
function lacking(values: readonly number[], minimum: number): number[] {
  return values.map((own) => {
    const more = values.map((other) => other - own).filter((left) => own > 0 && left > 0 && left < minimum);
    return more.length > 0 ? Math.min(...more) : 0;
  });
}

function inOrderOfTime(columns: readonly Column[]): boolean {
  const leading = columns.find((column) => column.role === "dimension" && !column.hidden);
  return leading?.type === "month" || leading?.type === "date";
}

/**
 * Lines that lack only 1 to `minimum` − 1 of the headcount above them, or that one where several come so close. A sum
 * that one of its lines exceeds is no headcount of them all but an average.
 */
function nearlyWhole(
  lines: readonly Line[],
  value: (i: number) => number,
  open: (i: number) => boolean,
  minimum: number,
): number[] {
  const sums = lines.flatMap((line, i) => (line.covers && open(i) ? [i] : []));
  return sums.flatMap((sum) => {
    const leaves = [...(lines[sum]?.covers ?? [])].map(value);
    const whole = value(sum);
    if (leaves.reduce((all, each) => all + each, 0) === whole || leaves.some((each) => each > whole)) return [];
    const close = lines.flatMap((_, i) => {
      const left = whole - value(i);
      return value(i) > 0 && left > 0 && left < minimum && open(i) && isUnder(lines, i, sum) ? [i] : [];
    });
    const [only] = close;
    if (only === undefined) return [];
    const single = close.length === 1 && sums.filter((other) => isUnder(lines, only, other)).length === 1;
    return [single ? only : sum];
  });
}
