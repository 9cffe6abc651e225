import type { Column, Envelope } from "../../server/reports/envelope.ts";
import { besideOthers, ownSide } from "./sides.ts";

/** A column of the table as it stands under its heading. */
export interface ShownColumn {
  column: Column;
  /** What its own heading says: the period's name under a measure that is compared, else the column's label. */
  label: string;
}

/** A measure with what it is compared with, or one column alone. */
export interface ColumnGroup {
  /** What stands above the columns; null for one alone, and where each line is another measure. */
  title: string | null;
  columns: ShownColumn[];
}

/** The shown columns in order, a compared measure with its prior value and change under one heading. */
export function columnGroups(envelope: Envelope): ColumnGroup[] {
  const { columns, meta } = envelope;
  const empty = new Set(emptyColumns(envelope));
  const shown = columns.filter((column) => !column.hidden && !empty.has(column));
  return shown.flatMap((column): ColumnGroup[] => {
    if (column.of) return [];
    const compared = shown.filter((each) => each.of === column.name);
    if (compared.length === 0) return [{ title: null, columns: [{ column, label: column.label }] }];
    const formula = meta.params.norm_base === "plan" ? "(plan − norm) ÷ plan" : "(plan − norm) ÷ norm";
    const labels = {
      prior: heading(meta.prior?.label, besideOthers(meta) ? "The others" : "Before"),
      change: besideOthers(meta) ? "Difference" : "Change",
      norm: compared.find((each) => each.compare === "norm")?.label.slice(column.label.length + 2) || "Norm",
      "to-norm": column.unit === "ratio" ? "Plan − norm" : formula,
    };
    return [
      {
        title: column.unitColumn ? null : column.label,
        columns: [
          { column, label: ownHeading(meta) },
          ...compared.map((each) => ({ column: each, label: each.compare ? labels[each.compare] : each.label })),
        ],
      },
    ];
  });
}

/** Words, such as a provider's name, that no line gives: they are said to be missing once and not on every line. */
export function emptyColumns({ columns, rows }: Envelope): Column[] {
  const words = columns.filter((column) => column.role === "dimension" && !column.hidden && column.type === "text");
  const empty = words.filter((column) => rows.every((cells) => (cells[columns.indexOf(column)] ?? null) === null));
  return rows.length > 0 && empty.length < words.length ? empty : [];
}

const widestOnPaper = 16;

/** As many columns as a phone shows side by side. */
const narrowest = 5;

/**
 * What a phone shows first: the names that tell the lines apart, two at least where they are short, and of the measures those set large above, then the others in
 * order, each with its change and without what it is compared with. The same groups where all fit.
 */
export function narrowGroups(groups: ColumnGroup[], envelope: Envelope): ColumnGroup[] {
  const { meta } = envelope;
  if (groups.reduce((count, group) => count + group.columns.length, 0) <= narrowest) return groups;
  const large = [...meta.figures.map((figure) => figure.column), ...meta.chart.y];
  const first = (group: ColumnGroup | undefined) => group?.columns[0]?.column;
  const names: ColumnGroup[] = [];
  for (const group of groups.filter((each) => first(each)?.role === "dimension")) {
    const told = linesTold(envelope, names.map(first));
    const needed = told < envelope.rows.length && linesTold(envelope, [...names, group].map(first)) > told;
    const fits = names.length < 2 && !isLong(envelope, first(group));
    if (names.length === 0 || (names.length < 3 && (needed || fits))) names.push(group);
  }
  const rank = (group: ColumnGroup) => {
    const at = large.indexOf(first(group)?.name ?? "");
    return at < 0 ? large.length + groups.indexOf(group) : at;
  };
  const measures = groups
    .filter((group) => first(group)?.role === "measure")
    .map((group) => ({ ...group, rank: rank(group), columns: group.columns.filter(isShort) }))
    .sort((a, b) => a.rank - b.rank);
  let room = narrowest - names.length;
  const chosen = new Set<string | undefined>();
  for (const group of measures) {
    if (group.columns.length > room) continue;
    room -= group.columns.length;
    chosen.add(first(group)?.name);
  }
  return groups.flatMap((group) => {
    if (names.includes(group)) return [group];
    return chosen.has(first(group)?.name) ? [{ ...group, columns: group.columns.filter(isShort) }] : [];
  });
}

/** What a sheet of paper holds side by side: of more columns, those that a figure is compared with stay in the files. */
export function paperGroups(groups: ColumnGroup[]): ColumnGroup[] {
  if (groups.reduce((count, group) => count + group.columns.length, 0) <= widestOnPaper) return groups;
  return groups.map((group) => ({ ...group, columns: group.columns.filter(isShort) }));
}

/** How many lines these columns tell apart. */
function linesTold({ columns, rows }: Envelope, shown: readonly (Column | undefined)[]): number {
  const at = shown.map((column) => (column ? columns.indexOf(column) : -1));
  return new Set(rows.map((cells) => JSON.stringify(at.map((i) => cells[i])))).size;
}

/** Sentences and not names. */
function isLong({ columns, rows }: Envelope, column: Column | undefined): boolean {
  const at = column ? columns.indexOf(column) : -1;
  return rows.some((cells) => String(cells[at] ?? "").length > 40);
}

function isShort({ column }: ShownColumn): boolean {
  return column.compare !== "prior" && column.compare !== "norm";
}

/** This side of the comparison: the period, or who is compared where others of the same period stand beside them. */
function ownHeading(meta: Envelope["meta"]): string {
  return heading(ownSide(meta), besideOthers(meta) ? "These" : "This period");
}

/** The name of a period where it is short enough to stand over each measure. */
function heading(period: string | undefined, otherwise: string): string {
  return period !== undefined && period.length <= 18 ? period : otherwise;
}

/** A line of the table's body: a row, or a subtotal after the last row of its group. */
export interface BodyLine {
  part: "rows" | "subtotals";
  /** Index in the envelope. */
  line: number;
}

/**
 * Rows in the order given, with each subtotal after the last row that shares its first dimension. Sorted rows are no
 * longer in groups, so their subtotals come last.
 */
export function bodyLines(
  { columns, rows, subtotals }: Envelope,
  order: readonly number[],
  sorted: boolean,
): BodyLine[] {
  const lines = order.map((line): BodyLine => ({ part: "rows", line }));
  if (subtotals.length === 0) return lines;
  const first = columns.findIndex((column) => column.role === "dimension" && !column.hidden);
  const after = new Map<number, BodyLine[]>();
  const rest: BodyLine[] = [];
  for (const [line, cells] of subtotals.entries()) {
    const at = sorted ? -1 : order.findLastIndex((row) => rows[row]?.[first] === cells[first]);
    if (at < 0) rest.push({ part: "subtotals", line });
    else after.set(at, [...(after.get(at) ?? []), { part: "subtotals", line }]);
  }
  return [...lines.flatMap((line, i) => [line, ...(after.get(i) ?? [])]), ...rest];
}

/** The table's order as the address has it: `paid` ascending, `-paid` descending. */
export function parseSort(sort: string | undefined): { column: string; descending: boolean } | null {
  if (!sort) return null;
  return sort.startsWith("-") ? { column: sort.slice(1), descending: true } : { column: sort, descending: false };
}

/** The order after one more click: numbers begin with the largest, words with the first; the third click undoes it. */
export function nextSort(sort: string | undefined, { name, role }: Column): string | undefined {
  const first = role === "measure" ? `-${name}` : name;
  const second = role === "measure" ? name : `-${name}`;
  if (sort === first) return second;
  return sort === second ? undefined : first;
}
