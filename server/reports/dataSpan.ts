import { DuckDBDateValue } from "@duckdb/node-api";
import type { Settings } from "../home/settings.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { addMonths, type Month, monthIndex, monthsFromTo } from "./months.ts";
import { monthPeriod, type Period } from "./period.ts";

/** What the loaded data covers. Dates `YYYY-MM-DD`; null where the data has none. */
export interface DataSpan {
  firstServiceMonth: Month | null;
  lastServiceDate: string | null;
  lastPaidDate: string | null;
  firstMemberMonth: Month | null;
  lastMemberMonth: Month | null;
  contractsGiven: boolean;
  /** Whether any paid line of the benefit was loaded. */
  medicalGiven: boolean;
  pharmacyGiven: boolean;
}

export async function readDataSpan(warehouse: Warehouse): Promise<DataSpan> {
  const { names, rows } = await warehouse.query("select * from marts.data_span");
  const value = (name: string) => rows[0]?.[names.indexOf(name)] ?? null;
  const date = (name: string) => {
    const found = value(name);
    return found instanceof DuckDBDateValue ? found.toString() : null;
  };
  return {
    firstServiceMonth: date("first_service_month")?.slice(0, 7) ?? null,
    lastServiceDate: date("last_service_date"),
    lastPaidDate: date("last_paid_date"),
    firstMemberMonth: date("first_member_month")?.slice(0, 7) ?? null,
    lastMemberMonth: date("last_member_month")?.slice(0, 7) ?? null,
    contractsGiven: value("contracts_given") === true,
    medicalGiven: Number(value("medical_lines") ?? 0) > 0,
    pharmacyGiven: Number(value("pharmacy_lines") ?? 0) > 0,
  };
}

/** First and last month with any data, or null where there is none. */
export function dataMonths(span: DataSpan): [Month, Month] | null {
  const firsts = [span.firstServiceMonth, span.firstMemberMonth].filter((month) => month !== null).sort();
  const lasts = [span.lastServiceDate?.slice(0, 7) ?? null, span.lastMemberMonth]
    .filter((month) => month !== null)
    .sort();
  const [first, last] = [firsts[0], lasts.at(-1)];
  return first && last ? [first, last] : null;
}

/**
 * The last month whose claims have had `runOutMonths` of payments. A month counts as paid through when payments
 * reach its last third. Null where the source gives no paid dates.
 */
export function lastCompleteMonth(span: DataSpan, runOutMonths: number): Month | null {
  if (!span.lastPaidDate) return null;
  const month = span.lastPaidDate.slice(0, 7);
  const paidThrough = Number(span.lastPaidDate.slice(8)) > 20 ? month : addMonths(month, -1);
  return addMonths(paidThrough, -runOutMonths);
}

/** Months of the period whose claims are still coming in. */
export function incompleteMonths(period: Period, span: DataSpan, runOutMonths: number): Month[] {
  const complete = lastCompleteMonth(span, runOutMonths);
  if (!complete) return [];
  return monthsFromTo(period.from, period.to).filter((month) => monthIndex(month) > monthIndex(complete));
}

/**
 * The last calendar year that has had its run-out, else the last that claims cover whole, else the last twelve months
 * that have had it; else all there is. A year into which claims only reach is not whole.
 */
export function defaultPeriod(span: DataSpan, settings: Settings): Period | null {
  const months = dataMonths(span);
  if (!months) return null;
  const [first, last] = months;
  const begins = span.firstServiceMonth ?? first;
  const service = span.lastServiceDate?.slice(0, 7) ?? last;
  const complete = lastCompleteMonth(span, settings.runOutMonths) ?? service;
  const end = monthIndex(complete) < monthIndex(service) ? complete : service;
  const years = [end, service].map((month) => Number(month.slice(0, 4)) - (month.endsWith("-12") ? 0 : 1));
  const whole = years.find((year) => begins <= `${year}-01`);
  if (whole !== undefined) return monthPeriod(`${whole}-01`, `${whole}-12`);
  if (monthIndex(end) < monthIndex(begins)) return monthPeriod(first, last);
  const start = addMonths(end, -11);
  return monthPeriod(monthIndex(start) < monthIndex(begins) ? begins : start, end);
}

/**
 * The month from which the data is whole, where a period begins before it; null where the period is whole. A few months
 * may have no claim of a few members in their first; a year has.
 */
export function wholeFrom(
  { firstServiceMonth, firstMemberMonth }: DataSpan,
  period: Period,
  { ofMembers = false } = {},
): Month | null {
  if (firstMemberMonth && period.from < firstMemberMonth) return firstMemberMonth;
  if (ofMembers || !firstServiceMonth) return null;
  const length = monthIndex(period.to) - monthIndex(period.from) + 1;
  const late = monthIndex(firstServiceMonth) - monthIndex(period.from);
  return late > 0 && (length >= 12 || late * 2 >= length) ? firstServiceMonth : null;
}
