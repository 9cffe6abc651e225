import type { Cell, Chart, Column, Envelope, Unit } from "../../server/reports/envelope.ts";
import { formatCell } from "../format/unit.ts";
import { ownSide } from "../report/sides.ts";

/** What a chart draws: the envelope's chart, with its numbers read and its rows labelled. */
export interface ChartData {
  kind: "line" | "columns" | "bars" | "stacked" | "waterfall" | "heat-map" | "pyramid" | "multiples";
  title: string;
  x: string;
  /** What the series are values of ("Plan"); null where they are measures. */
  by: string | null;
  /** Whether the points are months. */
  byMonth: boolean;
  unit: Unit | null;
  series: ChartSeries[];
  points: ChartPoint[];
  period: string;
  /** Null where nothing is compared. */
  prior: string | null;
  /** Rows, or values of the series, that are left to the table for length. */
  left: number;
  annotations: ChartAnnotation[];
}

export interface ChartSeries {
  name: string;
  label: string;
}

export interface ChartAnnotation {
  /** Index of the month among the points. */
  at: number;
  text: string;
}

export interface ChartPoint {
  /** Index in the envelope's rows. */
  row: number;
  /** The row of each series; null where it has none. */
  rows: (number | null)[];
  label: string;
  /** By series; null where the source gave nothing or the value is withheld. */
  values: (number | null)[];
  priors: (number | null)[];
  /** That of the first series. */
  prior: number | null;
  incomplete: boolean;
  /** Of a waterfall. */
  step: "start" | "step" | "end";
  /** Each value as the table writes it. */
  words: string[];
  /** The same in words, one line a value. */
  text: string;
}

/** More than these are left to the table, the smaller ones first where they are series. */
const most = { rows: 25, line: 6, stacked: 8, columns: 8, bars: 8, "heat-map": 30, pyramid: 2, multiples: 12 };

/**
 * @param bars the most that are drawn below each other.
 * Null where the report has no chart, or where rows have units of their own and cannot share an axis.
 */
export function chartData(envelope: Envelope, { bars = most.rows } = {}): ChartData | null {
  const { meta, columns, rows } = envelope;
  const { chart } = meta;
  const x = columns.find((column) => column.name === chart.x);
  const measures = chart.y.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const first = measures[0];
  if (chart.type === "none" || !x || !first || first.unitColumn || rows.length === 0) return null;
  const by = columns.find((column) => column.name === chart.series) ?? null;
  const kind = kindOf(chart.type, x);
  const table = by ? byValue(envelope, x, by, first, { kind, bars }) : byMeasure(envelope, x, measures, { kind, bars });
  const hasPrior = meta.prior !== null && columns.some((c) => c.of === first.name && c.compare === "prior");
  const prior = hasPrior && kind !== "waterfall" && kind !== "heat-map" ? (meta.prior?.label ?? null) : null;
  const months = table.keys.map((key) => String(key).slice(0, 7));
  return {
    kind,
    title: chart.title,
    x: x.label,
    by: by?.label ?? null,
    byMonth: x.type === "month",
    unit: first.unit,
    series: table.series,
    points: table.keys.map((key, i) => pointOf(envelope, x, key, table.cells[i] ?? [], table.series, prior)),
    period: ownSide(meta),
    prior,
    left: table.left,
    annotations: x.type === "month" ? annotationsAt(envelope, months) : [],
  };
}

interface ChartTable {
  series: ChartSeries[];
  /** The points' values of x. */
  keys: Cell[];
  /** By point and series: the row and the measure read from it. */
  cells: { row: number | null; column: Column }[][];
  left: number;
}

/** A series for each measure, a point for each row. */
function byMeasure(
  { rows, columns, meta }: Envelope,
  x: Column,
  measures: Column[],
  { kind, bars }: { kind: ChartData["kind"]; bars: number },
): ChartTable {
  const at = columns.indexOf(x);
  const atKind = columns.findIndex((column) => column.name === meta.chart.kind);
  const drawn = [...rows.keys()].filter((row) => kind !== "waterfall" || isStep(rows[row]?.[atKind] ?? "step"));
  const first = columns.findIndex((column) => column.name === measures[0]?.name);
  const size = (row: number) => Math.abs(number(rows[row]?.[first]) ?? 0);
  const largest = new Set([...drawn].sort((a, b) => size(b) - size(a)).slice(0, bars));
  const shown = kind === "bars" ? drawn.filter((row) => largest.has(row)) : drawn;
  return {
    series: measures.map(({ name, label }) => ({ name, label })),
    keys: shown.map((row) => rows[row]?.[at] ?? null),
    cells: shown.map((row) => measures.map((column) => ({ row, column }))),
    left: drawn.length - shown.length,
  };
}

