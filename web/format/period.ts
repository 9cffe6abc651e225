import { formatMonth, monthName } from "./month.ts";

const month = "\\d{4}-(?:0[1-9]|1[0-2])";
const accepted = new RegExp(`^(?:\\d{4}|FY\\d{4}|\\d{4}-Q[1-4]|${month}|${month}\\.\\.${month})$`);

/** Whether the text is a period that a report understands: `2025`, `FY2025`, `2025-Q1`, `2025-03`, `2025-01..2025-06`. */
export function isPeriod(text: string): boolean {
  if (!accepted.test(text)) return false;
  const [from = "", to] = text.split("..");
  return to === undefined || from <= to;
}

/** A period as people write it: `2025`, `FY2025`, `Q1 2025`, `Mar 2025`, `Jan–Jun 2025`, `Nov 2024–Mar 2025`. */
export function formatPeriod(period: string): string {
  const quarter = /^(\d{4})-(Q[1-4])$/.exec(period);
  if (quarter) return `${quarter[2]} ${quarter[1]}`;
  const [from = "", to] = period.split("..");
  if (to === undefined) return /^\d{4}-\d{2}$/.test(from) ? formatMonth(from) : period;
  if (from === to) return formatMonth(from);
  const [year, number = ""] = from.split("-");
  const first = to.startsWith(`${year}-`) ? monthName(number) : formatMonth(from);
  return `${first}–${formatMonth(to)}`;
}

/** The same year, fiscal year or quarter a year earlier, as people write it; null for months. */
export function yearBefore(period: string): string | null {
  const match = /^(FY)?(\d{4})(-Q[1-4])?$/.exec(period);
  return match ? formatPeriod(`${match[1] ?? ""}${Number(match[2]) - 1}${match[3] ?? ""}`) : null;
}
