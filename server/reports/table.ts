import { DuckDBDateValue, DuckDBDecimalValue, type DuckDBValue } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { QueryResult } from "../warehouse/warehouse.ts";
import type { DataSpan } from "./dataSpan.ts";
import { formatDecimal, rescale } from "./decimal.ts";
import type { Cell, Column } from "./envelope.ts";
import type { Basis, Counts } from "./privacy/suppress.ts";
import { isLoaded, type Source, sources } from "./source.ts";
import type { ColumnSpec, Report, ReportSpec } from "./spec.ts";

/** One line of a result. */
export interface Line {
  cells: Cell[];
  /** The hidden columns that count the distinct people, and families, behind the line. */
  counts: Counts;
}

/** A report's result before comparison and suppression. */
export interface Table {
  columns: Column[];
  rows: Line[];
  subtotals: Line[];
  total: Line | null;
}

/** @throws PlanlensError `bad-query` where the SQL does not give what the front matter declares. */
export function toTable(report: Report, result: QueryResult, span?: DataSpan): Table {
  const at = (name: string): number => {
    const index = result.names.indexOf(name);
    if (index >= 0) return index;
    throw new PlanlensError(
      "bad-query",
      `The SQL of ${report.id} gives no column ${name}, which its front matter names.`,
    );
  };
  const { spec } = report;
  const indexes = spec.columns.map((column) => at(column.name));
  const scaleAt = spec.columns.map((column) => (column.scale_column ? at(column.scale_column) : -1));
  const lineAt = result.names.indexOf("line");
  const needsAt = result.names.indexOf("needs");
  const counters = Object.values(peopleBasis(spec)).flatMap(({ people, contracts }) => [
    people,
    ...(contracts ? [contracts] : []),
  ]);
  const counted = [...new Set(counters)].map((name) => ({ name, index: at(name) }));
  const table: Table = { columns: spec.columns.map(toColumn), rows: [], subtotals: [], total: null };
  for (const values of result.rows) {
    const line: Line = {
      cells: spec.columns.map((column, position) => {
        const needs = column.needs ?? (column.role === "measure" ? sourceOf(values[needsAt]) : undefined);
        if (needs && span && !isLoaded(needs, span)) return null;
        const places = values[scaleAt[position] ?? -1];
        const own = typeof places === "number" ? { ...column, scale: places } : column;
        return toCell(values[indexes[position] ?? 0] ?? null, own, report.id);
      }),
      counts: Object.fromEntries(counted.map(({ name, index }) => [name, countOf(values[index] ?? null)])),
    };
    const kind = lineAt < 0 ? "row" : values[lineAt];
    if (kind === "row") table.rows.push(line);
    else if (kind === "subtotal") table.subtotals.push(line);
    else if (kind === "total" && !table.total) table.total = line;
    else
      throw new PlanlensError(
        "bad-query",
        `The SQL of ${report.id} gives a second total or a line of an unknown kind.`,
      );
  }
  return table;
}

/** The report's columns without a line. */
export function noLines({ spec }: Report): Table {
  return { columns: spec.columns.map(toColumn), rows: [], subtotals: [], total: null };
}

function sourceOf(value: DuckDBValue | undefined): Source | undefined {
  return sources.find((source) => source === value);
}

/** Measure → the hidden columns that count who stands behind it; a measure of an undeclared count is missing. */
export function peopleBasis(spec: ReportSpec): Record<string, Basis> {
  return Object.fromEntries(
    spec.columns.flatMap((column) => {
      const people = column.people ?? spec.people;
      return column.role === "measure" && people ? [[column.name, { people, contracts: spec.contracts ?? null }]] : [];
    }),
  );
}

function countOf(value: DuckDBValue): number | null {
  return value === null ? null : Number(value);
}

function toColumn(column: ColumnSpec): Column {
  return {
    name: column.name,
    label: column.label,
    role: column.role,
    type: column.type,
    unit: column.unit ?? null,
    scale: column.type === "integer" ? 0 : ["decimal", "series"].includes(column.type) ? (column.scale ?? 2) : null,
    unitColumn: column.unit_column ?? null,
    definition: column.definition,
    of: null,
    compare: null,
    direction: column.direction,
    hidden: column.hidden,
    ...(column.blank ? { blank: column.blank } : {}),
  };
}

function toCell(value: DuckDBValue, column: ColumnSpec, report: string): Cell {
  if (value === null) return null;
  switch (column.type) {
    case "decimal":
      return toDecimal(value, column.scale ?? 2, column.name, report);
    case "integer":
      return Number(value instanceof DuckDBDecimalValue ? toDecimal(value, 0, column.name, report) : value);
    case "month":
      return value instanceof DuckDBDateValue ? value.toString().slice(0, 7) : String(value);
    case "date":
    case "series":
    case "text":
      return String(value);
    case "boolean":
      return Boolean(value);
  }
}

function toDecimal(value: DuckDBValue, scale: number, column: string, report: string): string {
  if (value instanceof DuckDBDecimalValue)
    return formatDecimal(rescale({ units: value.value, scale: value.scale }, scale));
  if (typeof value === "bigint") return formatDecimal(rescale({ units: value, scale: 0 }, scale));
  if (typeof value === "number" && Number.isFinite(value)) return zeroWithoutSign(value.toFixed(scale));
  throw new PlanlensError("bad-query", `The SQL of ${report} gives ${column} as something that is not a number.`);
}

function zeroWithoutSign(text: string): string {
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text;
}
