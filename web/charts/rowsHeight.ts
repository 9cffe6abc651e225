import type { ChartData } from "./chartData.ts";

/** How tall a chart of rows is: known before it is drawn, so that its place can be kept. */
export function rowsHeight({ kind, points, series, prior }: ChartData, dense = false): number {
  const closer = dense ? 0.75 : 1;
  switch (kind) {
    case "heat-map":
      return series.length * 26 * closer + 84;
    case "pyramid":
      return points.length * 24 * closer + 34;
    case "multiples":
      return Math.ceil(series.length / 4) * 130 * closer + 30;
    default:
      return points.length * (series.length > 1 ? 14 * series.length + 12 : prior ? 38 : 30) * closer + 8;
  }
}

/** Whether rows decide the height, and not the width. */
export function inRows({ kind }: ChartData): boolean {
  return kind === "bars" || kind === "heat-map" || kind === "pyramid" || kind === "multiples";
}
