import type { Cell, Column, Unit } from "../envelope.ts";
import type { Line } from "./tableLines.ts";

/** The hidden columns that count who stands behind a measure's cells. */
export interface Basis {
  people: string;
  contracts: string | null;
}

export type Period = "current" | "prior";

/** How many stand behind each line, in the order of the lines; 0 is nobody. */
export type Counter = readonly number[];

/** Measures that give each other away on one line, so that they are shown or withheld there together. */
export interface Block {
  measures: Column[];
  /** Hidden columns that count people and contracts behind these measures. */
  counters: string[];
  basis: ReadonlyMap<string, Basis>;
}

const rateUnits: ReadonlySet<Unit> = new Set([
  "usd_pmpm",
  "usd_pepm",
  "usd_pmpy",
  "usd_pepy",
  "usd_each",
  "per_1000",
  "ratio",
  "points",
]);
const countUnits: ReadonlySet<Unit> = new Set(["members", "contracts", "member_months", "count", "days"]);

/** A quotient, whose base may stand elsewhere in the table: by its unit, or a count that has decimals (members per contract). */
export function isRate({ unit, unitColumn, type }: Column): boolean {
  if (unit === null) return unitColumn !== null;
  return rateUnits.has(unit) || (countUnits.has(unit) && unit !== "member_months" && type === "decimal");
}

/** A count of people, families, months or events; a whole number without a unit is one of lines or the like. */
export function isCount(column: Column): boolean {
  if (column.unit === null) return column.type === "integer" && column.unitColumn === null;
  return countUnits.has(column.unit) && !isRate(column);
}

/** A distinct count of people or families. */
export function isHeadcount(column: Column): boolean {
  return (column.unit === "members" || column.unit === "contracts") && column.type === "integer";
}

/** An amount that the table does not draw: a note's figure, with fewer people behind it than its line says. */
export function isAside(column: Column): boolean {
  return column.hidden && column.role === "measure" && !isRate(column);
}

/**
 * The measures in blocks. Two measures share a block where they count the same people, or where their amounts have
 * the same unit and so may be parts of one another (medical + pharmacy = paid); a measure whose unit changes from row
 * to row joins them all. Two counts of one unit need not be joined: what one of them has beyond the other is
 * guarded as a count of its own (`smallCounts`). A measure without a basis is in no block.
 */
export function measureBlocks(columns: readonly Column[], basis: Readonly<Record<string, Basis>>): Block[] {
  const alike = (unit: Unit) =>
    columns.filter((c) => c.unit === unit && c.compare === null && !isRate(c) && !isAside(c)).length;
  const groups: { keys: Set<string>; measures: Column[] }[] = [];
  for (const column of columns) {
    const own = basis[column.name];
    if (column.role !== "measure" || column.compare !== null || !own || isAside(column)) continue;
    const keys = new Set([`people ${own.people}`]);
    const { unit } = column;
    if (unit !== null && !isRate(column) && (!countUnits.has(unit) || alike(unit) > 2)) keys.add(`unit ${unit}`);
    const wild = column.unitColumn !== null;
    const joined = groups.filter((group) => wild || [...group.keys].some((key) => keys.has(key)));
    const merged = { keys, measures: [column] };
    for (const group of joined) {
      for (const key of group.keys) merged.keys.add(key);
      merged.measures.unshift(...group.measures);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  }
  return groups.map(({ measures }) => {
    const bases = new Map(measures.flatMap((m) => (basis[m.name] ? [[m.name, basis[m.name] as Basis] as const] : [])));
    const counters = [...bases.values()].flatMap((b) => (b.contracts === null ? [b.people] : [b.people, b.contracts]));
    return { measures, counters: [...new Set(counters)], basis: bases };
  });
}

/** Reads a measure's cell on a line: its own column, or `x_prior` for the prior period. */
export type CellReader = (line: Line, measure: Column, period: Period) => Cell;

/** A reader over the table's columns; null where there is no comparison. */
export function cellReader(columns: readonly Column[]): CellReader {
  const at = new Map<string, number>();
  columns.forEach((column, i) => {
    if (column.compare === null) at.set(`current ${column.name}`, i);
    else if (column.compare === "prior" && column.of !== null) at.set(`prior ${column.of}`, i);
  });
  return (line, measure, period) => line.cells[at.get(`${period} ${measure.name}`) ?? -1] ?? null;
}

/**
 * Who stands behind the lines of a block, by each of its hidden counters. An unknown count behind an amount other than
 * zero is taken for 1. Where each row has its own unit, a row's count is a counter as well.
 */
export function blockCounters(
  block: Block,
  lines: readonly Line[],
  columns: readonly Column[],
  period: Period,
): Counter[] {
  const read = cellReader(columns);
  const value = (line: Line, measure: Column): number => Number(read(line, measure, period) ?? 0);
  const counters: Counter[] = block.counters.map((name) => {
    const served = block.measures.filter((m) => {
      const own = block.basis.get(m.name);
      return own?.people === name || own?.contracts === name;
    });
    return lines.map((line) => {
      const count = line.behind?.[period]?.[name] ?? 0;
      if (count > 0) return count;
      return served.some((m) => value(line, m) !== 0) ? 1 : 0;
    });
  });
  for (const measure of block.measures) {
    const unitAt = columns.findIndex((column) => column.name === measure.unitColumn);
    if (unitAt >= 0)
      counters.push(
        countCounter(
          lines,
          (line) => line.cells[unitAt] as Unit,
          (line) => read(line, measure, period),
        ),
      );
  }
  return counters;
}

/** For a table with one measure a row: each row that is a count. A cell with decimals is none, but for member months. */
function countCounter(lines: readonly Line[], unitOf: (line: Line) => Unit, cellOf: (line: Line) => Cell): Counter {
  const counts = (line: Line) => {
    const unit = unitOf(line);
    return countUnits.has(unit) && (unit === "member_months" || !String(cellOf(line)).includes("."));
  };
  return lines.map((line) => (counts(line) ? Math.abs(Number(cellOf(line) ?? 0)) : 0));
}
