import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData } from "./chartData.ts";
import {
  annotationRules,
  type ChartOptions,
  categoryTicks,
  chartFrame,
  isCrowded,
  leftLabels,
  monthTicks,
  slantedTicks,
  tipStyle,
} from "./frame.ts";
import { rowsHeight } from "./rowsHeight.ts";

/** One value of the map. */
export interface HeatCell {
  /** Index in the envelope's rows; null where there is none. */
  row: number | null;
  x: number;
  y: number;
  value: number | null;
  text: string;
}

const steps = 5;
/** How much of the accent each step has: one hue from pale to full reads in the light, in the dark and on grey paper. */
const opacities = [0.1, 0.28, 0.48, 0.72, 1];

/** The cells, row by row. */
export function heatCells({ points, series }: ChartData): HeatCell[] {
  return series.flatMap(({ label }, y) =>
    points.map((point, x) => ({
      row: point.rows[y] ?? null,
      x,
      y,
      value: point.values[y] ?? null,
      text: `${label}, ${point.label}\n${point.words[y] ?? "not shown"}`,
    })),
  );
}

/** Months across, a row for each value of the series, the measure as depth of one colour in five steps. */
export function heatMap(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points, series, unit } = data;
  const cells = heatCells(data);
  const given = cells.flatMap((cell) => (cell.value === null ? [] : [cell.value]));
  const low = Math.min(...given, 0);
  const high = Math.max(...given, 0) || 1;
  const bounds = Array.from({ length: steps - 1 }, (_, i) => rounded(low + ((high - low) * (i + 1)) / steps, high));
  const stepOf = (value: number) => bounds.filter((bound) => value >= bound).length;
  const labels = leftLabels(series, width, palette);
  const room = (width - labels.room - 8) / Math.max(1, points.length);
  const written = given.every((value) => formatShort(value, unit).length * 6.6 + 6 <= room);
  const slanted = !data.byMonth && isCrowded(points, room);
  const foot = slanted ? 90 : 74;
  const notes = annotationRules(data, palette, { top: 6, left: labels.room, width });
  const short = (bound: number | undefined) => formatShort(bound ?? high, unit);
  const legend = [`to ${short(bounds[0])}`, ...bounds.map((bound) => `${short(bound)} +`)].map((text, step) => ({
    step,
    text,
  }));
  const legendRoom = Math.min(92, (width - 16) / steps);
  const focus = options.focus ? cells.filter((c) => c.x === options.focus?.x && c.y === options.focus?.y) : [];
  return chartFrame(data, options, {
    height: (options.height ?? rowsHeight(data, options.dense)) + notes.room + foot - 74,
    marginTop: 6 + notes.room,
    marginBottom: foot,
    marginLeft: labels.room,
    marginRight: 8,
    x: { axis: null, domain: [-0.5, points.length - 0.5] },
    y: { axis: null, domain: [-0.5, series.length - 0.5], reverse: true },
    marks: [
      Plot.rect(
        cells.filter((cell) => cell.value !== null),
        {
          ...square(room),
          fill: palette.accent,
          fillOpacity: (cell: HeatCell) => opacities[stepOf(cell.value ?? 0)],
        },
      ),
      Plot.text(
        cells.filter((cell) => cell.value === null),
        { x: "x", y: "y", text: () => "–", fill: palette.soft },
      ),
      written
        ? Plot.text(
            cells.filter((cell) => cell.value !== null),
            {
              x: "x",
              y: "y",
              text: (cell: HeatCell) => formatShort(cell.value ?? 0, unit),
              fill: (cell: HeatCell) => ((opacities[stepOf(cell.value ?? 0)] ?? 0) > 0.6 ? palette.paper : palette.ink),
            },
          )
        : null,
      Plot.ruleY(
        points.flatMap((point, x) => (point.incomplete ? [x] : [])),
        {
          x1: (x: number) => x - 0.42,
          x2: (x: number) => x + 0.42,
          y: series.length - 0.5,
          stroke: palette.soft,
          strokeWidth: 2,
          strokeDasharray: "1.5 3",
        },
      ),
      labels.mark(-0.5),
      data.byMonth
        ? monthTicks(points, width - labels.room + 64, palette)
        : slanted
          ? slantedTicks(points, palette)
          : categoryTicks(points, width - labels.room + 60, palette),
      ...notes.marks,
      ...legend.flatMap(({ step, text }) => [
        Plot.text([text], {
          frameAnchor: "bottom-left",
          dx: 22 + step * legendRoom - labels.room,
          dy: foot - 8,
          fill: palette.soft,
          fontSize: 11,
        }),
        Plot.dot([0], {
          frameAnchor: "bottom-left",
          dx: 14 + step * legendRoom - labels.room,
          dy: foot - 13,
          r: 6,
          symbol: "square",
          fill: palette.accent,
          fillOpacity: opacities[step],
        }),
      ]),
      Plot.rect(focus, { ...square(room), stroke: palette.ink, strokeWidth: 2 }),
      options.interactive
        ? Plot.tip(cells, Plot.pointer({ x: "x", y: "y", title: "text", maxRadius: 30, ...tipStyle(palette) }))
        : null,
    ],
  });
}

function square(room: number): Plot.RectOptions {
  const inset = room > 12 ? 0.5 : 0;
  return {
    x1: (cell: HeatCell) => cell.x - 0.5,
    x2: (cell: HeatCell) => cell.x + 0.5,
    y1: (cell: HeatCell) => cell.y - 0.5,
    y2: (cell: HeatCell) => cell.y + 0.5,
    inset,
  };
}

/** To two figures of the highest, for a legend that can be read. */
function rounded(value: number, high: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(high) || 1)) - 1);
  return Math.round(value / unit) * unit;
}

/** The cell beside another one, by an arrow key; the same one at an edge or for any other key. */
export function neighbour(data: ChartData, at: { x: number; y: number }, key: string): { x: number; y: number } {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  const within = (value: number, length: number) => Math.max(0, Math.min(length - 1, value));
  return { x: within(at.x + (dx ?? 0), data.points.length), y: within(at.y + (dy ?? 0), data.series.length) };
}
