import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { type ChartOptions, chartFrame, leftLabels, tipStyle } from "./frame.ts";
import { rowsHeight } from "./rowsHeight.ts";

/** Bars by category in the table's order, the prior period as a thin grey bar under each, the value at the end. */
export function barChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points } = data;
  const labels = leftLabels(points, width, palette);
  const value = (point: ChartPoint) => point.values[0] ?? null;
  const all = points.flatMap((point) => [value(point) ?? 0, point.prior ?? 0]);
  const domain = [Math.min(0, ...all), Math.max(0, ...all) || 1];
  const at = (_: ChartPoint, index: number) => index;
  const [top, bottom] = data.prior ? [-0.32, 0.1] : [-0.28, 0.28];

  return chartFrame(data, options, {
    height: options.height ?? rowsHeight(data, options.dense),
    marginLeft: labels.room,
    marginRight: 62,
    marginTop: 4,
    marginBottom: 4,
    x: { axis: null, domain },
    y: { axis: null, domain: [-0.5, points.length - 0.5], reverse: true },
    marks: [
      Plot.rect(points, {
        x1: 0,
        x2: (point) => value(point) ?? 0,
        y1: (_: ChartPoint, i: number) => i + top,
        y2: (_: ChartPoint, i: number) => i + bottom,
        fill: palette.accent,
        rx: 1,
      }),
      data.prior
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
      labels.mark(domain[0] ?? 0, data.prior ? -4 : 0),
      Plot.text(points, {
        x: (point) => Math.max(0, value(point) ?? 0),
        y: at,
        text: (point) => (value(point) === null ? "not shown" : formatShort(value(point) ?? 0, data.unit)),
        textAnchor: "start",
        dx: 7,
        dy: data.prior ? -4 : 0,
        fill: palette.soft,
      }),
      options.interactive
        ? Plot.tip(
            points,
            Plot.pointerY({
              x: (point) => Math.max(0, value(point) ?? 0),
              y: at,
              title: "text",
              ...tipStyle(palette),
            }),
          )
        : null,
    ],
  });
}
