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
  /** The cell of a heat map that the keyboard is at. */
  focus?: { x: number; y: number } | null;
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

/** Whether a word of a name under the axis is longer than the room that each name has. */
export function isCrowded(points: readonly ChartPoint[], room: number): boolean {
  const longest = Math.max(0, ...points.flatMap(({ label }) => label.split(" ").map((word) => word.length)));
  return longest * 6.4 + 4 > room;
}

/** Names that stand too close to be read side by side: slanted, and cut to what the foot of the chart holds. */
export function slantedTicks(points: readonly ChartPoint[], palette: Palette): Plot.Markish {
  const letters = 9;
  return Plot.text(points, {
    x: (_: ChartPoint, at: number) => at,
    text: ({ label }: ChartPoint) => (label.length > letters ? `${label.slice(0, letters - 1).trimEnd()}…` : label),
    frameAnchor: "bottom",
    textAnchor: "end",
    rotate: -55,
    dx: 4,
    dy: 12,
    fontSize: 11,
    fill: palette.soft,
  });
}

/** The names of rows at the left of a chart, shortened to the room that they may take. */
export function leftLabels(rows: readonly { label: string }[], width: number, palette: Palette) {
  const digits = (label: string) => label.replace(/\D/g, "").length;
  const longest = Math.max(0, ...rows.map(({ label }) => label.length * 6.9 + digits(label) * 0.9));
  const room = Math.min(longest + 16, width * 0.5);
  const letters = Math.floor((room - 14) / 6.4);
  const text = ({ label }: { label: string }) =>
    label.length > letters ? `${label.slice(0, Math.max(1, letters - 1)).trimEnd()}…` : label;
  const mark = (x: number, dy = 0): Plot.Markish =>
    Plot.text(rows, {
      x,
      y: (_: unknown, index: number) => index,
      text,
      textAnchor: "end",
      dx: -10,
      dy,
      fill: palette.ink,
    });
  return { room, mark };
}

/** A dashed rule at each month that something happened in, and what it was above the chart, each on a line of its own. */
export function annotationRules(
  { annotations, points }: ChartData,
  palette: Palette,
  { top, left, width }: { top: number; left: number; width: number },
) {
  const shown = annotations.slice(0, 5);
  const line = 16;
  const room = shown.length * line;
  const marks = shown.flatMap(({ at, text }, i) => {
    const x = left + ((width - left) * (at + 0.5)) / Math.max(1, points.length);
    const letters = Math.floor(Math.max(width - x, x) / 6.2) - 1;
    const late = text.length * 6.2 > width - x && x > width / 2;
    return [
      Plot.ruleX([at], {
        stroke: palette.soft,
        strokeWidth: 1,
        strokeDasharray: "3 3",
        insetTop: i * line - room - top + 14,
      }),
      Plot.text([text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text], {
        x: at,
        frameAnchor: "top",
        dy: i * line - room - top + 8,
        dx: late ? -5 : 5,
        textAnchor: late ? "end" : "start",
        fill: palette.ink,
        fontSize: 11.5,
      }),
    ];
  });
  return { room, marks };
}

/** How the note under the pointer looks. */
export function tipStyle(palette: Palette): Plot.TipOptions {
  return { stroke: palette.hairline, lineHeight: 1.45, textPadding: 9, pointerSize: 8 };
}

/** The height of a chart whose rows do not decide it. */
export function usualHeight({ width, dense }: ChartOptions): number {
  return dense ? 220 : width < 480 ? 240 : 290;
}
