import interFont from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import serifFont from "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url";
import type { Envelope } from "../../server/reports/envelope.ts";
import { formatDate } from "../format/month.ts";
import { filterWords } from "../report/filterWords.ts";
import { chartData } from "./chartData.ts";
import { composeChartFile } from "./composeChartFile.ts";
import { paperPalette } from "./palette.ts";

/** Pixels of the PNG to one of the drawing: sharp on paper. */
const sharpness = 2;

/** Saves the report's chart with its title, filters, dates and digest. False where the browser could not draw it. */
export async function saveChartFile(envelope: Envelope, planName: string, format: "svg" | "png"): Promise<boolean> {
  const data = chartData(envelope);
  if (!data) return false;
  const { meta } = envelope;
  const dates = [
    meta.serviceThrough ? `Services through ${formatDate(meta.serviceThrough)}` : "",
    meta.paidThrough ? `paid through ${formatDate(meta.paidThrough)}` : "",
  ].filter(Boolean);
  const lines = [
    [planName, meta.title, ...filterWords(meta)].filter(Boolean).join(" · "),
    [dates.join(", "), `data ${meta.digest.slice(0, 12)}`].filter(Boolean).join(" · "),
  ];
  const svg = composeChartFile(data, { meta, lines, palette: paperPalette() });
  const name = `${meta.report}-${meta.params.period ?? "chart"}.${format}`.replaceAll("..", "-to-");
  try {
    const file = format === "svg" ? blobOf(svg) : await toPng(svg);
    save(file, name);
    return true;
  } catch {
    return false;
  }
}

async function toPng(svg: SVGSVGElement): Promise<Blob> {
  svg.prepend(await fontStyle());
  const image = new Image();
  const address = URL.createObjectURL(blobOf(svg));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Number(svg.getAttribute("width")) * sharpness;
    canvas.height = Number(svg.getAttribute("height")) * sharpness;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The canvas gave no picture."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture cannot fetch letters, so it takes them along. */
async function fontStyle(): Promise<SVGStyleElement> {
  const face = async (family: string, url: string) => {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return `@font-face{font-family:"${family}";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)}) format("woff2")}`;
  };
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = (
    await Promise.all([face("Inter Variable", interFont), face("Source Serif 4 Variable", serifFont)])
  ).join("");
  return style;
}

function blobOf(svg: SVGSVGElement): Blob {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

function save(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
