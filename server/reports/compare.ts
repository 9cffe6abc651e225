import { formatDecimal, parseDecimal, relativeChange, rescale, subtract } from "./decimal.ts";
import type { Cell, Column, Unit } from "./envelope.ts";
import { addMonths } from "./months.ts";
import type { ColumnSpec } from "./spec.ts";
import type { Line, Table } from "./table.ts";

/** A line of now beside the same line of before; either may be missing. */
export interface ComparedLine {
  cells: Cell[];
  now: Line | null;
  before: Line | null;
}

export interface ComparedTable {
  columns: Column[];
  rows: ComparedLine[];
  subtotals: ComparedLine[];
  total: ComparedLine | null;
}

const changeScale = 4;

/**
 * Adds `x_prior` and `x_change` after each measure `x`: the change relative to the prior figure (ratio, 4 decimals),
 * or for a ratio the difference in points. Lines are matched on their dimensions, months by their place in the period.
 * @param shift months from the prior period to this one.
 */
export function compareTables(now: Table, before: Table, specs: ColumnSpec[], shift: number): ComparedTable {
  const measured = new Set(specs.filter((each) => each.role === "measure" && each.compare).map((each) => each.name));
  const key = (line: Line, months: number) =>
    JSON.stringify(
      now.columns.map((column, i) => (column.role === "dimension" ? moved(line.cells[i] ?? null, column, months) : 0)),
    );
  const columns = now.columns.flatMap((column) => (measured.has(column.name) ? comparedColumns(column) : [column]));
  const join = (current: Line[], prior: Line[]): ComparedLine[] => {
    const priorByKey = new Map(prior.map((line) => [key(line, shift), line]));
    const lines = current.map((line) => {
      const match = priorByKey.get(key(line, 0)) ?? null;
      if (match) priorByKey.delete(key(line, 0));
      return comparedLine(line, match);
    });
    return [...lines, ...[...priorByKey.values()].map((line) => comparedLine(null, line))];
  };
  const comparedLine = (current: Line | null, prior: Line | null): ComparedLine => {
    const cells = now.columns.flatMap((column, i): Cell[] => {
      const own = current ? (current.cells[i] ?? null) : null;
      const old = prior ? (prior.cells[i] ?? null) : null;
      if (!measured.has(column.name))
        return [current ? own : column.role === "dimension" ? moved(old, column, shift) : null];
      const unit = unitOf(column, current ?? prior, now.columns);
      const change = changeOf(own, old, unit, column.scale ?? 0);
      return column.unitColumn ? [own, old, change, unit === "ratio" ? "points" : "ratio"] : [own, old, change];
    });
    return { cells, now: current, before: prior };
  };
  return {
    columns,
    rows: join(now.rows, before.rows),
    subtotals: join(now.subtotals, before.subtotals),
    total: now.total || before.total ? comparedLine(now.total, before.total) : null,
  };
}

/** The same shape where nothing is compared. */
export function uncompared(table: Table): ComparedTable {
  const line = (each: Line): ComparedLine => ({ cells: each.cells, now: each, before: null });
  return {
    columns: table.columns,
    rows: table.rows.map(line),
    subtotals: table.subtotals.map(line),
    total: table.total && line(table.total),
  };
}

function comparedColumns(column: Column): Column[] {
  const prior: Column = {
    ...column,
    name: `${column.name}_prior`,
    label: `${column.label}, prior`,
    of: column.name,
    compare: "prior",
  };
  const perRow = column.unitColumn !== null;
  const change: Column = {
    ...column,
    name: `${column.name}_change`,
    label: `${column.label}, change`,
    type: "decimal",
    unit: perRow ? null : column.unit === "ratio" ? "points" : "ratio",
    unitColumn: perRow ? `${column.name}_change_unit` : null,
    scale: column.unit === "ratio" ? column.scale : changeScale,
    definition: column.unit === "ratio" ? "This period less the prior one." : "(This period − prior) ÷ prior.",
    of: column.name,
    compare: "change",
  };
  if (!perRow) return [column, prior, change];
  const unit: Column = {
    ...column,
    name: `${column.name}_change_unit`,
    label: "Unit of the change",
    role: "dimension",
    type: "text",
    unit: null,
    unitColumn: null,
    scale: null,
    definition: "ratio: relative change; points: difference of two ratios.",
    hidden: true,
  };
  return [column, prior, change, unit];
}

function changeOf(now: Cell, before: Cell, unit: Unit | null, scale: number): Cell {
  if (now === null || before === null || typeof now === "boolean" || typeof before === "boolean") return null;
  const [a, b] = [parseDecimal(String(now)), parseDecimal(String(before))];
  if (unit === "ratio") return formatDecimal(rescale(subtract(a, b), scale));
  const change = relativeChange(a, b, changeScale);
  return change && formatDecimal(change);
}

function unitOf(column: Column, line: Line | null, columns: Column[]): Unit | null {
  if (!column.unitColumn) return column.unit;
  const cell = line?.cells[columns.findIndex((each) => each.name === column.unitColumn)];
  return (cell as Unit | undefined) ?? null;
}

function moved(cell: Cell, column: Column, months: number): Cell {
  return column.type === "month" && typeof cell === "string" && /^\d{4}-\d{2}$/.test(cell)
    ? addMonths(cell, months)
    : cell;
}