/** A series for each value of a dimension, a point for each value of x. Months stand in order, all else as it comes. */
function byValue(
  envelope: Envelope,
  x: Column,
  by: Column,
  measure: Column,
  { kind, bars }: { kind: ChartData["kind"]; bars: number },
): ChartTable {
  const { columns, rows } = envelope;
  const [atX, atBy, atY] = [columns.indexOf(x), columns.indexOf(by), columns.indexOf(measure)];
  const lines = new Map<string, Map<Cell, number>>();
  const size = new Map<string, number>();
  const keys = new Set<Cell>();
  for (const [row, cells] of rows.entries()) {
    const name = wordsOf(cells[atBy] ?? null, by);
    const line = lines.get(name) ?? new Map<Cell, number>();
    lines.set(name, line.set(cells[atX] ?? null, row));
    size.set(name, (size.get(name) ?? 0) + Math.abs(number(cells[atY]) ?? 0));
    keys.add(cells[atX] ?? null);
  }
  const limit = kind === "waterfall" ? 1 : most[kind];
  const largest = new Set([...lines.keys()].sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)).slice(0, limit));
  const series = [...lines].filter(([name]) => largest.has(name));
  const ordered = x.type === "month" ? [...keys].sort((a, b) => (String(a) < String(b) ? -1 : 1)) : [...keys];
  const shown = kind === "bars" ? ordered.slice(0, bars) : ordered;
  return {
    series: series.map(([name]) => ({ name, label: name })),
    keys: shown,
    cells: shown.map((key) => series.map(([, line]) => ({ row: line.get(key) ?? null, column: measure }))),
    left: lines.size - series.length,
  };
}

function pointOf(
  envelope: Envelope,
  x: Column,
  key: Cell,
  cells: ChartTable["cells"][number],
  series: readonly ChartSeries[],
  prior: string | null,
): ChartPoint {
  const { meta, columns, rows } = envelope;
  const read = (row: number | null, index: number) => (row === null || index < 0 ? null : (rows[row]?.[index] ?? null));
  const priorOf = (column: Column) => columns.findIndex((each) => each.of === column.name && each.compare === "prior");
  const values = cells.map(({ row, column }) => read(row, columns.indexOf(column)));
  const priors = cells.map(({ row, column }) => (prior === null ? null : read(row, priorOf(column))));
  const words = cells.map(({ column }, i) => wordsFor(values[i] ?? null, column));
  const label = wordsOf(key, x);
  const lines = words.map((word, i) => `${series.length > 1 ? series[i]?.label : ownSide(meta)}: ${word}`);
  const [first] = cells;
  if (prior !== null && first && series.length <= 2)
    lines.push(`${prior}: ${wordsFor(priors[0] ?? null, first.column)}`);
  const row = cells.find((cell) => cell.row !== null)?.row ?? 0;
  const step = read(
    row,
    columns.findIndex((column) => column.name === meta.chart.kind),
  );
  return {
    row,
    rows: cells.map((cell) => cell.row),
    label,
    values: values.map(number),
    priors: priors.map(number),
    prior: number(priors[0]),
    incomplete: x.type === "month" && meta.incomplete.includes(String(key).slice(0, 7)),
    step: step === "start" || step === "end" ? step : "step",
    words,
    text: [label, ...lines].join("\n"),
  };
}

/** A waterfall leaves rows of any other kind to the table. */
function isStep(kind: Cell): boolean {
  return kind === "start" || kind === "step" || kind === "end";
}

function annotationsAt({ meta }: Envelope, months: readonly string[]): ChartAnnotation[] {
  return (meta.annotations ?? []).flatMap(({ month, text }) => {
    const at = months.indexOf(month.slice(0, 7));
    return at < 0 ? [] : [{ at, text }];
  });
}

function kindOf(type: Exclude<Chart["type"], "none">, x: Column): ChartData["kind"] {
  switch (type) {
    case "bar":
      return x.type === "month" ? "columns" : "bars";
    case "stacked-bar":
      return "stacked";
    case "small-multiples":
      return "multiples";
    default:
      return type;
  }
}

function number(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

function wordsOf(cell: Cell, column: Column): string {
  return cell === null ? "not given" : formatCell(cell, column);
}

function wordsFor(cell: Cell, column: Column): string {
  return cell === null ? "not shown" : formatCell(cell, column);
}
