import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData } from "./chartData.ts";
import { type ChartOptions, chartFrame, tipStyle } from "./frame.ts";
import { valueDomain } from "./valueDomain.ts";

interface Mark {
  fx: number;
  fy: number;
  at: number;
  value: number | null;
  incomplete: boolean;
  row: number | null;
  text: string;
}

/** A small chart for each value of the series, all on one scale, each under its own name; the period before in grey. */
export function multiplesChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const { width, palette, dense } = options;
  const { points, series, unit } = data;
  const across = Math.max(1, Math.min(series.length, Math.floor((width - 54) / 140), 4));
  const down = Math.ceil(series.length / across);
  const place = (i: number) => ({ fx: i % across, fy: Math.floor(i / across) });
  const last = Math.max(1, points.length - 1);
  const marksOf = (pick: "values" | "priors") =>
    series.map(({ label }, s) =>
      points.map(
        (point, at): Mark => ({
          ...place(s),
          at,
          value: point[pick][s] ?? null,
          incomplete: point.incomplete,
          row: point.rows[s] ?? null,
          text: `${label}, ${point.label}\n${point.words[s] ?? "not shown"}`,
        }),
      ),
    );
  const lines = marksOf("values");
  const priors = data.prior === null ? [] : marksOf("priors");
  const domain = valueDomain([...lines, ...priors].flat().map((mark) => mark.value));
  const ends = lines.flatMap((line) => line.findLast((mark) => mark.value !== null) ?? []);
  const titles = series.map(({ label }, i) => ({ ...place(i), text: label }));
  const feet = series.flatMap((_, i) =>
    [0, points.length - 1].map((at) => ({
      ...place(i),
      at,
      end: at === 0 ? ("start" as const) : ("end" as const),
      text: points[at]?.label ?? "",
    })),
  );
  const facets = { fx: "fx", fy: "fy" } as const;
  const roomEach = (width - 54) / across;
  return chartFrame(data, options, {
    height: options.height ?? down * (dense ? 100 : 130) + 30,
    marginTop: 22,
    marginBottom: 26,
    marginLeft: 48,
    marginRight: 6,
    fx: { axis: null, padding: 0.1 },
    fy: { axis: null, padding: 0.34 },
    x: { axis: null, domain: [-0.3, last + 0.3] },
    y: { axis: null, domain },
    marks: [
      Plot.gridY({ stroke: palette.hairline, strokeOpacity: 1, ticks: 3 }),
      Plot.axisY({
        ticks: 3,
        tickSize: 0,
        tickPadding: 6,
        label: null,
        color: palette.soft,
        tickFormat: (value: number) => formatShort(value, unit),
      }),
      Plot.text(titles, {
        ...facets,
        text: (title: { text: string }) => shortened(title.text, Math.floor(roomEach / 7.2)),
        frameAnchor: "top-left",
        dy: -16,
        fill: palette.ink,
        fontWeight: 600,
      }),
      ...(["start", "end"] as const).map((textAnchor) =>
        Plot.text(
          feet.filter((foot) => foot.end === textAnchor),
          {
            ...facets,
            x: "at",
            text: "text",
            frameAnchor: "bottom",
            lineAnchor: "top",
            dy: 4,
            fontSize: 10.5,
            textAnchor,
            fill: palette.soft,
          },
        ),
      ),
      ...priors.map((line) => Plot.lineY(line, { ...facets, x: "at", y: "value", stroke: palette.prior })),
      ...lines.flatMap((line) => [
        Plot.lineY(line, {
          ...facets,
          x: "at",
          y: (mark: Mark) => (mark.incomplete ? null : mark.value),
          stroke: palette.accent,
          strokeWidth: 1.75,
        }),
        Plot.lineY(line, {
          ...facets,
          x: "at",
          y: (mark: Mark) => (mark.incomplete || line[mark.at + 1]?.incomplete ? mark.value : null),
          stroke: palette.accent,
          strokeWidth: 1.75,
          strokeDasharray: "2 4",
        }),
      ]),
      Plot.dot(ends, { ...facets, x: "at", y: "value", r: 2.5, fill: palette.accent }),
      Plot.text(ends, {
        ...facets,
        x: "at",
        y: "value",
        text: (mark: Mark) => formatShort(mark.value ?? 0, unit),
        textAnchor: "end",
        dy: -9,
        fill: palette.accent,
        fontWeight: 600,
      }),
      options.interactive
        ? Plot.tip(
            lines.flat().filter((mark) => mark.value !== null),
            Plot.pointer({ ...facets, x: "at", y: "value", title: "text", ...tipStyle(palette) }),
          )
        : null,
    ],
  });
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, Math.max(1, length - 1)).trimEnd()}…` : text;
}
