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
import { spread } from "./spread.ts";
import { valueDomain } from "./valueDomain.ts";

interface Mark {
  at: number;
  value: number | null;
  row: number | null;
  text: string;
}

/** Lines by month: the period in colour, the prior one grey, months that are still filling in dotted on a tinted ground. */
export function lineChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const { points, series } = data;
  const several = series.length > 1;
  const colors = several
    ? seriesColors(
        series.map((s) => s.name),
        palette,
      )
    : [palette.accent];
  const last = points.length - 1;
  const lines = series.map((s, i) => ({
    label: several ? s.label : data.period,
    color: colors[i] ?? palette.accent,
    marks: points.map(
      (point, at): Mark => ({
        at,
        value: point.values[i] ?? null,
        row: point.rows[i] ?? null,
        text: `${s.label}, ${point.label}\n${point.words[i] ?? ""}`,
      }),
    ),
  }));
  const prior =
    data.prior && !(data.by && several)
      ? points.map((point, at): Mark => ({ at, value: point.prior, row: point.row, text: "" }))
      : [];
  const domain = valueDomain([...lines.flatMap((line) => line.marks), ...prior].map((mark) => mark.value));
  const ends = endLabels(lines, prior, data.prior, several, palette.soft);
  const labelWidth = Math.max(0, ...ends.map((end) => end.label.length * 7));
  const cramped = labelWidth > width * 0.3;
  const notes = annotationRules(data, palette, { top: 26, left: 54, width });
  const margin = {
    top: (cramped ? 26 + ends.length * 18 : 26) + notes.room,
    bottom: 40,
    left: 54,
    right: cramped ? 14 : 14 + labelWidth,
  };
  const height = (options.height ?? usualHeight(options)) + (cramped ? ends.length * 18 : 0) + notes.room;
  const perUnit = (height - margin.top - margin.bottom) / (domain[1] - domain[0] || 1);
  const placed = spread(
    ends.map((end) => end.value * perUnit),
    15,
  ).map((y, i) => ({ ...ends[i], y: y / perUnit }));
  const open = points.findIndex((point) => point.incomplete);
  const ground = [Math.max(open - 0.5, -0.3), last + 0.3] as const;
  const closed = (mark: Mark) => !points[mark.at]?.incomplete;
  const opening = (mark: Mark) => !closed(mark) || !!points[mark.at + 1]?.incomplete;

  return chartFrame(data, options, {
    height,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    marginLeft: margin.left,
    marginRight: margin.right,
    x: { axis: null, domain: [-0.3, Math.max(last, 0) + 0.3] },
    y: { axis: null, domain },
    marks: [
      open >= 0 ? Plot.rect([0], { x1: ground[0], x2: ground[1], fill: palette.ground, ariaHidden: "true" }) : null,
      open >= 0
        ? Plot.text(["still filling in"], {
            x: (ground[0] + ground[1]) / 2,
            frameAnchor: "top",
            dy: -14,
            fill: palette.soft,
            textAnchor: open === last ? "end" : "middle",
            dx: open === last ? 16 : 0,
          })
        : null,
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
      ...notes.marks,
      Plot.lineY(prior, { x: "at", y: "value", stroke: palette.prior, strokeWidth: 1.75 }),
      ...lines.flatMap((line) => [
        Plot.lineY(line.marks, {
          x: "at",
          y: (mark: Mark) => (closed(mark) ? mark.value : null),
          stroke: line.color,
          strokeWidth: 2.25,
        }),
        Plot.lineY(line.marks, {
          x: "at",
          y: (mark: Mark) => (opening(mark) ? mark.value : null),
          stroke: line.color,
          strokeWidth: 2.25,
          strokeDasharray: "2 5",
          strokeLinecap: "round",
        }),
        Plot.dot(alone(line.marks), { x: "at", y: "value", r: 3, fill: line.color }),
      ]),
      ...(cramped
        ? ends.map((end, i) =>
            Plot.text([end.label], {
              frameAnchor: "top-left",
              dx: 10 - margin.left,
              dy: 4 + i * 18 - margin.top,
              lineAnchor: "top",
              fill: end.color,
              fontWeight: 600,
            }),
          )
        : [
            Plot.text(placed, {
              x: "at",
              y: "y",
              text: "label",
              dx: 9,
              textAnchor: "start",
              fill: (end: { color: string }) => end.color,
              fontWeight: 600,
            }),
          ]),
      options.interactive ? (data.by ? nearest(lines, options) : hover(points, domain[1], options)) : null,
    ],
  });
}

function endLabels(
  lines: { label: string; color: string; marks: Mark[] }[],
  prior: Mark[],
  priorLabel: string | null,
  several: boolean,
  soft: string,
) {
  const ends = [
    ...lines.map((line) => ({ ...line, mark: line.marks.findLast((mark) => mark.value !== null) })),
    {
      label: several ? `${lines[0]?.label ?? ""}, ${priorLabel}` : (priorLabel ?? ""),
      color: soft,
      mark: prior.findLast((mark) => mark.value !== null),
    },
  ];
  return ends.flatMap(({ label, color, mark }) =>
    mark && mark.value !== null ? [{ label, color, at: mark.at, value: mark.value }] : [],
  );
}

/** Values with nothing on either side: a line would not show them. */
function alone(marks: Mark[]): Mark[] {
  const given = (at: number) => (marks[at]?.value ?? null) !== null;
  return marks.filter((mark) => given(mark.at) && !given(mark.at - 1) && !given(mark.at + 1));
}

/** With many lines the note names the one that the pointer is nearest to. */
function nearest(lines: { marks: Mark[] }[], { palette }: ChartOptions): Plot.Markish {
  const marks = lines.flatMap((line) => line.marks).filter((mark) => mark.value !== null);
  return Plot.tip(marks, Plot.pointer({ x: "at", y: "value", title: "text", maxRadius: 80, ...tipStyle(palette) }));
}

function hover(points: ChartPoint[], top: number, { palette }: ChartOptions): Plot.Markish {
  const at = (_: ChartPoint, index: number) => index;
  const y = (point: ChartPoint) =>
    Math.max(...[...point.values, point.prior].map((value) => value ?? Number.NEGATIVE_INFINITY));
  return [
    Plot.ruleX(points, Plot.pointerX({ x: at, stroke: palette.soft, strokeOpacity: 0.5 })),
    Plot.tip(
      points,
      Plot.pointerX({
        x: at,
        y: (point) => (Number.isFinite(y(point)) ? y(point) : top),
        title: "text",
        ...tipStyle(palette),
      }),
    ),
  ];
}
