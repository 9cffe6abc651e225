import type { ChartData } from "./chartData.ts";

/** How tall a chart of bars is: known before it is drawn, so that its place can be kept. */
export function barHeight({ points, prior }: ChartData, dense = false): number {
  return points.length * (prior ? 38 : 30) * (dense ? 0.75 : 1) + 8;
}
