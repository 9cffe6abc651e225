import { barChart } from "./barChart.ts";
import type { ChartData } from "./chartData.ts";
import { columnChart } from "./columnChart.ts";
import type { ChartOptions } from "./frame.ts";
import { lineChart } from "./lineChart.ts";

/** The chart as an SVG element. With `interactive`, its `value` is the point under the pointer. */
export function drawChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  switch (data.kind) {
    case "line":
      return lineChart(data, options);
    case "bars":
      return barChart(data, options);
    default:
      return columnChart(data, options);
  }
}
