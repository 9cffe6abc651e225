import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import {
  annotationRules,
  type ChartOptions,
  categoryTicks,
  chartFrame,
  monthTicks,
  tipStyle,
  usualHeight,
} from "./frame.ts";
import { seriesColors } from "./seriesColors.ts";

interface Piece {
  at: number;
  from: number;
  to: number;
  color: string;
  incomplete: boolean;
}

/** Upright bars by month or category, the series stacked; the prior period is a grey tick at its height. */
export function columnChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points, series } = data;
  const colors =
    series.length > 1
      ? seriesColors(
          series.map((s) => s.name),
          palette,
        )
      : [palette.accent];
  const pieces = points.flatMap((point, at) => stack(point, at, colors, palette.ink));
  const priors =
    data.prior && series.length === 1
      ? points.flatMap((p, at) => (p.prior === null ? [] : [{ at, value: p.prior }]))
      : [];
  const values = [...pieces.flatMap((piece) => [piece.from, piece.to]), ...priors.map((prior) => prior.value)];
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values) || 1;
  const at = (_: ChartPoint, index: number) => index;
  const notes = annotationRules(data, palette, { top: 16, left: 54, width });

  return chartFrame(data, options, {
    height: (options.height ?? usualHeight(options)) + notes.room,
    marginTop: 16 + notes.room,
    marginBottom: 40,
    marginLeft: 54,
    marginRight: 14,
    x: { axis: null, domain: [-0.5, points.length - 0.5] },
    y: { axis: null, domain: [low * 1.05, high * 1.05] },
    marks: [
      Plot.gridY({ stroke: palette.hairline, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        tickPadding: 8,
        label: null,
        color: palette.soft,
        tickFormat: (value: number) => formatShort(value, data.unit),
      }),
      data.byMonth ? monthTicks(points, width, palette) : categoryTicks(points, width, palette),
      Plot.rect(pieces, {
        x1: (piece: Piece) => piece.at - 0.32,
        x2: (piece: Piece) => piece.at + 0.32,
        y1: "from",
        y2: "to",
        fill: (piece: Piece) => piece.color,
        fillOpacity: (piece: Piece) => (piece.incomplete ? 0.45 : 1),
      }),
      Plot.ruleY(priors, {
        x1: (p) => p.at - 0.42,
        x2: (p) => p.at + 0.42,
        y: "value",
        stroke: palette.prior,
        strokeWidth: 2,
      }),
      Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.6 }),
      ...notes.marks,
      options.interactive
        ? Plot.tip(
            points,
            Plot.pointerX({
              x: at,
              y: topOf,
              title: "text",
              ...tipStyle(palette),
            }),
          )
        : null,
    ],
  });
}

function topOf(point: ChartPoint): number {
  return point.values.reduce((sum: number, value) => sum + Math.max(0, value ?? 0), 0);
}

function stack(point: ChartPoint, at: number, colors: string[], ink: string): Piece[] {
  let above = 0;
  let below = 0;
  return point.values.flatMap((value, i) => {
    if (value === null) return [];
    const from = value < 0 ? below : above;
    const to = from + value;
    if (value < 0) below = to;
    else above = to;
    return [{ at, from, to, color: colors[i] ?? ink, incomplete: point.incomplete }];
  });
}
