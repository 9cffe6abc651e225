import type { Cell, Chart, Column, Envelope, Unit } from "../../server/reports/envelope.ts";
import { formatCell } from "../format/unit.ts";

/** What a chart draws: the envelope's chart, with its numbers read and its rows labelled. */
export interface ChartData {
  kind: "line" | "columns" | "bars" | "stacked";
  title: string;
  x: string;
  /** Whether the points are months. */
  byMonth: boolean;
  unit: Unit | null;
  series: ChartSeries[];
  points: ChartPoint[];
  period: string;
  /** Null where nothing is compared. */
  prior: string | null;
  /** Rows of the table that are left out for length. */
  left: number;
}

export interface ChartSeries {
  name: string;
  label: string;
}

export interface ChartPoint {
  /** Index in the envelope's rows. */
  row: number;
  label: string;
  /** By series; null where the source gave nothing or the value is withheld. */
  values: (number | null)[];
  prior: number | null;
  incomplete: boolean;
  /** The same in words, one line a value. */
  text: string;
}

/** Bars beyond this many are left to the table. */
const longest = 25;

/** Null where the report has no chart, or where rows have units of their own and cannot share an axis. */
export function chartData(envelope: Envelope): ChartData | null {
  const { meta, columns, rows } = envelope;
  const x = columns.find((column) => column.name === meta.chart.x);
  const series = meta.chart.y.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const first = series[0];
  if (meta.chart.type === "none" || !x || !first || first.unitColumn || rows.length === 0) return null;
  const kind = kindOf(meta.chart.type, x);
  const priorIndex = meta.prior ? columns.findIndex((c) => c.of === first.name && c.compare === "prior") : -1;
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const shown = kind === "bars" ? rows.slice(0, longest) : rows;
  const incomplete = new Set(meta.incomplete);
  const points = shown.map((row, index): ChartPoint => {
    const key = row[at(x.name)] ?? null;
    const label = key === null ? "not given" : formatCell(key, x);
    const cells = series.map((column) => row[at(column.name)] ?? null);
    const prior = priorIndex < 0 ? null : (row[priorIndex] ?? null);
    const named = series.length > 1;
    const lines = series.map((column, i) => `${named ? column.label : meta.period.label}: ${words(cells[i], column)}`);
    if (priorIndex >= 0) lines.push(`${meta.prior?.label}: ${words(prior, first)}`);
    return {
      row: index,
      label,
      values: cells.map(number),
      prior: number(prior),
      incomplete: x.type === "month" && incomplete.has(String(key).slice(0, 7)),
      text: [label, ...lines].join("\n"),
    };
  });
  return {
    kind,
    title: meta.chart.title,
    x: x.label,
    byMonth: x.type === "month",
    unit: first.unit,
    series: series.map(({ name, label }) => ({ name, label })),
    points,
    period: meta.period.label,
    prior: priorIndex < 0 ? null : (meta.prior?.label ?? null),
    left: rows.length - shown.length,
  };
}

function kindOf(type: Exclude<Chart["type"], "none">, x: Column): ChartData["kind"] {
  if (type === "line") return "line";
  if (type === "stacked-bar") return "stacked";
  return x.type === "month" ? "columns" : "bars";
}

function number(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

function words(cell: Cell | undefined, column: Column): string {
  return cell === null || cell === undefined ? "not shown" : formatCell(cell, column);
}
