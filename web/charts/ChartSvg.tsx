import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePrinting } from "../components/usePrinting.ts";
import type { ChartData } from "./chartData.ts";
import { drawChart } from "./drawChart.ts";
import { heatCells, neighbour } from "./heatMap.ts";
import { screenPalette } from "./palette.ts";

/** Widths on a printed sheet, so that letters keep their size there: alone in its line, or one of two. */
const sheetWidth = { alone: 680, paired: 325 };

interface ChartSvgProps {
  data: ChartData;
  onPick?: (row: number) => void;
  /** Of the place until the chart stands in it. */
  keptHeight: number;
}

/** Draws the chart as wide as there is room for, and again when that changes. A heat map is walked by the arrow keys. */
export function ChartSvg({ data, onPick, keptHeight }: ChartSvgProps) {
  const holder = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const printing = usePrinting();
  const [room, setRoom] = useState(0);
  const [focus, setFocus] = useState<{ x: number; y: number } | null>(null);
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
    const options = { width, palette: screenPalette, interactive: !printing, dense: printing, focus };
    const svg = drawChart(data, options);
    svg.addEventListener("click", () => {
      const { value } = svg as SVGSVGElement & { value?: { row: number | null } | null };
      if (value && value.row !== null) pick.current?.(value.row);
    });
    holder.current?.replaceChildren(svg);
  }, [data, room, printing, focus]);
  const style = room === 0 ? { height: keptHeight } : undefined;
  const shared = { className: "chart-space", "data-pick": !!onPick, style };
  if (data.kind !== "heat-map") return <div ref={holder} {...shared} />;
  const told = focus && heatCells(data).find((cell) => cell.x === focus.x && cell.y === focus.y);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Enter" && told && told.row !== null) return pick.current?.(told.row);
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    setFocus(focus ? neighbour(data, focus, event.key) : { x: 0, y: 0 });
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a map of values is no set of fields */}
      <div
        ref={holder}
        {...shared}
        role="group"
        aria-label={`${data.title}, values by arrow keys`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys need a place to be pressed at
        tabIndex={0}
        onKeyDown={move}
        onBlur={() => setFocus(null)}
      />
      <p className="heat-told" role="status">
        {told?.text.replace("\n", ": ")}
      </p>
    </>
  );
}

function widthOnSheet(element: HTMLElement | null): number {
  const line = element?.closest(".charts")?.clientWidth ?? 0;
  return element && element.clientWidth < line * 0.6 ? sheetWidth.paired : sheetWidth.alone;
}
