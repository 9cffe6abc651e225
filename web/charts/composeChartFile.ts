import type { Meta } from "../../server/reports/envelope.ts";
import type { ChartData } from "./chartData.ts";
import { chartLegend } from "./chartWords.ts";
import { drawChart } from "./drawChart.ts";
import type { Palette } from "./palette.ts";
import { inRows } from "./rowsHeight.ts";

const xmlns = "http://www.w3.org/2000/svg";
const width = 960;
const edge = 32;
const letters = '"Inter Variable", Inter, "Helvetica Neue", Arial, sans-serif';
const serif = '"Source Serif 4 Variable", "Source Serif 4", Georgia, serif';

interface ChartFileOptions {
  meta: Meta;
  /** Plan and filters, in words. */
  lines: readonly string[];
  palette: Palette;
  /** Where there is no page: the document to draw in. */
  document?: Document;
}

/** The chart on paper of its own: title above, and beneath it what a picture passed around must say by itself. */
export function composeChartFile(
  data: ChartData,
  { meta, lines, palette, document = globalThis.document }: ChartFileOptions,
): SVGSVGElement {
  const element = elementsOf(document);
  const chart = drawChart(data, { width: width - 2 * edge, palette, document, height: inRows(data) ? undefined : 380 });
  const chartHeight = Number(chart.getAttribute("height"));
  const legend = chartLegend(data, palette);
  const top = legend.length > 0 ? 96 : 76;
  const height = top + chartHeight + 28 + lines.length * 18 + 12;
  const sheet = element("svg", { xmlns, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  sheet.append(
    element("title", {}, `${data.title}. ${meta.title}`),
    element("rect", { width, height, fill: palette.paper }),
    element(
      "text",
      { x: edge, y: 44, "font-family": serif, "font-size": 22, "font-weight": 600, fill: palette.ink },
      data.title || meta.title,
    ),
    element(
      "text",
      { x: edge, y: 66, "font-family": letters, "font-size": 13, fill: palette.soft },
      data.prior ? `${data.period} against ${data.prior} (grey)` : data.period,
    ),
  );
  let x = edge;
  for (const { label, color } of legend) {
    sheet.append(
      element("rect", { x, y: 78, width: 10, height: 10, fill: color }),
      element("text", { x: x + 15, y: 87, "font-family": letters, "font-size": 12, fill: palette.ink }, label),
    );
    x += 36 + label.length * 7;
  }
  chart.setAttribute("x", String(edge));
  chart.setAttribute("y", String(top));
  sheet.append(chart);
  for (const [i, line] of lines.entries()) {
    const y = top + chartHeight + 36 + i * 18;
    sheet.append(element("text", { x: edge, y, "font-family": letters, "font-size": 12, fill: palette.soft }, line));
  }
  return sheet;
}

function elementsOf(document: Document) {
  return <K extends keyof SVGElementTagNameMap>(
    name: K,
    attributes: Record<string, string | number>,
    text?: string,
  ): SVGElementTagNameMap[K] => {
    const node = document.createElementNS(xmlns, name);
    for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") node.setAttribute(key, String(value));
    if (text !== undefined) node.textContent = text;
    return node;
  };
}
