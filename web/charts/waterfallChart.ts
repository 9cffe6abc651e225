import * as Plot from "@observablehq/plot";
import { formatShort } from "../format/axis.ts";
import type { ChartData, ChartPoint } from "./chartData.ts";
import { type ChartOptions, categoryTicks, chartFrame, leftLabels, tipStyle, usualHeight } from "./frame.ts";
import type { Palette } from "./palette.ts";
import { rowsHeight } from "./rowsHeight.ts";

interface Block extends ChartPoint {
  at: number;
  from: number;
  to: number;
  /** Signed, with a triangle that points up or down: nobody has to tell the colours apart. */
  sign: string;
}

/**
 * From one amount to another in steps: grey levels at the ends, a block for each step between them, joined by hairlines.
 * Steps lie in rows where there is no room for their names side by side.
 */
export function waterfallChart(data: ChartData, options: ChartOptions): SVGSVGElement {
  const blocks = blocksOf(data);
  const upright = (options.width - 68) / Math.max(1, blocks.length) >= 76;
  return upright ? standing(data, blocks, options) : lying(data, blocks, options);
}

function blocksOf({ points, unit }: ChartData): Block[] {
  let level = 0;
  return points.map((point, at) => {
    const value = point.values[0] ?? 0;
    const whole = point.step !== "step";
    const from = whole ? 0 : level;
    level = whole ? value : level + value;
    const short = formatShort(value, unit);
    const change = value > 0 ? `▲ +${short}` : value < 0 ? `▼ ${short}` : short;
    const sign = point.values[0] === null ? "not shown" : whole ? short : change;
    return { ...point, at, from, to: level, sign };
  });
}

/** The whole length of a bar that begins above zero cannot be compared, so it is said. */
function cutNote({ low, cut }: { low: number; cut: boolean }, { unit }: ChartData, palette: Palette): Plot.Markish {
  return cut
    ? Plot.text([`Bars begin at ${formatShort(low, unit)}, not at zero.`], {
        frameAnchor: "top-right",
        dy: -12,
        textAnchor: "end",
        fill: palette.soft,
        fontSize: 11,
      })
    : null;
}

/** Where the axis begins: at zero, or close under the steps where they are small beside the levels. */
function domainOf(blocks: readonly Block[]): { low: number; high: number; cut: boolean } {
  const levels = blocks.map((block) => block.to);
  const [least, highest] = [Math.min(...levels), Math.max(...levels)];
  const range = highest - least;
  const cut = least > 0 && range > 0 && range < highest * 0.4;
  const unit = 10 ** Math.floor(Math.log10(range || 1));
  const low = cut ? Math.max(0, Math.floor((least - range * 0.7) / unit) * unit) : Math.min(0, least);
  return { low, high: Math.max(0, highest) + (range || highest || 1) * 0.14, cut };
}

function colorOf({ step, from, to }: Block, palette: Palette): string {
  if (step !== "step") return palette.priorFill;
  return to >= from ? palette.accent : palette.soft;
}

function standing(data: ChartData, blocks: Block[], options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const domain = domainOf(blocks);
  const { low, high, cut } = domain;
  const foot = (block: Block) => (block.step === "step" ? block.from : low);
  const ends = blocks.filter((block) => block.step !== "step");
  const shift = (high - low) * 0.02;
  return chartFrame(data, options, {
    height: options.height ?? usualHeight(options),
    marginTop: cut ? 34 : 20,
    marginBottom: 44,
    marginLeft: 8,
    marginRight: 8,
    x: { axis: null, domain: [-0.5, blocks.length - 0.5] },
    y: { axis: null, domain: [low, high] },
    marks: [
      categoryTicks(blocks, width, palette),
      Plot.rect(blocks, {
        x1: (block: Block) => block.at - 0.32,
        x2: (block: Block) => block.at + 0.32,
        y1: foot,
        y2: "to",
        fill: (block: Block) => colorOf(block, palette),
      }),
      Plot.ruleY(blocks.slice(0, -1), {
        x1: (block: Block) => block.at + 0.32,
        x2: (block: Block) => block.at + 0.68,
        y: "to",
        stroke: palette.soft,
        strokeWidth: 0.75,
      }),
      cut
        ? Plot.link(ends, {
            x1: (block: Block) => block.at - 0.36,
            x2: (block: Block) => block.at + 0.36,
            y1: low + shift * 3,
            y2: low + shift * 5,
            stroke: palette.paper,
            strokeWidth: 3,
          })
        : null,
      cutNote(domain, data, palette),
      Plot.ruleY([low], { stroke: palette.ink, strokeOpacity: 0.6 }),
      Plot.text(blocks, {
        x: "at",
        y: (block: Block) => Math.max(foot(block), block.to),
        text: "sign",
        dy: -9,
        fill: palette.ink,
      }),
      options.interactive
        ? Plot.tip(blocks, Plot.pointerX({ x: "at", y: "to", title: "text", ...tipStyle(palette) }))
        : null,
    ],
  });
}

function lying(data: ChartData, blocks: Block[], options: ChartOptions): SVGSVGElement {
  const { width, palette } = options;
  const domain = domainOf(blocks);
  const { low, high, cut } = domain;
  const labels = leftLabels(blocks, width, palette);
  const foot = (block: Block) => (block.step === "step" ? block.from : low);
  return chartFrame(data, options, {
    height: options.height ?? rowsHeight(data, options.dense),
    marginLeft: labels.room,
    marginRight: 84,
    marginTop: cut ? 18 : 4,
    marginBottom: 4,
    x: { axis: null, domain: [low, high] },
    y: { axis: null, domain: [-0.5, blocks.length - 0.5], reverse: true },
    marks: [
      Plot.rect(blocks, {
        x1: foot,
        x2: "to",
        y1: (block: Block) => block.at - 0.3,
        y2: (block: Block) => block.at + 0.3,
        fill: (block: Block) => colorOf(block, palette),
      }),
      Plot.ruleX(blocks.slice(0, -1), {
        x: "to",
        y1: (block: Block) => block.at + 0.3,
        y2: (block: Block) => block.at + 0.7,
        stroke: palette.soft,
        strokeWidth: 0.75,
      }),
      cutNote(domain, data, palette),
      Plot.ruleX([low], { stroke: palette.ink, strokeOpacity: 0.6 }),
      labels.mark(low),
      Plot.text(blocks, {
        x: (block: Block) => Math.max(foot(block), block.to),
        y: "at",
        text: "sign",
        textAnchor: "start",
        dx: 6,
        fill: palette.ink,
      }),
      options.interactive
        ? Plot.tip(blocks, Plot.pointerY({ x: "to", y: "at", title: "text", ...tipStyle(palette) }))
        : null,
    ],
  });
}
