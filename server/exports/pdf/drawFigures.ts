import { formatNumber } from "../../../web/format/unit.ts";
import { cellView, columnIndex, judgement, lineNamed, lineOf, unitOf } from "../../../web/report/envelopeCells.ts";
import type { Envelope, Figure } from "../../reports/envelope.ts";
import { paper } from "./paper.ts";
import type { Sheet, Tagged } from "./sheet.ts";

interface FigureWords {
  label: string;
  value: string;
  given: boolean;
  change: string | null;
  worse: boolean;
}

const perLine = 5;

/** The few figures that matter in a row, each with its change. */
export function drawFigures(sheet: Sheet, parent: Tagged, envelope: Envelope): void {
  const figures = envelope.meta.figures.flatMap((figure) => figureWords(envelope, figure) ?? []);
  const lines = Math.ceil(figures.length / perLine);
  const across = Math.ceil(figures.length / Math.max(1, lines));
  const prior = envelope.meta.prior?.label ?? "";
  for (let line = 0; line < lines; line++)
    drawLine(sheet, parent, figures.slice(line * across, (line + 1) * across), { across, prior });
}

function drawLine(
  sheet: Sheet,
  parent: Tagged,
  figures: readonly FigureWords[],
  { across, prior }: { across: number; prior: string },
): void {
  const width = sheet.width / across;
  const labels = figures.map(({ label }) => sheet.lines(label, { size: 7.5, width: width - 14 }));
  const head = Math.max(...labels.map((label) => label.length)) * 10;
  const height = head + 36;
  sheet.room(height);
  sheet.rule(sheet.y);
  const top = sheet.y + 6;
  for (const [i, { value, given, change, worse }] of figures.entries()) {
    const x = sheet.left + i * width + (i === 0 ? 0 : 8);
    sheet.tagged(parent, "P", () => {
      for (const [n, text] of (labels[i] ?? []).entries())
        sheet.line(text, x, top + n * 10, { size: 7.5, leading: 10, color: paper.soft });
      const size = fitting(sheet, value, width - 14);
      sheet.line(value, x, top + head, {
        face: given ? "strong" : "note",
        size,
        leading: 17,
        color: given ? paper.ink : paper.soft,
      });
      if (change) {
        const arrow = change.startsWith("+") ? "↑ " : change.startsWith("−") ? "↓ " : "";
        sheet.line(`${arrow}${change} on ${prior}`, x, top + head + 17, {
          size: 7,
          leading: 10,
          color: worse ? paper.worse : paper.soft,
        });
      }
    });
    if (i > 0)
      sheet.adorn(() =>
        sheet.doc
          .moveTo(x - 8, sheet.y)
          .lineTo(x - 8, sheet.y + height)
          .lineWidth(0.5)
          .strokeColor(paper.hairline)
          .stroke(),
      );
  }
  sheet.y += height;
  sheet.rule(sheet.y);
  sheet.y += 12;
}

/** Large, or less so where the figure is long. */
function fitting(sheet: Sheet, value: string, width: number): number {
  const size = 13.5;
  return Math.max(7.5, Math.min(size, (size * width) / Math.max(1, sheet.measure(value, { face: "strong", size }))));
}

function figureWords(envelope: Envelope, { column: name, row, label }: Figure): FigureWords | null {
  const column = envelope.columns.find((each) => each.name === name);
  const change = envelope.columns.find((each) => each.of === name && each.compare === "change");
  const part = row === null ? "totals" : "rows";
  const line = row === null ? 0 : lineNamed(envelope, row);
  const cells = line < 0 ? undefined : lineOf(envelope, part, line);
  if (!column || !cells) return null;
  const value = cells[columnIndex(envelope, name)] ?? null;
  const view = cellView(envelope, part, line, column);
  const large = unitOf(envelope, cells, column) === "usd" && Math.abs(Number(value)) >= 1000;
  const changed = change && cellView(envelope, part, line, change);
  return {
    label,
    value: large ? formatNumber(String(value), "usd", 0) : view.text,
    given: view.kind === "value",
    change: changed?.kind === "value" ? changed.text : null,
    worse: !!change && judgement(column, cells[columnIndex(envelope, change.name)] ?? null) === "worse",
  };
}
