import type { Unit } from "../../server/reports/envelope.ts";
import { formatNumber } from "./unit.ts";

/** A number short enough for an axis or a bar's end: `$1.2M`, `$480`, `12k`, `15%`. The table has it in full. */
export function formatShort(value: number, unit: Unit | null): string {
  if (unit === "ratio") return `${trimmed((value * 100).toFixed(1))}%`;
  if (unit === "points") return `${trimmed((value * 100).toFixed(1))} pt`;
  const size = Math.abs(value);
  const [divisor, suffix] =
    size >= 999_500_000 ? [1e9, "B"] : size >= 999_500 ? [1e6, "M"] : size >= 10_000 ? [1e3, "k"] : [1, ""];
  const scaled = value / divisor;
  const cents = suffix === "" && unit?.startsWith("usd") === true;
  const digits = Number.isInteger(scaled) ? 0 : cents ? 2 : Math.abs(scaled) >= 100 ? 0 : 1;
  const text = trimmed(scaled.toFixed(digits));
  return formatNumber(text, unit === "per_1000" ? null : unit, text.includes(".") ? digits : 0) + suffix;
}

function trimmed(text: string): string {
  return text.replace(/\.0+$/, "");
}
