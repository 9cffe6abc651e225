import { type Decimal, formatDecimal, parseDecimal, relativeChange, rescale, subtract } from "../reports/decimal.ts";
import type { Cell, Column, Unit } from "../reports/envelope.ts";
import type { ColumnSpec } from "../reports/spec.ts";
import type { Norm, NormSet } from "./normSet.ts";

/** Which of the two a difference is a part of. */
type NormBase = "norm" | "plan";

/** A table as it will be shown. */
export interface ShownTable {
  columns: Column[];
  rows: Cell[][];
  subtotals: Cell[][];
  totals: Cell[] | null;
}

const normFormulas: Record<NormBase, string> = {
  norm: "(plan − norm) ÷ norm",
  plan: "(plan − norm) ÷ plan",
};

/**
 * Puts `x_norm` and `x_to_norm` after each measure `x` that the set has a figure for: by the column's key, or row by row
 * by the keys in the column that its specification names. A figure a year is a twelfth of itself a month. The difference
 * of two ratios is in points, whatever the base. What is withheld has no difference.
 */
export function withNorms(table: ShownTable, specs: readonly ColumnSpec[], set: NormSet, base: NormBase): ShownTable {
  const { columns } = table;
  const keyed = specs.flatMap((spec) => {
    const at = columns.findIndex((column) => column.name === spec.name);
    const column = columns[at];
    if (!column || (!spec.norm_key && !spec.norm_key_column)) return [];
    const keyAt = columns.findIndex((each) => each.name === spec.norm_key_column);
    const unitAt = columns.findIndex((each) => each.name === column.unitColumn);
    const keyOf = (cells: Cell[]) => spec.norm_key ?? (keyAt < 0 ? null : cells[keyAt]);
    const unitOf = (cells: Cell[]) => (unitAt < 0 ? column.unit : (cells[unitAt] as Unit | null));
    /** Each row of a table with a unit a row has its own number of decimals. */
    const scaleOf = (cells: Cell[]) =>
      column.unitColumn === null ? (column.scale ?? 2) : (String(cells[at] ?? "").split(".")[1]?.length ?? 0);
    const normOf = (cells: Cell[]) => findNorm(set, keyOf(cells), unitOf(cells), scaleOf(cells));
    const lines = [...table.rows, ...table.subtotals, ...(table.totals ? [table.totals] : [])];
    return lines.some((cells) => normOf(cells) !== null) ? [{ column, at, unitOf, normOf }] : [];
  });
  const after = (name: string) => keyed.find(({ column }) => column.name === name);
  /** Where the last column that belongs to a measure stands. */
  const lastOf = new Map(columns.map((column, i) => [column.of ?? column.name, i]));
  const line = (cells: Cell[]): Cell[] =>
    cells.flatMap((cell, i) => {
      const own = keyed.find(({ column }) => lastOf.get(column.name) === i);
      if (!own) return [cell];
      const unit = own.unitOf(cells);
      const norm = own.normOf(cells);
      const toNorm = difference(cells[own.at] ?? null, norm, unit, base, own.column.scale ?? 0);
      const added: Cell[] = [norm, toNorm];
      return own.column.unitColumn ? [cell, ...added, unit === "ratio" ? "points" : "ratio"] : [cell, ...added];
    });
  return {
    columns: columns.flatMap((column, i) => {
      const own = after(column.of ?? column.name);
      return own && lastOf.get(own.column.name) === i ? [column, ...normColumns(own.column, set, base)] : [column];
    }),
    rows: table.rows.map(line),
    subtotals: table.subtotals.map(line),
    totals: table.totals && line(table.totals),
  };
}

/** Who stands behind the norm, and how the difference is taken; or that the set has nothing to say here. */
export function normNote(table: ShownTable, set: NormSet, base: NormBase): string {
  const copy =
    set.seen === "copy" ? " Read in a copy of the publication: check it at the publisher before relying on it." : "";
  const found = table.columns.some((column) => column.compare === "norm");
  if (!found) return `The norm “${set.title}” has none of the figures of this report.`;
  return `Norm: ${set.title}. ${set.population}; ${set.period}; ${set.source}. Compared as ${normFormulas[base]}; a ratio as plan − norm, in points. Not adjusted for age, place or time.${copy}`;
}

const years: Partial<Record<Unit, Unit>> = { usd_pmpm: "usd_pmpy", usd_pepm: "usd_pepy" };
const months: Partial<Record<Unit, Unit>> = { usd_pmpy: "usd_pmpm", usd_pepy: "usd_pepm" };

function findNorm(set: NormSet, key: Cell | undefined, unit: Unit | null, scale: number): string | null {
  if (typeof key !== "string" || unit === null) return null;
  const of = (wanted: Unit | undefined): Norm | undefined =>
    set.norms.find((norm) => norm.key === key && norm.unit === wanted);
  const same = of(unit);
  if (same) return formatDecimal(rescale(parseDecimal(same.value), scale));
  const yearly = of(years[unit]);
  if (yearly) return formatDecimal(divided(parseDecimal(yearly.value), 12n, scale));
  const monthly = of(months[unit]);
  return monthly ? formatDecimal(rescale(times(parseDecimal(monthly.value), 12n), scale)) : null;
}

function difference(cell: Cell, norm: string | null, unit: Unit | null, base: NormBase, scale: number): Cell {
  if (cell === null || norm === null || typeof cell === "boolean") return null;
  const [plan, other] = [parseDecimal(String(cell)), parseDecimal(norm)];
  if (unit === "ratio") return formatDecimal(rescale(subtract(plan, other), scale));
  const change = base === "norm" ? relativeChange(plan, other, 4) : negated(relativeChange(other, plan, 4));
  return change && formatDecimal(change);
}

function normColumns(column: Column, set: NormSet, base: NormBase): Column[] {
  const perRow = column.unitColumn !== null;
  const ratio = column.unit === "ratio";
  const formula = ratio ? "plan − norm" : normFormulas[base];
  const norm: Column = {
    ...column,
    name: `${column.name}_norm`,
    label: `${column.label}: ${set.title}`,
    definition: `${set.title}: ${set.population}; ${set.period}; ${set.source}.`,
    of: column.name,
    compare: "norm",
  };
  const toNorm: Column = {
    ...norm,
    name: `${column.name}_to_norm`,
    label: `${column.label}, to norm: ${formula}`,
    type: "decimal",
    unit: perRow ? null : ratio ? "points" : "ratio",
    unitColumn: perRow ? `${column.name}_to_norm_unit` : null,
    scale: ratio ? column.scale : 4,
    definition: `${formula}.`,
    compare: "to-norm",
  };
  const unit: Column = {
    ...toNorm,
    name: `${column.name}_to_norm_unit`,
    label: "Unit of the difference to the norm",
    role: "dimension",
    type: "text",
    unit: null,
    unitColumn: null,
    scale: null,
    definition: "ratio: relative difference; points: difference of two ratios.",
    hidden: true,
  };
  return perRow ? [norm, toNorm, unit] : [norm, toNorm];
}

function times({ units, scale }: Decimal, by: bigint): Decimal {
  return { units: units * by, scale };
}

function divided(value: Decimal, by: bigint, scale: number): Decimal {
  const { units } = rescale(value, scale + 6);
  return rescale({ units: units / by, scale: scale + 6 }, scale);
}

function negated(value: Decimal | null): Decimal | null {
  return value && { units: -value.units, scale: value.scale };
}
