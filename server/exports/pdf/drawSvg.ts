import type { Face } from "./fonts.ts";
import type { Sheet } from "./sheet.ts";

/** What an element has from those around it. */
interface Style {
  fill: string;
  stroke: string;
  strokeWidth: number;
  dash: number[];
  fillOpacity: number;
  strokeOpacity: number;
  fontSize: number;
  face: Face;
  anchor: string;
  cap: string;
  join: string;
}

const plain: Style = {
  fill: "#000000",
  stroke: "none",
  strokeWidth: 1,
  dash: [],
  fillOpacity: 1,
  strokeOpacity: 1,
  fontSize: 12,
  face: "text",
  anchor: "start",
  cap: "butt",
  join: "miter",
};

/** Elements that draw nothing. */
const silent = new Set(["style", "title", "desc", "defs", "metadata"]);

/**
 * Draws an SVG of ours as vectors and text: groups, paths, rectangles, lines, circles, polygons and text, with plain
 * colours. `x` and `y` are where its corner comes, in points; `scale` is points to one of its units.
 * @throws RangeError for an element that is none of these, so that a new chart is not printed by half.
 */
export function drawSvg(sheet: Sheet, svg: Element, { x, y, scale }: { x: number; y: number; scale: number }): void {
  const { doc } = sheet;
  doc.save();
  doc.translate(x, y).scale(scale);
  for (const child of svg.children) drawElement(sheet, child, styled(svg, plain));
  doc.restore();
}

function drawElement(sheet: Sheet, element: Element, around: Style): void {
  const name = element.nodeName.toLowerCase();
  if (silent.has(name) || element.getAttribute("display") === "none") return;
  const { doc } = sheet;
  const style = styled(element, around);
  doc.save();
  transform(doc, element.getAttribute("transform"));
  switch (name) {
    case "g":
    case "svg":
      if (name === "svg") doc.translate(number(element, "x"), number(element, "y"));
      for (const child of element.children) drawElement(sheet, child, style);
      break;
    case "path":
      doc.path(element.getAttribute("d") ?? "");
      paint(doc, style);
      break;
    case "rect": {
      const round = number(element, "rx");
      const [width, height] = [number(element, "width"), number(element, "height")];
      if (width <= 0 || height <= 0) break;
      if (round > 0)
        doc.roundedRect(
          number(element, "x"),
          number(element, "y"),
          width,
          height,
          Math.min(round, width / 2, height / 2),
        );
      else doc.rect(number(element, "x"), number(element, "y"), width, height);
      paint(doc, style);
      break;
    }
    case "line":
      doc.moveTo(number(element, "x1"), number(element, "y1")).lineTo(number(element, "x2"), number(element, "y2"));
      paint(doc, { ...style, fill: "none" });
      break;
    case "circle":
      doc.circle(number(element, "cx"), number(element, "cy"), number(element, "r"));
      paint(doc, style);
      break;
    case "polygon":
    case "polyline":
      doc.path(`M${element.getAttribute("points") ?? ""}${name === "polygon" ? "Z" : ""}`);
      paint(doc, style);
      break;
    case "text":
      drawText(sheet, element, style);
      break;
    default:
      throw new RangeError(`a chart has an element ${name}, which cannot be printed`);
  }
  doc.restore();
}

function drawText(sheet: Sheet, element: Element, style: Style): void {
  const spans = [...element.children].filter((child) => child.nodeName.toLowerCase() === "tspan");
  if (spans.length === 0) {
    write(
      sheet,
      element.textContent ?? "",
      length(element, "x", style),
      length(element, "y", style) + length(element, "dy", style),
      style,
    );
    return;
  }
  let y = length(element, "y", style) + length(element, "dy", style);
  for (const span of spans) {
    const own = styled(span, style);
    if (span.hasAttribute("y")) y = length(span, "y", own);
    y += length(span, "dy", own);
    const x = span.hasAttribute("x") ? length(span, "x", own) : length(element, "x", own);
    write(sheet, span.textContent ?? "", x, y, own);
  }
}

