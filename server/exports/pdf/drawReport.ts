import { formatMonth } from "../../../web/format/month.ts";
import { basisLine } from "../../../web/report/basisLine.ts";
import { filterWords } from "../../../web/report/filterWords.ts";
import type { Envelope } from "../../reports/envelope.ts";
import { drawChartFigure } from "./drawChartFigure.ts";
import { drawFigures } from "./drawFigures.ts";
import { drawTable, planTable } from "./drawTable.ts";
import { paper } from "./paper.ts";
import type { Orientation, Sheet, Tagged } from "./sheet.ts";
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
  const allowed: Orientation[] = small ? ["portrait"] : ["portrait", "landscape"];
  const plan = table && planTable(sheet, table, allowed);
  if (small) sheet.room(110);
  else sheet.newPage(plan?.orientation ?? "portrait");
  drawing.began?.();
  sheet.paragraph(parent, heading, title, { size: small ? 8 : 9, color: paper.soft, after: 2 });
  if (shows("answer")) {
    sheet.paragraph(parent, "P", meta.answer, {
      face: "heading",
      size: small ? 12 : 17,
      leading: small ? 16 : 22,
      after: 4,
    });
  }
  sheet.paragraph(parent, "P", [basisLine(meta), filters(envelope)].filter(Boolean).join(" "), {
    size: small ? 7 : 8.5,
    color: paper.soft,
    after: small ? 5 : 10,
  });
  if (shows("figures")) drawFigures(sheet, parent, envelope);
  if (shows("chart")) drawChartFigure(sheet, parent, envelope);
  if (table && plan) {
    drawTable(sheet, parent, { table, plan, caption: caption(envelope) });
    if (table.left > 0) {
      const lines = `${table.left.toLocaleString("en-US")} more ${table.left === 1 ? "line is" : "lines are"} not printed; the total counts all of them.`;
      sheet.paragraph(parent, "P", lines, { face: "note", size: 7.5, color: paper.soft, after: 3 });
    }
  }
  for (const note of [...tableNotes(envelope), ...meta.footnotes, ...annotations(envelope), ...notes]) {
    sheet.paragraph(parent, "Note", note, { size: small ? 6.5 : 7.5, color: paper.soft, after: 2 });
  }
  sheet.y += 8;
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
