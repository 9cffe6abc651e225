import { chartData } from "../../../web/charts/chartData.ts";
import { chartLegend, chartNotes } from "../../../web/charts/chartWords.ts";
import { describeChart } from "../../../web/charts/describeChart.ts";
import { drawChart } from "../../../web/charts/drawChart.ts";
import type { Envelope } from "../../reports/envelope.ts";
import { drawingDocument } from "../drawingDocument.ts";
import { drawSvg } from "./drawSvg.ts";
import { paper } from "./paper.ts";
import type { Sheet, Tagged } from "./sheet.ts";

/** Points to a pixel of the drawing: its letters come out at nine points. */
const scale = 0.75;
/** A chart that is too tall for the page is drawn smaller, down to this part of its size, before it takes another. */
const least = 0.66;

/** The report's chart under its title, as vectors with its description; nothing where it has none. */
export function drawChartFigure(sheet: Sheet, parent: Tagged, envelope: Envelope): void {
  const data = chartData(envelope);
  if (!data) return;
  const document = drawingDocument();
  const draw = (points: number) => {
    const svg = drawChart(data, { width: sheet.width / points, palette: paper, dense: true, document });
    return { svg, pixels: Number(svg.getAttribute("height")) };
  };
  const notes = chartNotes(data);
  const legend = chartLegend(data, paper);
  const head = 18 + (notes.length > 0 ? 12 : 0) + (legend.length > 1 ? 14 : 0);
  const usual = draw(scale);
  const fitting = (room: number) => Math.min(scale, (room - head - 8) / usual.pixels);
  const here = fitting(sheet.bottom - sheet.y);
  if (here < scale * least) sheet.newPage();
  const fit = here < scale * least ? Math.max(scale * 0.4, fitting(sheet.height)) : here;
  const { svg, pixels } = fit === scale ? usual : draw(fit);
  const height = pixels * fit;
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
  drawSvg(sheet, svg, { x: sheet.left, y: sheet.y, scale: fit });
  sheet.doc.endMarkedContent();
  figure.add(content);
  figure.end();
  sheet.y += height + 12;
}

function drawLegend(sheet: Sheet, legend: readonly { label: string; color: string }[]): void {
  let x = sheet.left;
  for (const { label, color } of legend) {
    sheet.doc
      .rect(x, sheet.y + 2, 7, 7)
      .fillColor(color)
      .fill();
    sheet.line(label, x + 11, sheet.y, { size: 8 });
    x += 24 + sheet.measure(label, { size: 8 });
  }
  sheet.y += 14;
}
