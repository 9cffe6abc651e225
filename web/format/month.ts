const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2025-01`, or a date in that month, as `Jan 2025`. */
export function formatMonth(month: string): string {
  const [year = "", number = ""] = month.split("-");
  const name = monthName(number);
  return name ? `${name} ${year}` : month;
}

/** `2025-01-31` as `Jan 31, 2025`. Text throughout: a date has no time zone. */
export function formatDate(date: string): string {
  const [year = "", number = "", day = ""] = date.slice(0, 10).split("-");
  const name = monthName(number);
  return name && day ? `${name} ${Number(day)}, ${year}` : date;
}

/** From the first to the last day; one day where they are the same, nothing where there is none. */
export function formatSpan(first: string | null, last: string | null): string {
  if (!first || !last) return "";
  return first === last ? formatDate(first) : `${formatDate(first)} – ${formatDate(last)}`;
}

/** The short name of a month's number, `01` to `12`. */
export function monthName(number: string): string | undefined {
  return names[Number(number) - 1];
}

/** Months from the first to the last, both included, as `YYYY-MM`. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let index = monthIndex(first); index <= monthIndex(last); index++) {
    months.push(`${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`);
  }
  return months;
}

function monthIndex(month: string): number {
  const [year = "0", number = "1"] = month.split("-");
  return Number(year) * 12 + Number(number) - 1;
}
