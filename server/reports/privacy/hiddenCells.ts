import type { Column, Unit } from "../envelope.ts";
import { type Basis, blockCounters, cellReader, isAside, isRate, measureBlocks, type Period } from "./measureBlocks.ts";
import { smallCounts } from "./smallCounts.ts";
import { isUnder, type Line } from "./tableLines.ts";
import { withheldLines } from "./withheldLines.ts";

interface Rules {
  minimum: number;
  basis: Readonly<Record<string, Basis>>;
}

/** Tells of each line and column whether its cell must be withheld; the rules stand with `suppress`. */
export function hiddenCells(
  columns: readonly Column[],
  lines: readonly Line[],
  rules: Rules,
): (line: number, column: Column) => boolean {
  const compared = columns.some((column) => column.compare !== null);
  const current = hiddenInPeriod(columns, lines, rules, "current");
  const prior = compared ? hiddenInPeriod(columns, lines, rules, "prior") : new Set<string>();
  return (line, column) => {
    if (column.role !== "measure") return false;
    const own = `${line} ${column.of ?? column.name}`;
    return (column.compare !== "prior" && current.has(own)) || (column.compare !== null && prior.has(own));
  };
}

function hiddenInPeriod(
  columns: readonly Column[],
  lines: readonly Line[],
  { minimum, basis }: Rules,
  period: Period,
): Set<string> {
  const read = cellReader(columns);
  const measures = columns.filter((column) => column.role === "measure" && column.compare === null);
  const blocks = measureBlocks(columns, basis);
  const blocked = new Set(blocks.flatMap((block) => block.measures.map((m) => m.name)));
  const hidden = new Set<string>();
  const hide = (line: number, only: (measure: Column) => boolean) => {
    for (const measure of measures) if (only(measure)) hidden.add(`${line} ${measure.name}`);
  };
  const hideRates = (line: number, only: (rate: Column) => boolean = () => true) => {
    for (const i of lines.keys()) {
      const below = i === line || isUnder(lines, i, line);
      if (!below && !isUnder(lines, line, i)) continue;
      hide(i, (m) => isRate(m) && m.unitColumn === null && (below || m.unit === "ratio") && only(m));
    }
  };

  lines.forEach((line, i) => {
    hide(i, (m) => (isAside(m) ? Number(read(line, m, period) ?? 0) !== 0 : !blocked.has(m.name)));
  });
  for (const block of blocks) {
    const silent = new Set(
      lines.flatMap((line, i) => (block.measures.every((m) => read(line, m, period) === null) ? [i] : [])),
    );
    const amounts = block.measures.some((m) => !isRate(m) || m.unitColumn !== null);
    const counters = blockCounters(block, lines, columns, period);
    const together = rowsTogether(block.measures, columns, lines);
    for (const line of withheldLines({ lines, silent, counters, complete: true, minimum, together })) {
      hide(line, (m) => block.measures.includes(m));
      hideRates(line, (rate) => amounts || rate.unit === "ratio");
    }
  }
  const months = measures.some((m) => m.unit === "member_months");
  for (const { line, measure } of smallCounts(columns, lines, period, minimum)) {
    hidden.add(`${line} ${measure.name}`);
    if (measure.unit === null) continue;
    hideRates(line, (rate) => !(months && measure.unit === "members" && perMonth.has(rate.unit)));
  }
  return hidden;
}

/** Rates of dollars by member months or contract months, which say nothing of a headcount. */
const perMonth: ReadonlySet<Unit | null> = new Set(["usd_pmpm", "usd_pepm", "usd_pmpy", "usd_pepy"]);

/** In a table with one measure a row, the rows whose units are of one family can be parts or rates of one another. */
function rowsTogether(measures: readonly Column[], columns: readonly Column[], lines: readonly Line[]): number[][] {
  const unitColumn = measures.find((m) => m.unitColumn !== null)?.unitColumn;
  const at = columns.findIndex((column) => column.name === unitColumn);
  if (at < 0) return [];
  const families = new Map<string, number[]>();
  lines.forEach((line, i) => {
    const unit = String(line.cells[at] ?? "");
    const family = unitFamilies.find((each) => each.includes(unit as Unit))?.[0] ?? unit;
    families.set(family, [...(families.get(family) ?? []), i]);
  });
  return [...families.values()];
}

const unitFamilies: readonly Unit[][] = [
  ["usd", "usd_pmpm", "usd_pepm", "usd_pmpy", "usd_pepy", "usd_each"],
  ["count", "per_1000", "days"],
  ["members", "member_months", "contracts"],
];
