import { type Decimal, formatDecimal, parseDecimal, rescale } from "./decimal.ts";
import type { Cell, Unit } from "./envelope.ts";

/**
 * A figure in words for a sentence or a note: "$1,234", "$11.4 million", "15.2%", "54.1".
 * Dollars above a thousand drop their cents, above a million are given in millions.
 */
export function inWords(cell: Cell, unit: Unit | null, scale: number | null): string {
  if (cell === null) return "not given";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (unit === null && scale === null) return String(cell);
  const value = parseDecimal(String(cell));
  switch (unit) {
    case "usd":
    case "usd_pmpm":
    case "usd_pepm":
    case "usd_pmpy":
    case "usd_pepy":
    case "usd_each":
      return dollars(value, unit === "usd");
    case "ratio":
      return `${percent(value)}%`;
    case "points":
      return `${percent(value)} points`;
    default:
      return grouped(unit === "per_1000" ? rescale(value, Math.min(scale ?? 1, 1)) : value);
  }
}

/** "6.8% more", "3.1% less", "the same"; for points "0.3 points more". */
export function changeInWords(cell: Cell, unit: Unit | null): string {
  if (cell === null) return "not given";
  const value = parseDecimal(String(cell));
  const size = percent({ units: value.units < 0n ? -value.units : value.units, scale: value.scale });
  if (/^0(\.0+)?$/.test(size)) return "the same";
  const way = value.units < 0n ? "less" : "more";
  return unit === "points" ? `${size} ${size === "1.0" ? "point" : "points"} ${way}` : `${size}% ${way}`;
}

/** Of a change as a ratio: "rose 6.8%", "fell 3.1%", "stayed the same". */
export function movedInWords(cell: Cell): string {
  const words = changeInWords(cell, "ratio");
  if (!/ (more|less)$/.test(words)) return "stayed the same";
  return words.endsWith("more") ? `rose ${words.slice(0, -5)}` : `fell ${words.slice(0, -5)}`;
}

function percent({ units, scale }: Decimal): string {
  return grouped(rescale({ units: units * 100n, scale }, 1));
}

function dollars(value: Decimal, inMillions: boolean): string {
  const negative = value.units < 0n;
  const size: Decimal = { units: negative ? -value.units : value.units, scale: value.scale };
  const whole = rescale(size, 0).units;
  const text =
    inMillions && whole >= 1_000_000n
      ? `$${grouped(rescale({ units: size.units, scale: size.scale + 6 }, 1))} million`
      : `$${grouped(whole >= 1000n && inMillions ? rescale(size, 0) : rescale(size, 2))}`;
  return negative ? `−${text}` : text;
}

function grouped(value: Decimal): string {
  const [whole = "", fraction] = formatDecimal(value).split(".");
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",").replace("-", "−");
  return fraction === undefined ? text : `${text}.${fraction}`;
}
