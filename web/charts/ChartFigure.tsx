import { lazy, type ReactNode, Suspense, useMemo } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import { chartData } from "./chartData.ts";
import { screenPalette } from "./palette.ts";
import { inRows, rowsHeight } from "./rowsHeight.ts";
import { seriesColors } from "./seriesColors.ts";
import "./charts.css";

const ChartSvg = lazy(() => import("./ChartSvg.tsx").then((module) => ({ default: module.ChartSvg })));

const pale: readonly string[] = ["columns", "stacked", "bars"];

interface ChartFigureProps {
  envelope: Envelope;
  /** Called with the index of the row whose mark was clicked. */
  onPick?: (row: number) => void;
  /** That the chart shows one of its values only, and the way back. */
  only?: ReactNode;
  /** To the report that the chart is of, where that is another one. */
  link?: ReactNode;
  dimmed?: boolean;
  /** The most bars below each other, where that is fewer than usual. */
  bars?: number;
}

/** A chart under its title, with what its marks mean in words. Nothing where the report has none. */
export function ChartFigure({ envelope, onPick, only, link, dimmed, bars }: ChartFigureProps) {
  const data = useMemo(() => chartData(envelope, bars ? { bars } : {}), [envelope, bars]);
  if (!data) return null;
  const legend = ["stacked", "columns", "bars"].includes(data.kind) ? data.series : [];
  const colors = seriesColors(
    legend.map((series) => series.name),
    screenPalette,
  );
  const keptHeight = inRows(data) ? rowsHeight(data) : 290;
  const filling = data.points.some((point) => point.incomplete);
  const drawnInGrey = data.prior && data.kind !== "line" && legend.length < 2;
  const left = data.by
    ? `The ${data.series.length} largest; the table has ${data.left} more.`
    : `The first ${data.points.length}; the table has ${data.left} more.`;
  const notes = [
    drawnInGrey ? `${data.prior} in grey.` : "",
    filling ? `The ${pale.includes(data.kind) ? "pale" : "dotted"} months are still filling in.` : "",
    data.kind === "heat-map" ? "The arrow keys tell each value." : "",
    data.left > 0 ? left : "",
  ].filter(Boolean);
  return (
    <figure className="chart-figure" data-kind={data.kind} data-dimmed={dimmed}>
      <figcaption>
        <h2>{data.title || envelope.meta.title}</h2>
        {notes.length > 0 ? <p>{notes.join(" ")}</p> : null}
        {only ? <p>{only}</p> : null}
        {legend.length > 1 ? (
          <ul className="legend">
            {legend.map((series, i) => (
              <li key={series.name}>
                <i style={{ background: colors[i] }} />
                {series.label}
              </li>
            ))}
          </ul>
        ) : null}
      </figcaption>
      <Suspense fallback={<div style={{ height: keptHeight }} />}>
        <ChartSvg data={data} onPick={onPick} keptHeight={keptHeight} />
      </Suspense>
      {link ? <p className="chart-link">{link}</p> : null}
    </figure>
  );
}
