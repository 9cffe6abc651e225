import { formatMonth } from "../../../web/format/month.ts";
import { basisLine } from "../../../web/report/basisLine.ts";
import { filterWords } from "../../../web/report/filterWords.ts";
import type { Envelope } from "../../reports/envelope.ts";
import { drawChartFigure } from "./drawChartFigure.ts";
import { drawFigures } from "./drawFigures.ts";
import { drawTable, planTable } from "./drawTable.ts";
import { paper } from "./paper.ts";
import type { Sheet, Tagged } from "./sheet.ts";
import { printedTable, type TableChoice } from "./tablePlan.ts";

export const reportParts = ["answer", "figures", "chart", "table"] as const;
export type ReportPart = (typeof reportParts)[number];

export interface ReportDrawing extends TableChoice {
  /** What stands above the sentence: the report's title, with the exhibit's number where it has one. */
  title: string;
  /** Of the title: the first of a report alone, the second in a packet. */
  heading?: "H1" | "H2";
  show?: readonly ReportPart[];
  /** Said under the table besides the report's own footnotes. */
  notes?: readonly string[];
  /** Smaller, below what was drawn last, for a page that holds several; else the report begins a page. */
  small?: boolean;
  /** Called when the page that it begins on is there. */
  began?: () => void;
}

/** One report as the page shows it: title, sentence, figures, chart, table, footnotes. */
export function drawReport(sheet: Sheet, parent: Tagged, envelope: Envelope, drawing: ReportDrawing): void {
  const { title, show = reportParts, notes = [], small = false, heading = "H1" } = drawing;
  const { meta } = envelope;
  const shows = (part: ReportPart) => show.includes(part);
  const table = shows("table") ? printedTable(envelope, drawing) : null;
  const plan = table && planTable(sheet, table, { dense: small });
  if (small) drawSmallHead(sheet, parent, envelope, drawing);
  else {
    sheet.newPage(plan?.orientation ?? "portrait");
    drawing.began?.();
    sheet.paragraph(parent, heading, title, { size: 9, color: paper.soft, after: 2 });
    if (shows("answer"))
      sheet.paragraph(parent, "P", meta.answer, { face: "heading", size: 17, leading: 22, after: 4 });
    const asked = [basisLine(meta), filters(envelope)].filter(Boolean).join(" ");
    sheet.paragraph(parent, "P", asked, { size: 8.5, color: paper.soft, after: 10 });
  }
  if (shows("figures")) drawFigures(sheet, parent, envelope);
  if (shows("chart")) drawChartFigure(sheet, parent, envelope);
  if (table && plan) {
    drawTable(sheet, parent, { table, plan, caption: small ? title : caption(envelope) });
    if (table.left > 0 && !small) {
      const lines = `${table.left.toLocaleString("en-US")} more ${table.left === 1 ? "line is" : "lines are"} not printed; the total counts all of them.`;
      sheet.paragraph(parent, "P", lines, { face: "note", size: 7.5, color: paper.soft, after: 3 });
    }
  }
  if (!small) drawFootnotes(sheet, parent, [...footnotesOf(envelope), ...notes]);
  sheet.y += small ? 2 : 8;
}

/** The title is the table's where there is one, and the sentence smaller than on a page of its own. */
function drawSmallHead(
  sheet: Sheet,
  parent: Tagged,
  { meta }: Envelope,
  { title, show = reportParts }: ReportDrawing,
): void {
  sheet.room(60);
  const alone = !show.includes("table");
  if (alone && !show.includes("answer")) sheet.paragraph(parent, "H2", title, { size: 8, color: paper.soft, after: 1 });
  if (!show.includes("answer")) return;
  sheet.paragraph(parent, alone ? "H2" : "P", meta.answer, {
    face: "heading",
    size: alone ? 12 : 9.5,
    leading: alone ? 16 : 12.5,
    after: 6,
  });
}

/** What a table's marks mean, what is not in it, and what happened in its months. */
export function footnotesOf(envelope: Envelope): string[] {
  return [...tableNotes(envelope), ...envelope.meta.footnotes, ...annotations(envelope)];
}

export function drawFootnotes(sheet: Sheet, parent: Tagged, notes: readonly string[], size = 7.5): void {
  for (const note of notes) sheet.paragraph(parent, "Note", note, { size, color: paper.soft, after: size > 7 ? 2 : 1 });
}

/** What the table is by, as on the page. */
function caption({ columns, meta }: Envelope): string {
  const dimensions = columns.filter((column) => column.role === "dimension" && !column.hidden);
  return dimensions.length > 3 ? meta.title : `By ${dimensions[0]?.label.toLowerCase() ?? "line"}`;
}

/** The filters that are set, beyond period, comparison and basis. */
function filters({ meta }: Envelope): string {
  const before = 1 + (meta.prior ? 1 : 0) + (meta.params.basis ? 1 : 0);
  const words = filterWords(meta).slice(before);
  return words.length > 0 ? `${words.join("; ")}.` : "";
}

function tableNotes({ meta, columns, rows }: Envelope): string[] {
  const withheld = new Set(meta.suppressed.cells.map(({ part, row, column }) => `${part} ${row} ${column}`));
  const measures = columns.flatMap((column, i) =>
    column.role === "measure" && !column.compare && !column.hidden ? [i] : [],
  );
  const gaps = rows.some((row, line) =>
    measures.some((i) => row[i] === null && !withheld.has(`rows ${line} ${columns[i]?.name}`)),
  );
  return [
    withheld.size > 0 && meta.suppressed.rule
      ? `${withheld.size} ${withheld.size === 1 ? "figure" : "figures"} withheld. ${meta.suppressed.rule}`
      : "",
    gaps ? "“Not given” is what the files did not say; it is not zero." : "",
  ].filter(Boolean);
}

function annotations({ meta }: Envelope): string[] {
  return (meta.annotations ?? []).map(({ month, text }) => `${formatMonth(month)}: ${text}`);
}
