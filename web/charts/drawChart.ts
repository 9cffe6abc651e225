import { barChart } from "./barChart.ts";
import type { ChartData } from "./chartData.ts";
import { columnChart } from "./columnChart.ts";
import type { ChartOptions } from "./frame.ts";
import { heatMap } from "./heatMap.ts";
import { lineChart } from "./lineChart.ts";
import { multiplesChart } from "./multiplesChart.ts";
import { pyramidChart } from "./pyramidChart.ts";
import { waterfallChart } from "./waterfallChart.ts";

/** The chart as an SVG element. With `interactive`, its `value` is the point under the pointer. */
export function drawChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  switch (data.kind) {
    case "line":
      return lineChart(data, options);
    case "bars":
      return barChart(data, options);
    case "waterfall":
      return waterfallChart(data, options);
    case "heat-map":
      return heatMap(data, options);
    case "pyramid":
      return pyramidChart(data, options);
    case "multiples":
      return multiplesChart(data, options);
    default:
      return columnChart(data, options);
  }
}
