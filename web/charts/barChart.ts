import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { type ChartOptions, chartFrame, leftLabels, tipStyle } from "./frame.ts";
import type { Palette } from "./palette.ts";
import { rowsHeight } from "./rowsHeight.ts";
import { seriesColors } from "./seriesColors.ts";

interface Bar {
  row: number;
  text: string;
  at: number;
  top: number;
  bottom: number;
  value: number | null;
  color: string;
}

/** Bars by category in the table's order, the value at the end; measures side by side, or the prior period thin and grey beneath. */
export function barChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points, series, unit } = data;
  const several = series.length > 1;
  const prior = several ? null : data.prior;
  const labels = leftLabels(points, width, palette);
  const bars = points.flatMap((point, at) => barsOf(point, at, data, palette));
  const all = [...bars.map((bar) => bar.value ?? 0), ...points.map((point) => (prior ? (point.prior ?? 0) : 0))];
  const domain = [Math.min(0, ...all), Math.max(0, ...all) || 1];
  const raised = prior ? -4 : 0;

  return chartFrame(data, options, {
    height: options.height ?? rowsHeight(data, options.dense),
    marginLeft: labels.room,
    marginRight: Math.max(
      62,
      ...bars.map(({ value }) => (value === null ? 0 : formatShort(value, unit).length * 7.3 + 8)),
    ),
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain },
    y: { axis: null, domain: [-0.5, points.length - 0.5], reverse: true },
    marks: [
      Plot.rect(bars, {
        x1: 0,
        x2: (bar: Bar) => bar.value ?? 0,
        y1: (bar: Bar) => bar.at + bar.top,
        y2: (bar: Bar) => bar.at + bar.bottom,
        fill: several ? (bar: Bar) => bar.color : palette.accent,
        rx: 1,
      }),
      prior
        ? Plot.rect(points, {
            x1: 0,
            x2: (point) => point.prior ?? 0,
            y1: (_: ChartPoint, i: number) => i + 0.14,
            y2: (_: ChartPoint, i: number) => i + 0.3,
            fill: palette.priorFill,
            rx: 1,
          })
        : null,
      Plot.ruleX([0], { stroke: palette.ink, strokeOpacity: 0.6 }),
      labels.mark(domain[0] ?? 0, raised),
      Plot.text(bars, {
        x: (bar: Bar) => Math.max(0, bar.value ?? 0),
        y: several ? (bar: Bar) => bar.at + (bar.top + bar.bottom) / 2 : "at",
        text: (bar: Bar) => (bar.value === null ? "not shown" : formatShort(bar.value, unit)),
        textAnchor: "start",
        dx: 7,
        dy: raised,
        fill: palette.soft,
        ...(several ? { fontSize: 11 } : {}),
      }),
      options.interactive
        ? Plot.tip(
            bars,
            Plot.pointerY({
              x: (bar: Bar) => Math.max(0, bar.value ?? 0),
              y: "at",
              title: "text",
              ...tipStyle(palette),
            }),
          )
        : null,
    ],
  });
}

function barsOf(point: ChartPoint, at: number, { series, prior }: ChartData, palette: Palette): Bar[] {
  const shared = { at, text: point.text };
  if (series.length === 1) {
    const [top, bottom] = prior ? [-0.32, 0.1] : [-0.28, 0.28];
    return [{ ...shared, row: point.row, top, bottom, value: point.values[0] ?? null, color: palette.accent }];
  }
  const colors = seriesColors(
    series.map((each) => each.name),
    palette,
  );
  const thick = 0.72 / series.length;
  return series.map((_, i) => ({
    ...shared,
    row: point.rows[i] ?? point.row,
    top: -0.36 + i * thick,
    bottom: -0.36 + (i + 0.86) * thick,
    value: point.values[i] ?? null,
    color: colors[i] ?? palette.accent,
  }));
}
