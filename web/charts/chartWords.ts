import type { ChartData } from "./chartData.ts";
import type { Palette } from "./palette.ts";
import { seriesColors } from "./seriesColors.ts";

/** The series with their colours, where no label at a mark says which is which. */
export function chartLegend({ kind, series }: ChartData, palette: Palette): { label: string; color: string }[] {
  if (series.length < 2 || !["stacked", "columns", "bars"].includes(kind)) return [];
  const colors = seriesColors(
    series.map(({ name }) => name),
    palette,
  );
  return series.map(({ label }, i) => ({ label, color: colors[i] ?? palette.ink }));
}

/** What marks mean and what is not drawn, a sentence each. */
export function chartNotes({ kind, series, points, period, prior, by, left }: ChartData): string[] {
  const several = series.length > 1 && ["stacked", "columns", "bars"].includes(kind);
  const filling = points.some((point) => point.incomplete);
  const pale = ["columns", "stacked", "bars"].includes(kind);
  return [
    prior && kind !== "line" && !several ? `${period} in color, ${prior} in grey.` : "",
    filling ? `The ${pale ? "pale" : "dotted"} months are still filling in.` : "",
    left > 0 ? `The ${by ? series.length : points.length} largest; the table has ${left} more.` : "",
  ].filter(Boolean);
}
