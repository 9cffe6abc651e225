import { PlanlensError } from "../errors.ts";
import { addMonths, isMonth, type Month, monthIndex, monthRangeLabel } from "./months.ts";

/** Whole months, both ends counted. */
export interface Period {
  from: Month;
  to: Month;
  /** As people write it: "2025", "FY2025", "Q1 2025", "Jan–Jun 2025". */
  label: string;
  /** As the parameter has it: `2025`, `FY2025`, `2025-Q1`, `2025-01..2025-06`. */
  text: string;
}

/** @throws PlanlensError `invalid-parameter` that says what a period looks like. */
export function parsePeriod(text: string, fiscalYearStartMonth: number): Period {
  const year = /^(\d{4})$/.exec(text)?.[1];
  if (year && Number(year) > 0) return { from: `${year}-01`, to: `${year}-12`, label: year, text };
  const fiscal = /^FY(\d{4})$/i.exec(text)?.[1];
  if (fiscal && Number(fiscal) > 0) return fiscalYear(Number(fiscal), fiscalYearStartMonth);
  const quarter = /^(\d{4})-Q([1-4])$/i.exec(text);
  if (quarter?.[1] && quarter[2]) {
    const from = addMonths(`${quarter[1]}-01`, (Number(quarter[2]) - 1) * 3);
    return { from, to: addMonths(from, 2), label: `Q${quarter[2]} ${quarter[1]}`, text: text.toUpperCase() };
  }
  const [from = "", to = from, more] = text.split("..");
  if (more === undefined && isMonth(from) && isMonth(to)) {
    if (monthIndex(from) <= monthIndex(to)) return monthPeriod(from, to);
    throw new PlanlensError("invalid-parameter", `The period ${text} ends before it begins.`, {
      detail: { parameter: "period" },
    });
  }
  throw new PlanlensError(
    "invalid-parameter",
    `The period "${text}" cannot be read. Write a year (2025), a fiscal year (FY2025), a quarter (2025-Q1), a month (2025-03) or months (2025-01..2025-06).`,
    { detail: { parameter: "period" } },
  );
}

/** The fiscal year that ends in `year`, or is that calendar year where fiscal years begin in January. */
export function fiscalYear(year: number, startMonth: number): Period {
  const from = addMonths(`${String(startMonth === 1 ? year : year - 1).padStart(4, "0")}-01`, startMonth - 1);
  return { from, to: addMonths(from, 11), label: `FY${year}`, text: `FY${year}` };
}

export function monthPeriod(from: Month, to: Month): Period {
  const year = from.slice(0, 4);
  if (from === `${year}-01` && to === `${year}-12`) return { from, to, label: year, text: year };
  return { from, to, label: monthRangeLabel(from, to), text: from === to ? from : `${from}..${to}` };
}

export type Comparison = "none" | "prior-year" | "prior-period";

/** The period to compare with: the same months a year earlier, or as many months just before. */
export function priorPeriod(period: Period, comparison: Comparison, fiscalYearStartMonth: number): Period | null {
  if (comparison === "none") return null;
  const shift = comparison === "prior-year" ? 12 : monthIndex(period.to) - monthIndex(period.from) + 1;
  const from = addMonths(period.from, -shift);
  const to = addMonths(period.to, -shift);
  if (/^FY/.test(period.text) && shift === 12)
    return fiscalYear(Number(period.text.slice(2)) - 1, fiscalYearStartMonth);
  if (/-Q/.test(period.text)) return parsePeriod(`${from.slice(0, 4)}-Q${Math.ceil(Number(from.slice(5, 7)) / 3)}`, 1);
  return monthPeriod(from, to);
}

/** The part of a period that the data covers; the whole of it where the data covers none. */
export function clipPeriod(period: Period, last: Month | null): Period {
  if (!last || monthIndex(period.to) <= monthIndex(last) || monthIndex(period.from) > monthIndex(last)) return period;
  const clipped = monthPeriod(period.from, last);
  const byMonths = /^\d{4}-\d{2}(\.\.|$)/.test(period.text);
  return byMonths ? clipped : { ...clipped, label: `${period.label} to ${monthRangeLabel(last, last)}` };
}
