import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { type ChartOptions, chartFrame, tipStyle } from "./frame.ts";
import { rowsHeight } from "./rowsHeight.ts";
import { seriesColors } from "./seriesColors.ts";

interface Bar {
  point: ChartPoint;
  side: -1 | 1;
  at: number;
  value: number | null;
  prior: number | null;
  row: number;
  text: string;
}

/** Ages down the middle, youngest at the foot, one sex to each side; the period before as a grey tick. */
export function pyramidChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points, series, unit } = data;
  const colors = seriesColors(
    series.map((s) => s.name),
    palette,
  );
  const bars = points.flatMap((point, i) =>
    series.map(({ label }, s): Bar => {
      const side = s === 0 ? -1 : 1;
      const prior = data.prior === null ? "" : `\n${data.prior}: ${shortOf(point.priors[s] ?? null, unit)}`;
      return {
        point,
        side,
        at: i,
        value: point.values[s] ?? null,
        prior: point.priors[s] ?? null,
        row: point.rows[s] ?? point.row,
        text: `${label}, ${point.label}\n${point.words[s] ?? "not shown"}${prior}`,
      };
    }),
  );
  const high = Math.max(1e-9, ...bars.flatMap((bar) => [bar.value ?? 0, bar.prior ?? 0]));
  const middle = Math.max(44, ...points.map((point) => point.label.length * 7 + 12));
  const length = Math.max(10, (width - middle) / 2 - 50);
  const place = (side: number, value: number) => width / 2 + side * (middle / 2 + (value / high) * length);
  const priors = data.prior === null ? [] : bars.filter((bar) => bar.prior !== null);
  return chartFrame(data, options, {
    height: options.height ?? rowsHeight(data, options.dense),
    margin: 0,
    marginTop: 26,
    marginBottom: 4,
    x: { axis: null, domain: [0, width], range: [0, width] },
    y: { axis: null, domain: [-0.5, points.length - 0.5] },
    marks: [
      Plot.rect(bars, {
        x1: (bar: Bar) => place(bar.side, 0),
        x2: (bar: Bar) => place(bar.side, Math.max(0, bar.value ?? 0)),
        y1: (bar: Bar) => bar.at - 0.38,
        y2: (bar: Bar) => bar.at + 0.38,
        fill: (bar: Bar) => (bar.side < 0 ? colors[0] : colors[1]),
      }),
      Plot.ruleX(priors, {
        x: (bar: Bar) => place(bar.side, bar.prior ?? 0),
        y1: (bar: Bar) => bar.at - 0.46,
        y2: (bar: Bar) => bar.at + 0.46,
        stroke: palette.prior,
        strokeWidth: 2,
      }),
      Plot.text(points, {
        x: width / 2,
        y: (_: ChartPoint, i: number) => i,
        text: "label",
        fill: palette.ink,
      }),
      ...([-1, 1] as const).flatMap((side, s) => [
        Plot.text(
          bars.filter((bar) => bar.side === side),
          {
            x: (bar: Bar) => place(side, Math.max(0, bar.value ?? 0, bar.prior ?? 0)),
            y: "at",
            text: (bar: Bar) => shortOf(bar.value, unit),
            textAnchor: side < 0 ? "end" : "start",
            dx: side * 7,
            fill: palette.soft,
          },
        ),
        Plot.text(series[s] ? [series[s].label] : [], {
          x: place(side, 0),
          frameAnchor: "top",
          dy: -17,
          textAnchor: side < 0 ? "end" : "start",
          fill: colors[s] ?? palette.ink,
          fontWeight: 600,
        }),
      ]),
      options.interactive
        ? Plot.tip(
            bars,
            Plot.pointer({
              x: (bar: Bar) => place(bar.side, (bar.value ?? 0) / 2),
              y: "at",
              title: "text",
              maxRadius: 200,
              ...tipStyle(palette),
            }),
          )
        : null,
    ],
  });
}

function shortOf(value: number | null, unit: ChartData["unit"]): string {
  return value === null ? "not shown" : formatShort(value, unit);
}
