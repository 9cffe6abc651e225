import type { Envelope } from "../../reports/envelope.ts";
import { type NoteSection, notesOf } from "../notes.ts";
import { paper } from "./paper.ts";
import type { Sheet, Tagged } from "./sheet.ts";

const labelWidth = 108;
const size = 7.5;

/** How the report was made: definitions, parameters, dates, loads and versions. */
export function drawMethod(sheet: Sheet, parent: Tagged, envelope: Envelope): void {
  const apart = new Set(["Question", "Report", "Answer"]);
  const own = { ...envelope, columns: envelope.columns.filter((column) => column.compare !== "prior") };
  const sections = notesOf(own)
    .filter(({ title }) => title !== "Notes")
    .map(({ title, notes }) => ({ title, notes: notes.filter(({ label }) => !apart.has(label)) }));
  drawNotes(sheet, parent, "How it was made", sections);
}

/** Sections of labelled notes under one heading. */
export function drawNotes(sheet: Sheet, parent: Tagged, title: string, sections: readonly NoteSection[]): void {
  sheet.room(90);
  sheet.rule(sheet.y, { color: paper.ink, weight: 0.6 });
  sheet.y += 8;
  sheet.paragraph(parent, "H2", title, { face: "heading", size: 11, after: 4 });
  for (const { title: heading, notes } of sections) {
    if (notes.length === 0) continue;
    sheet.room(34);
    sheet.paragraph(parent, "H3", heading, { face: "strong", size: 8, after: 1 });
    const list = sheet.doc.struct("L");
    parent.add(list);
    for (const { label, text } of notes) drawNote(sheet, list, label, text);
    list.end();
    sheet.y += 4;
  }
}

function drawNote(sheet: Sheet, list: Tagged, label: string, text: string): void {
  const leading = size * 1.35;
  const name = sheet.lines(label, { size, width: labelWidth - 8 });
  const body = sheet.lines(text, { size, width: sheet.width - labelWidth });
  sheet.room(Math.min(Math.max(name.length, body.length) * leading, sheet.height));
  const item = sheet.doc.struct("LI");
  list.add(item);
  sheet.tagged(item, "Lbl", () => {
    for (const [i, line] of name.entries())
      sheet.line(line, sheet.left, sheet.y + i * leading, { size, color: paper.soft });
  });
  sheet.tagged(item, "LBody", () => {
    for (const [i, line] of body.entries()) sheet.line(line, sheet.left + labelWidth, sheet.y + i * leading, { size });
  });
  item.end();
  sheet.y += Math.max(name.length, body.length) * leading + 1.5;
}
