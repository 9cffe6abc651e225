import { chartData } from "../../web/charts/chartData.ts";
import { composeChartFile } from "../../web/charts/composeChartFile.ts";
import { formatDate } from "../../web/format/month.ts";
import { filterWords } from "../../web/report/filterWords.ts";
import { PlanlensError } from "../errors.ts";
import type { Envelope } from "../reports/envelope.ts";
import { drawingDocument } from "./drawingDocument.ts";
import { paper } from "./pdf/paper.ts";

/**
 * The report's chart as SVG, with its title, filters, dates and digest.
 * @throws PlanlensError `invalid-parameter` where the report has no chart.
 */
export function svgBytes(envelope: Envelope): Uint8Array {
  const { meta } = envelope;
  const data = chartData(envelope);
  if (!data) {
    throw new PlanlensError("invalid-parameter", `${meta.title} has no chart to draw here. Take another format.`, {
      detail: { parameter: "format" },
    });
  }
  const document = drawingDocument();
  const svg = composeChartFile(data, { meta, lines: linesOf(envelope), palette: paper, document });
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${withNamespace(svg.toString())}\n`);
}

/** What a picture that is passed around says beneath itself. */
function linesOf({ meta }: Envelope): string[] {
  const dates = [
    meta.serviceThrough ? `Services through ${formatDate(meta.serviceThrough)}` : "",
    meta.paidThrough ? `paid through ${formatDate(meta.paidThrough)}` : "",
  ].filter(Boolean);
  return [
    [meta.title, ...filterWords(meta)].join(" · "),
    [dates.join(", "), `data ${meta.digest.slice(0, 12)}`].filter(Boolean).join(" · "),
  ];
}

function withNamespace(svg: string): string {
  return svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
}
