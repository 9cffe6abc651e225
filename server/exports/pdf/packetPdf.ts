import { formatDate } from "../../../web/format/month.ts";
import type { AnsweredPart, Packet } from "../../packets/packet.ts";
import { packetNotes } from "../packetNotes.ts";
import { drawNotes } from "./drawMethod.ts";
import { drawFootnotes, drawReport, footnotesOf } from "./drawReport.ts";
import { paper } from "./paper.ts";
import { datedBy, footOf } from "./pdf.ts";
import { Sheet, type Tagged } from "./sheet.ts";

/**
 * A packet as one PDF: a first page with what it is and where each exhibit stands, the exhibits, and at the end the
 * definitions, dates and versions of all. A packet of one page has no contents.
 */
export function packetPdfBytes(packet: Packet): Promise<Uint8Array> {
  const meta = packet.parts[0]?.envelope.meta;
  const sheet = new Sheet({
    title: packet.title,
    subject: packet.question,
    dated: meta ? datedBy(meta) : null,
    foot: meta ? footOf(meta, packet.title) : packet.title,
  });
  return packet.layout === "page" ? onePage(sheet, packet) : exhibits(sheet, packet);
}

function onePage(sheet: Sheet, packet: Packet): Promise<Uint8Array> {
  sheet.newPage("portrait");
  drawHeading(sheet, packet, 15);
  for (let at = 0; at < packet.parts.length; ) {
    const rest = packet.parts.slice(at);
    const first = rest.findIndex(({ half }) => half === undefined);
    const halves = first < 0 ? rest : rest.slice(0, first);
    if (halves.length > 0) drawHalves(sheet, halves);
    else drawPart(sheet, sheet.root, rest[0] as AnsweredPart, { small: true });
    at += Math.max(1, halves.length);
  }
  drawLeft(sheet, packet);
  sheet.newPage("portrait");
  sheet.paragraph(sheet.root, "H2", "Notes", { face: "heading", size: 11, after: 4 });
  const notes = packet.parts.flatMap(({ envelope, notes }) => [...footnotesOf(envelope), ...notes]);
  drawFootnotes(sheet, sheet.root, [...new Set(notes)]);
  drawEnd(sheet, packet);
  return sheet.finish();
}

/** The parts of each half below one another, both from the same height; where the left took another page, the right stands below it. */
function drawHalves(sheet: Sheet, parts: readonly AnsweredPart[]): void {
  sheet.room(110);
  const [top, page] = [sheet.y, sheet.page];
  let lowest = top;
  for (const [i, side] of (["left", "right"] as const).entries()) {
    if (sheet.page === page) sheet.y = top;
    sheet.within(i, 2, () => {
      for (const part of parts.filter(({ half }) => half === side)) drawPart(sheet, sheet.root, part, { small: true });
    });
    lowest = sheet.page === page ? Math.max(lowest, sheet.y) : sheet.y;
  }
  sheet.y = lowest;
}

function exhibits(sheet: Sheet, packet: Packet): Promise<Uint8Array> {
  sheet.newPage("portrait");
  drawHeading(sheet, packet, 24);
  const contents = beginContents(sheet, packet);
  const entries: Entry[] = [];
  for (const part of packet.parts) {
    const section = sheet.doc.struct("Sect");
    sheet.root.add(section);
    drawPart(sheet, section, part, { small: false, began: (page) => entries.push({ text: titleOf(part), page }) });
    section.end();
  }
  sheet.newPage("portrait");
  entries.push({ text: "Definitions, dates and versions", page: sheet.page });
  sheet.doc.addNamedDestination(destination(sheet.page));
  drawEnd(sheet, packet);
  contents(entries);
  return sheet.finish();
}

interface Entry {
  text: string;
  page: number;
}

function drawHeading(sheet: Sheet, packet: Packet, size: number): void {
  const meta = packet.parts[0]?.envelope.meta;
  if (packet.planName) sheet.paragraph(sheet.root, "P", packet.planName, { size: 9, color: paper.soft, after: 2 });
  sheet.paragraph(sheet.root, "H1", packet.title, { face: "heading", size, leading: size * 1.3, after: 3 });
  if (packet.question && packet.layout === "exhibits")
    sheet.paragraph(sheet.root, "P", packet.question, { size: 10, color: paper.soft, after: 4 });
  if (meta) {
    const against = meta.prior ? `, against ${meta.prior.label}` : "";
    const day = (date: string | null) => (date === null ? "not given" : formatDate(date));
    const reach = `Services through ${day(meta.serviceThrough)}, paid through ${day(meta.paidThrough)}.`;
    const dates = `${meta.period.label}${against}. ${reach}`;
    sheet.paragraph(sheet.root, "P", dates, { size: 8.5, color: paper.soft, after: 10 });
  }
}

function drawPart(
  sheet: Sheet,
  parent: Tagged,
  part: AnsweredPart,
  { small, began }: { small: boolean; began?: (page: number) => void },
): void {
  const title = titleOf(part);
  drawReport(sheet, parent, part.envelope, {
    ...part,
    title,
    small,
    heading: "H2",
    began: () => {
      if (!began) return;
      sheet.doc.addNamedDestination(destination(sheet.page));
      sheet.doc.outline.addItem(title);
      began(sheet.page);
    },
  });
}

function titleOf({ exhibit, title }: { exhibit: string; title: string }): string {
  return exhibit === "" ? title : `Exhibit ${exhibit}. ${title}`;
}

function destination(page: number): string {
  return `page-${page}`;
}

const entryHeight = 19;

/** Keeps the room that the contents take; what it gives back fills them in once the pages are known. */
function beginContents(sheet: Sheet, packet: Packet): (entries: readonly Entry[]) => void {
  sheet.paragraph(sheet.root, "H2", "Contents", { face: "heading", size: 13, after: 6 });
  const list = sheet.doc.struct("TOC");
  sheet.root.add(list);
  const places: { page: number; y: number }[] = [];
  for (let i = 0; i <= packet.parts.length; i++) {
    sheet.room(entryHeight);
    places.push({ page: sheet.page - 1, y: sheet.y });
    sheet.y += entryHeight;
  }
  drawLeft(sheet, packet);
  return (entries) => {
    for (const [i, { text, page }] of entries.entries()) {
      const place = places[i];
      if (!place) continue;
      sheet.at(place.page, "portrait", () => {
        sheet.tagged(list, "TOCI", () => {
          const name = sheet.lines(text, { size: 10, width: sheet.width - 60 })[0] ?? text;
          sheet.line(name, sheet.left, place.y, { size: 10 });
          sheet.line(String(page), sheet.left, place.y, { size: 10, width: sheet.width, align: "right" });
          sheet.doc.goTo(sheet.left, place.y, sheet.width, entryHeight, destination(page));
        });
        sheet.rule(place.y + entryHeight - 3, { weight: 0.4 });
      });
    }
    list.end();
  };
}

/** What is not in it, and why. */
function drawLeft(sheet: Sheet, { left }: Packet): void {
  if (left.length === 0) return;
  sheet.y += 10;
  sheet.paragraph(sheet.root, "H2", "Left out", { face: "heading", size: 11, after: 3 });
  for (const part of left)
    sheet.paragraph(sheet.root, "P", `${titleOf(part)}: ${part.why}`, { size: 8.5, color: paper.soft, after: 2 });
}

/** The definitions of all exhibits, each once, and how they were made. */
function drawEnd(sheet: Sheet, packet: Packet): void {
  const sections = packetNotes(packet).filter(({ title }) => title !== "Left out");
  drawNotes(sheet, sheet.root, "Definitions, dates and versions", sections);
}
