import { useEffect, useRef, useState } from "react";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { drawChart } from "./drawChart.ts";
import { screenPalette } from "./palette.ts";

/** Draws the chart as wide as there is room for, and again when that changes. */
export function ChartSvg({ data, onPick }: { data: ChartData; onPick?: (row: number) => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return;
    const svg = drawChart(data, { width, palette: screenPalette, interactive: true });
    svg.addEventListener("click", () => {
      const point = (svg as SVGSVGElement & { value?: ChartPoint | null }).value;
      if (point) pick.current?.(point.row);
    });
    holder.current?.replaceChildren(svg);
  }, [data, width]);
  return <div ref={holder} className="chart-space" data-kind={data.kind} data-pick={!!onPick} />;
}
