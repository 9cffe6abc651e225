import type { Cell, Column } from "../envelope.ts";

/**
 * An order of lines that does not betray where a withheld one stood among the others: shown lines keep their places
 * in relation to one another, lines with a withheld cell follow them by label. In a table of two levels and more this
 * is done inside each group of the leading dimensions, and the groups themselves are ordered so by their subtotals
 * (a group that has none counts as withheld where one of its lines is). A table that opens with a month or a date, or
 * has one measure a row, is in an order of its own anyway and is left alone.
 */
export function safeOrder(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  marked: (row: number) => boolean,
  markedGroup: (prefix: readonly Cell[]) => boolean | null,
): number[] {
  const dimensions = columns.flatMap((column, i) => (column.role === "dimension" && !column.hidden ? [i] : []));
  const all = rows.map((_, i) => i);
  const leading = columns[dimensions[0] ?? -1];
  if (leading?.type === "month" || leading?.type === "date" || columns.some((c) => c.unitColumn !== null)) return all;

  const place = (members: readonly number[], depth: number, prefix: readonly Cell[]): number[] => {
    const dimension = dimensions[depth];
    const groups = dimension === undefined ? null : contiguous(members, (i) => rows[i]?.[dimension] ?? null);
    if (groups === null || depth >= dimensions.length - 1) {
      return lastByLabel(members, marked, (i) => label(rows[i] ?? [], dimensions));
    }
    const isMarked = (group: Group) => markedGroup([...prefix, group.key]) ?? group.members.some(marked);
    return lastByLabel(groups, isMarked, (group) => String(group.key ?? "")).flatMap((group) =>
      place(group.members, depth + 1, [...prefix, group.key]),
    );
  };
  return place(all, 0, []);
}

interface Group {
  key: Cell;
  members: number[];
}

/** Runs of equal keys; null where a key comes back after another. */
function contiguous(members: readonly number[], keyOf: (i: number) => Cell): Group[] | null {
  const groups: Group[] = [];
  for (const i of members) {
    const last = groups.at(-1);
    const key = keyOf(i);
    if (last && last.key === key) last.members.push(i);
    else if (groups.some((group) => group.key === key)) return null;
    else groups.push({ key, members: [i] });
  }
  return groups;
}

function lastByLabel<T>(items: readonly T[], isMarked: (item: T) => boolean, labelOf: (item: T) => string): T[] {
  const hidden = items.filter(isMarked).sort((a, b) => compare(labelOf(a), labelOf(b)));
  return [...items.filter((item) => !isMarked(item)), ...hidden];
}

function label(row: readonly Cell[], dimensions: readonly number[]): string {
  return dimensions.map((d) => String(row[d] ?? "")).join("\u0000");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
