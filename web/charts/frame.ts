import * as Plot from "@observablehq/plot";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { describeChart } from "./describeChart.ts";
import type { Palette } from "./palette.ts";

export interface ChartOptions {
  width: number;
  height?: number;
  palette: Palette;
  /** Closer together, for a printed sheet. */
  dense?: boolean;
  /** With a rule and a note under the pointer. Files have neither. */
  interactive?: boolean;
  /** Where there is no page: the document to draw in. */
  document?: Document;
}

/** A plot with our letters, and a label and a description for those who cannot see it. */
export function chartFrame(data: ChartData, options: ChartOptions, plot: Plot.PlotOptions): SVGSVGElement {
  const { width, palette, document } = options;
  const svg = Plot.plot({
    ...plot,
    ...(document ? { document } : {}),
    width,
    className: "plot",
    style: {
      fontFamily: '"Inter Variable", Inter, "Helvetica Neue", Arial, sans-serif',
      fontSize: "12px",
      color: palette.ink,
      background: "none",
      overflow: "visible",
    },
    ariaLabel: data.title,
    ariaDescription: describeChart(data),
  }) as SVGSVGElement;
  svg.setAttribute("role", "img");
  const drawing = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "g");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(...[...svg.childNodes].filter((node) => node.nodeName !== "style"));
  svg.append(drawing);
  return svg;
}

/** Month names under the axis, as many as there is room for; the year under January and under the first. */
export function monthTicks(points: readonly ChartPoint[], width: number, palette: Palette): Plot.Markish {
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((width - 110) / 38))));
  const ticks = points.flatMap(({ label }, at) => {
    if (at % every !== 0) return [];
    const [name = "", year = ""] = label.split(" ");
    const withYear = at === 0 || points.slice(at - every + 1, at + 1).some((point) => point.label.startsWith("Jan "));
    return [{ at, text: withYear ? `${name}\n${year}` : name }];
  });
  return Plot.text(ticks, {
    x: "at",
    text: "text",
    frameAnchor: "bottom",
    lineAnchor: "top",
    dy: 10,
    fill: palette.soft,
  });
}

/** The names of categories under the axis, wrapped to the room that each has. */
export function categoryTicks(points: readonly ChartPoint[], width: number, palette: Palette): Plot.Markish {
  return Plot.text(points, {
    x: (_: ChartPoint, at: number) => at,
    text: "label",
    frameAnchor: "bottom",
    lineAnchor: "top",
    lineWidth: Math.max(4, (width - 68) / Math.max(1, points.length) / 12 - 0.5),
    dy: 10,
    fill: palette.soft,
  });
}

/** How the note under the pointer looks. */
export function tipStyle(palette: Palette): Plot.TipOptions {
  return { stroke: palette.hairline, lineHeight: 1.45, textPadding: 9, pointerSize: 8 };
}

/** The height of a chart whose rows do not decide it. */
export function usualHeight({ width, dense }: ChartOptions): number {
  return dense ? 220 : width < 480 ? 240 : 290;
}
