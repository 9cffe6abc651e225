/** A calendar month as text, `YYYY-MM`. No clock and no time zone comes near it. */
export type Month = string;

const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Months since year 0. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function monthAt(index: number): Month {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

export function addMonths(month: Month, count: number): Month {
  return monthAt(monthIndex(month) + count);
}

/** Every month from the first to the last, both counted. */
export function monthsFromTo(from: Month, to: Month): Month[] {
  const first = monthIndex(from);
  return Array.from({ length: Math.max(0, monthIndex(to) - first + 1) }, (_, offset) => monthAt(first + offset));
}

/** "Jan 2025". */
export function monthLabel(month: Month): string {
  return `${names[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** "Jan 2025", "Jan–Jun 2025" or "Jul 2024–Jun 2025". */
export function monthRangeLabel(from: Month, to: Month): string {
  if (from === to) return monthLabel(from);
  const start = from.slice(0, 4) === to.slice(0, 4) ? monthLabel(from).slice(0, 3) : monthLabel(from);
  return `${start}–${monthLabel(to)}`;
}