function write(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  { fontSize, face, anchor, fill, fillOpacity }: Style,
): void {
  if (text === "" || fill === "none") return;
  const width = sheet.measure(text, { face, size: fontSize });
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  const [color, opacity] = colorOf(fill);
  sheet.doc.fillOpacity(fillOpacity * opacity);
  sheet.line(text, left, y - fontSize * 0.36, { face, size: fontSize, color, leading: 0 });
}

function paint(doc: PDFKit.PDFDocument, style: Style): void {
  const [fill, fillOpacity] = colorOf(style.fill);
  const [stroke, strokeOpacity] = colorOf(style.stroke);
  const filled = style.fill !== "none";
  const stroked = style.stroke !== "none" && style.strokeWidth > 0;
  if (filled) doc.fillColor(fill, style.fillOpacity * fillOpacity);
  if (stroked) {
    doc
      .lineWidth(style.strokeWidth)
      .lineCap(style.cap as "butt")
      .lineJoin(style.join as "miter");
    doc.strokeColor(stroke, style.strokeOpacity * strokeOpacity);
    if (style.dash.length > 0) drawDash(doc, style.dash);
  }
  if (filled && stroked) doc.fillAndStroke();
  else if (filled) doc.fill();
  else if (stroked) doc.stroke();
  else doc.addContent("n");
}

function drawDash(doc: PDFKit.PDFDocument, [on = 1, off = on]: number[]): void {
  doc.dash(Math.max(on, 0.01), { space: off });
}

function styled(element: Element, around: Style): Style {
  const inline = new Map(
    (element.getAttribute("style") ?? "")
      .split(";")
      .map((rule) => rule.split(":").map((part) => part.trim()) as [string, string]),
  );
  const given = (name: string) => element.getAttribute(name) ?? inline.get(name) ?? undefined;
  const color = given("color");
  const paintOf = (name: "fill" | "stroke", before: string) => {
    const value = given(name);
    return value === undefined || value === "inherit" ? before : value === "currentColor" ? (color ?? before) : value;
  };
  const opacity = Number(given("opacity") ?? 1);
  const dash = given("stroke-dasharray");
  const weight = given("font-weight");
  const family = given("font-family");
  const size = Number.parseFloat(given("font-size") ?? "");
  return {
    fill: paintOf("fill", around.fill),
    stroke: paintOf("stroke", around.stroke),
    strokeWidth: Number.parseFloat(given("stroke-width") ?? String(around.strokeWidth)),
    dash: dash === undefined ? around.dash : dash === "none" ? [] : dash.split(/[\s,]+/).map(Number),
    fillOpacity: Number(given("fill-opacity") ?? around.fillOpacity) * opacity,
    strokeOpacity: Number(given("stroke-opacity") ?? around.strokeOpacity) * opacity,
    fontSize: Number.isFinite(size) ? size : around.fontSize,
    face: faceOf(weight, family, around.face),
    anchor: given("text-anchor") ?? around.anchor,
    cap: given("stroke-linecap") ?? around.cap,
    join: given("stroke-linejoin") ?? around.join,
  };
}

function faceOf(weight: string | undefined, family: string | undefined, around: Face): Face {
  if (family?.includes("Serif 4")) return "heading";
  if (weight === undefined) return around;
  return weight === "bold" || Number(weight) >= 600 ? "strong" : "text";
}

/** A colour and its own opacity. */
function colorOf(text: string): [string, number] {
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!parts) return [text, 1];
  const hex = parts.slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0"));
  return [`#${hex.join("")}`, parts[3] ?? 1];
}

function transform(doc: PDFKit.PDFDocument, text: string | null): void {
  for (const [, name, list = ""] of (text ?? "").matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [a = 0, b = 0, c = 0] = list.split(/[\s,]+/).map(Number);
    if (name === "translate") doc.translate(a, b);
    else if (name === "rotate") doc.rotate(a, { origin: [b, c] });
    else if (name === "scale") doc.scale(a, list.trim().split(/[\s,]+/).length > 1 ? b : a);
    else throw new RangeError(`a chart is moved by ${name}, which cannot be printed`);
  }
}

function number(element: Element, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? "0") || 0;
}

/** A length in units or in letters' heights. */
function length(element: Element, name: string, { fontSize }: Style): number {
  const text = element.getAttribute(name) ?? "0";
  return (Number.parseFloat(text) || 0) * (text.endsWith("em") ? fontSize : 1);
}
