import { lazy, type ReactNode, Suspense, useMemo } from "react";
import type { Envelope } from "../../server/reports/envelope.ts";
import { chartData } from "./chartData.ts";
import { chartLegend, chartNotes } from "./chartWords.ts";
import { screenPalette } from "./palette.ts";
import { inRows, rowsHeight } from "./rowsHeight.ts";
import "./charts.css";

const ChartSvg = lazy(() => import("./ChartSvg.tsx").then((module) => ({ default: module.ChartSvg })));

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
  const legend = chartLegend(data, screenPalette);
  const keptHeight = inRows(data) ? rowsHeight(data) : 290;
  const notes = [...chartNotes(data), data.kind === "heat-map" ? "The arrow keys tell each value." : ""].filter(
    Boolean,
  );
  return (
    <figure className="chart-figure" data-kind={data.kind} data-dimmed={dimmed}>
      <figcaption>
        <h2>{data.title || envelope.meta.title}</h2>
        {notes.length > 0 ? <p>{notes.join(" ")}</p> : null}
        {only ? <p>{only}</p> : null}
        {legend.length > 0 ? (
          <ul className="legend">
            {legend.map(({ label, color }) => (
              <li key={label}>
                <i style={{ background: color }} />
                {label}
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
