import type { Cell, Column, Unit } from "../../server/reports/envelope.ts";
import { formatDecimal, shiftDecimal } from "./decimal.ts";
import { formatDate, formatMonth } from "./month.ts";

/**
 * A number in its unit: `$1,234.50`, `15.2%`, `+0.3 pt`, `54.1`, `−1,204`. Ratios and rates per 1,000 show one decimal,
 * member months theirs only where there are parts of months.
 */
export function formatNumber(value: string | number, unit: Unit | null, scale: number): string {
  switch (unit) {
    case "usd":
    case "usd_pmpm":
    case "usd_pepm":
    case "usd_pmpy":
    case "usd_pepy":
    case "usd_each":
      return dollars(formatDecimal(value, scale));
    case "ratio":
      return `${formatDecimal(shiftDecimal(value, 2), 1)}%`;
    case "points":
      return `${signed(formatDecimal(shiftDecimal(value, 2), 1))} pt`;
    case "per_1000":
      return formatDecimal(value, 1);
    case "member_months":
      return formatDecimal(value, /\.\d*[1-9]/.test(String(value)) ? scale : 0);
    default:
      return formatDecimal(value, scale);
  }
}

/** A change against the prior period: always with its sign, a ratio as a percentage and points as points. */
export function formatChange(value: string | number, unit: Unit | null): string {
  return unit === "points" ? formatNumber(value, "points", 1) : signed(formatNumber(value, "ratio", 1));
}

/** What a table shows in a cell that holds something; the caller decides what an empty one says. */
export function formatCell(value: Exclude<Cell, null>, column: Column, unit: Unit | null = column.unit): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (column.compare === "change" || column.compare === "to-norm") return formatChange(value, unit);
  switch (column.type) {
    case "text":
      return String(value);
    case "date":
      return formatDate(String(value));
    case "month":
      return formatMonth(String(value));
    default:
      return formatNumber(value, unit, column.scale ?? scaleOf(unit));
  }
}

/** Places shown for a number whose column declares none: cents for money per head or item, none for counts and sums. */
export function scaleOf(unit: Unit | null): number {
  if (unit?.startsWith("usd_")) return 2;
  return unit === "per_1000" || unit === "ratio" || unit === "points" ? 1 : 0;
}

function dollars(text: string): string {
  return text.startsWith("−") ? `−$${text.slice(1)}` : `$${text}`;
}

function signed(text: string): string {
  return text.startsWith("−") || !/[1-9]/.test(text) ? text : `+${text}`;
}
