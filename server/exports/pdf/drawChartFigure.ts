import { type ChartData, chartData } from "../../../web/charts/chartData.ts";
import { describeChart } from "../../../web/charts/describeChart.ts";
import { drawChart } from "../../../web/charts/drawChart.ts";
import { seriesColors } from "../../../web/charts/seriesColors.ts";
import type { Envelope } from "../../reports/envelope.ts";
import { drawingDocument } from "../drawingDocument.ts";
import { drawSvg } from "./drawSvg.ts";
import { paper } from "./paper.ts";
import type { Sheet, Tagged } from "./sheet.ts";

/** Points to a pixel of the drawing: its letters come out at nine points. */
const scale = 0.75;

/** The report's chart under its title, as vectors with its description; nothing where it has none. */
export function drawChartFigure(sheet: Sheet, parent: Tagged, envelope: Envelope): void {
  const data = chartData(envelope);
  if (!data) return;
  const document = drawingDocument();
  const svg = drawChart(data, { width: sheet.width / scale, palette: paper, dense: true, document });
  const height = Number(svg.getAttribute("height")) * scale;
  const notes = notesOf(data);
  const legend = data.kind === "stacked" || data.kind === "columns" ? data.series : [];
  const head = 18 + (notes.length > 0 ? 12 : 0) + (legend.length > 1 ? 14 : 0);
  sheet.room(head + height + 8);
  const figure = sheet.doc.struct("Figure", { alt: describeChart(data) });
  parent.add(figure);
  const content = sheet.doc.markStructureContent("Figure");
  sheet.line(data.title || envelope.meta.title, sheet.left, sheet.y, { face: "heading", size: 11, leading: 15 });
  sheet.y += 17;
  if (notes.length > 0) {
    sheet.line(notes.join(" "), sheet.left, sheet.y, { size: 8, color: paper.soft });
    sheet.y += 12;
  }
  if (legend.length > 1) drawLegend(sheet, legend);
  drawSvg(sheet, svg, { x: sheet.left, y: sheet.y, scale });
  sheet.doc.endMarkedContent();
  figure.add(content);
  figure.end();
  sheet.y += height + 12;
}

function drawLegend(sheet: Sheet, legend: ChartData["series"]): void {
  const colors = seriesColors(
    legend.map(({ name }) => name),
    paper,
  );
  let x = sheet.left;
  for (const [i, { label }] of legend.entries()) {
    sheet.doc
      .rect(x, sheet.y + 2, 7, 7)
      .fillColor(colors[i] ?? paper.ink)
      .fill();
    sheet.line(label, x + 11, sheet.y, { size: 8 });
    x += 24 + sheet.measure(label, { size: 8 });
  }
  sheet.y += 14;
}

/** What the marks mean, in words. */
function notesOf(data: ChartData): string[] {
  const filling = data.points.some((point) => point.incomplete);
  return [
    data.prior && data.kind !== "line" ? `${data.prior} in grey.` : "",
    filling ? `The ${data.kind === "line" ? "dotted" : "pale"} months are still filling in.` : "",
    data.left > 0
      ? `The first ${data.kind === "bars" ? data.points.length : data.series.length}; the table has ${data.left} more.`
      : "",
  ].filter(Boolean);
}
