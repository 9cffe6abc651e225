import PDFDocument from "pdfkit";
import { type Face, fontFile, runsOf } from "./fonts.ts";
import { paper } from "./paper.ts";

/** US Letter in points, and the margins of a sheet. */
const letter = { short: 612, long: 792 };
const margin = { side: 48, top: 50, bottom: 58 };

export type Orientation = "portrait" | "landscape";
export type Tagged = PDFKit.PDFStructureElement;
/** What an element says of itself: words for a picture, what a heading of a table stands over. */
export type Marks = PDFKit.Mixins.StructureElementOptions & { scope?: "Column" | "Row" };

export interface TextStyle {
  face?: Face;
  size?: number;
  color?: string;
  align?: "left" | "right" | "center";
  /** Points that the text may take; it is broken into lines where it is longer. */
  width?: number;
  leading?: number;
}

export interface SheetOptions {
  title: string;
  subject: string;
  /** The day through which the data reach: the same file says the same day whenever it is made. */
  dated: string | null;
  /** What stands at the foot of every page. */
  foot: string;
}

/**
 * A tagged PDF being set, page by page from the top: what is drawn moves `y` down. Places are in points from the top
 * left corner. Nothing breaks a page by itself; who draws asks for `room`.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Tagged;
  y = margin.top;
  #orientation: Orientation = "portrait";
  #frame: { left: number; width: number } | null = null;
  readonly #bytes: Promise<Uint8Array>;
  readonly #foot: string;
  readonly #widths = new Map<string, number>();

  constructor({ title, subject, dated, foot }: SheetOptions) {
    this.doc = new PDFDocument({
      pdfVersion: "1.7",
      subset: "PDF/UA" as "PDF/A-1",
      tagged: true,
      lang: "en-US",
      displayTitle: true,
      autoFirstPage: false,
      bufferPages: true,
      info: {
        Title: title,
        Subject: subject,
        Creator: "Planlens",
        CreationDate: new Date(`${dated ?? "2000-01-01"}T00:00:00Z`),
      },
    });
    const pieces: Uint8Array[] = [];
    this.#bytes = new Promise((done, failed) => {
      this.doc.on("data", (piece: Uint8Array) => pieces.push(piece));
      this.doc.on("end", () => done(new Uint8Array(Buffer.concat(pieces))));
      this.doc.on("error", failed);
    });
    this.#foot = foot;
    this.root = this.doc.struct("Document");
    this.doc.addStructure(this.root);
  }

  get left(): number {
    return this.#frame?.left ?? margin.side;
  }

  get width(): number {
    return this.#frame?.width ?? widthOf(this.#orientation);
  }

  /** Draws in a part of the sheet's width: `part` of so many side by side. */
  within(part: number, of: number, draw: () => void): void {
    const gap = 22;
    const width = (this.width - gap * (of - 1)) / of;
    this.#frame = { left: margin.side + part * (width + gap), width };
    draw();
    this.#frame = null;
  }

  get bottom(): number {
    return (this.#orientation === "portrait" ? letter.long : letter.short) - margin.bottom;
  }

  get orientation(): Orientation {
    return this.#orientation;
  }

  /** Points that a fresh page has from top to bottom. */
  get height(): number {
    return this.bottom - margin.top;
  }

  /** Pages so far; the number of the one being drawn. */
  get page(): number {
    return this.doc.bufferedPageRange().count;
  }

  newPage(orientation: Orientation = this.#orientation): void {
    this.#orientation = orientation;
    this.doc.addPage({ size: "LETTER", layout: orientation, margin: 0 });
    this.y = margin.top;
  }

  /** Begins a page where fewer points than these are left on this one. */
  room(height: number): void {
    if (this.y + height > this.bottom) this.newPage();
  }

  /** Draws on a page that is there already, from 0. */
  at(page: number, orientation: Orientation, draw: () => void): void {
    const [before, y, last] = [this.#orientation, this.y, this.page - 1];
    this.doc.switchToPage(page);
    this.#orientation = orientation;
    draw();
    this.doc.switchToPage(last);
    this.#orientation = before;
    this.y = y;
  }

  /** Draws what belongs to one element of the document's structure. */
  tagged(parent: Tagged, type: string, draw: () => void, options: Marks = {}): Tagged {
    const element = this.doc.struct(type, options);
    parent.add(element);
    const content = this.doc.markStructureContent(type);
    draw();
    this.doc.endMarkedContent();
    element.add(content);
    element.end();
    return element;
  }

  /** Draws what only adorns: rules, grounds, page numbers. */
  adorn(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  /** A paragraph below what was drawn last, over as many pages as it takes. */
  paragraph(parent: Tagged, type: string, text: string, style: TextStyle & { after?: number; x?: number } = {}): void {
    const { after = 6, x = this.left, width = this.width - (x - this.left) } = style;
    const leading = leadingOf(style);
    const lines = this.lines(text, { ...style, width });
    this.room(Math.min(lines.length, 2) * leading);
    const element = this.doc.struct(type);
    parent.add(element);
    for (let at = 0; at < lines.length; ) {
      const fit = Math.max(1, Math.floor((this.bottom - this.y + 0.01) / leading));
      const part = lines.slice(at, at + fit);
      const content = this.doc.markStructureContent(type);
      for (const line of part) {
        this.line(line, x, this.y, { ...style, width });
        this.y += leading;
      }
      this.doc.endMarkedContent();
      element.add(content);
      at += part.length;
      if (at < lines.length) this.newPage();
    }
    element.end();
    this.y += after;
  }

  /** Text broken at blanks into lines that fit; a word that is too long by itself is cut. */
  lines(text: string, style: TextStyle & { width: number }): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (this.measure(longer, style) <= style.width) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      const pieces = this.#cut(word, style);
      line = pieces.pop() ?? "";
      lines.push(...pieces);
    }
    if (line !== "" || lines.length === 0) lines.push(line);
    return lines;
  }

  /** How wide a line is. */
  measure(text: string, { face = "text", size = 9 }: TextStyle): number {
    const key = `${face} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = 0;
      for (const run of runsOf(text, face)) {
        this.#font(run.font).fontSize(100);
        width += this.doc.widthOfString(run.text, setting);
      }
      this.#widths.set(key, width);
    }
    return (width * size) / 100;
  }

  /** One line of text with its top at `y`; `width` is what it is aligned in. */
  line(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { face = "text", size = 9, color = paper.ink, align = "left", width } = style;
    const room = width === undefined || align === "left" ? 0 : width - this.measure(text, style);
    let at = x + (align === "center" ? room / 2 : room);
    const runs = runsOf(text, face);
    for (const run of runs) {
      this.#font(run.font).fontSize(size).fillColor(color);
      const baseline = y + leadingOf(style) / 2 + size * 0.36;
      this.doc.text(run.text, at, baseline, { lineBreak: false, baseline: "alphabetic", ...setting });
      if (runs.length > 1) at += this.measure(run.text, { face, size });
    }
  }

  rule(y: number, { color = paper.hairline, weight = 0.6, x = this.left, width = this.width } = {}): void {
    this.adorn(() => {
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(weight)
        .strokeColor(color)
        .stroke();
    });
  }

  /** Writes the foot of every page and closes the file. */
  async finish(): Promise<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange();
    this.#frame = null;
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      this.#orientation = this.doc.page.width > this.doc.page.height ? "landscape" : "portrait";
      const y = this.bottom + 16;
      const number = `${page - start + 1} of ${count}`;
      this.doc.markContent("Artifact", { type: "Pagination" });
      this.doc
        .moveTo(this.left, y - 5)
        .lineTo(this.left + this.width, y - 5)
        .lineWidth(0.4)
        .strokeColor(paper.hairline)
        .stroke();
      const style = { size: 6.5, color: paper.soft, width: this.width - 60, leading: 8.5 };
      for (const [i, text] of this.lines(this.#foot, style).slice(0, 3).entries())
        this.line(text, this.left, y + i * 8.5, style);
      this.line(number, this.left, y, {
        size: 7.5,
        color: paper.soft,
        width: this.width,
        align: "right",
        leading: 8.5,
      });
      this.doc.endMarkedContent();
    }
    this.root.end();
    this.doc.end();
    return this.#bytes;
  }

  #font(name: string): PDFKit.PDFDocument {
    const registered = (this.doc as unknown as { _registeredFonts: Record<string, unknown> })._registeredFonts;
    if (!registered[name]) this.doc.registerFont(name, fontFile(name));
    return this.doc.font(name);
  }

  #cut(word: string, style: TextStyle & { width: number }): string[] {
    const pieces = [""];
    for (const letter of word) {
      const longer = `${pieces.at(-1)}${letter}`;
      if (pieces.at(-1) !== "" && this.measure(longer, style) > style.width) pieces.push(letter);
      else pieces[pieces.length - 1] = longer;
    }
    return pieces;
  }
}

/** Points between the margins. */
export function widthOf(orientation: Orientation): number {
  return (orientation === "portrait" ? letter.short : letter.long) - 2 * margin.side;
}

/** Points from one line to the next. */
export function leadingOf({ size = 9, leading }: TextStyle): number {
  return leading ?? size * 1.35;
}

/** Figures of one width, so that columns stand under each other; no letters that depend on their neighbours. */
const setting = { features: { tnum: true, calt: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[] };
