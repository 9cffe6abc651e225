import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePrinting } from "../components/usePrinting.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { drawChart } from "./drawChart.ts";
import { screenPalette } from "./palette.ts";

/** Widths on a printed sheet, so that letters keep their size there: alone in its line, or one of two. */
const sheetWidth = { alone: 680, paired: 325 };

interface ChartSvgProps {
  data: ChartData;
  onPick?: (row: number) => void;
  /** Of the place until the chart stands in it. */
  keptHeight: number;
}

/** Draws the chart as wide as there is room for, and again when that changes. */
export function ChartSvg({ data, onPick, keptHeight }: ChartSvgProps) {
  const holder = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const printing = usePrinting();
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const width = printing ? widthOnSheet(holder.current) : room;
    if (width === 0) return;
    const svg = drawChart(data, { width, palette: screenPalette, interactive: !printing, dense: printing });
    svg.addEventListener("click", () => {
      const point = (svg as SVGSVGElement & { value?: ChartPoint | null }).value;
      if (point) pick.current?.(point.row);
    });
    holder.current?.replaceChildren(svg);
  }, [data, room, printing]);
  const style = room === 0 ? { height: keptHeight } : undefined;
  return <div ref={holder} className="chart-space" data-pick={!!onPick} style={style} />;
}

function widthOnSheet(element: HTMLElement | null): number {
  const line = element?.closest(".charts")?.clientWidth ?? 0;
  return element && element.clientWidth < line * 0.6 ? sheetWidth.paired : sheetWidth.alone;
}
