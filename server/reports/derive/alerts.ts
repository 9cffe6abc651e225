import { type Alarm, type AlertBand, alertBand } from "../../models/alertBand.ts";
import { lastCompleteMonth } from "../dataSpan.ts";
import { addMonths, type Month, monthIndex, monthLabel } from "../months.ts";
import type { DeriveContext, LongDerivation, NamedRow } from "./derivation.ts";
import { givingWay } from "./givingWay.ts";
import { numberOf } from "./values.ts";

interface Metric {
  area: string;
  metric: string;
  label: string;
  unit: string;
  shape: string;
  from: Month;
  values: (number | null)[];
  counts: number[] | null;
}

/** An alarm, or what a source of claims does: it begins, or it ends. */
type Event = Omit<Alarm, "kind"> & { kind: Alarm["kind"] | "began" | "ended" };

const words: Record<Event["kind"], string> = {
  spike: "Months outside",
  shift: "Another level since",
  trend: "Growth beyond the usual",
  began: "Began",
  ended: "Ended",
};

/** Every measure with its band: those that left it in the period first, the furthest out before the others. */
export const alerts: LongDerivation = async (rows, context) => {
  const lines: NamedRow[] = [];
  for await (const metric of givingWay(metricsOf(rows, context), context.signal))
    lines.push(...linesOf(metric, context));
  const size = (line: NamedRow) => Number(line.times ?? 0);
  /* a source that begins or ends is no question of how far */
  const weight = (line: NamedRow) => (line.status === words.began || line.status === words.ended ? 1 : 0);
  const order = (line: NamedRow) => (line.direction === null ? 1 : 0);
  lines.sort((a, b) => order(a) - order(b) || weight(b) - weight(a) || size(b) - size(a));
  const outside = new Set(lines.filter((line) => line.direction !== null).map((line) => line.metric)).size;
  const watched = new Set(lines.map((line) => line.metric)).size;
  const total = { line: "total", outside, watched };
  const { watch } = context.own;
  const shown = watch?.includes("outside") ? lines.filter((line) => line.direction !== null) : lines;
  const [first, ...others] = shown.filter((line) => line.direction !== null);
  const second = others.find((line) => line.metric !== first?.metric);
  if (first) Object.assign(first, { first_words: inWords(first), first_place: 1 });
  if (first && second) Object.assign(first, { second_words: inWords(second), second_place: 1 });
  return [...shown, total];
};

/** What happened to a measure, as a clause of a sentence. */
function inWords(line: NamedRow): string {
  const [label, since] = [String(line.label), monthLabel(String(line.since))];
  const claims = label.replace(/^Claim lines per 1,000 members from (.*) \((.*)\)$/, "the $2 claims of $1");
  if (line.status === words.ended) return `${claims} ended, with none since ${since}`;
  if (line.status === words.began) return `${claims} began in ${since}`;
  const until = line.since === line.until ? `in ${since}` : `from ${since} to ${monthLabel(String(line.until))}`;
  const off =
    line.off == null
      ? ""
      : `, by ${Math.round(Math.abs(Number(line.off)) * 100)}% in ${monthLabel(String(line.month))}`;
  return `${label}: ${String(line.direction)} its range ${until}${off}`;
}

function metricsOf(rows: NamedRow[], { settings, period }: DeriveContext): Metric[] {
  const [any] = rows;
  const paid = any?.last_paid_date == null ? null : String(any.last_paid_date);
  const complete = paid ? lastCompleteMonth(spanOf(paid), settings.runOutMonths) : null;
  const to = complete && complete < period.to ? complete : period.to;
  const month = (row: NamedRow) => String(row.month).slice(0, 7);
  const first = rows.map(month).sort()[0];
  if (!first) return [];
  const length = monthIndex(to) - monthIndex(first) + 1;
  const byName = new Map<string, NamedRow[]>();
  for (const row of rows) {
    const own = byName.get(String(row.metric));
    if (own) own.push(row);
    else byName.set(String(row.metric), [row]);
  }
  return [...byName].map(([metric, own]) => {
    const at = new Map(own.map((row) => [monthIndex(month(row)) - monthIndex(first), row] as const));
    const [sample = {}] = own;
    const months = Array.from({ length: Math.max(length, 0) }, (_, i) => at.get(i));
    const counted = own.some((row) => row.counted != null);
    return {
      area: String(sample.area),
      metric,
      label: String(sample.label),
      unit: String(sample.unit),
      shape: String(sample.shape),
      from: first,
      values: months.map((row) => rateOf(row)),
      counts: counted ? months.map((row) => numberOf(row?.counted)) : null,
    };
  });
}

function spanOf(lastPaidDate: string) {
  return {
    firstServiceMonth: null,
    lastServiceDate: null,
    lastPaidDate,
    firstMemberMonth: null,
    lastMemberMonth: null,
    contractsGiven: false,
    medicalGiven: false,
    pharmacyGiven: false,
  };
}

function rateOf(row: NamedRow | undefined): number | null {
  const base = numberOf(row?.base);
  return row && row.amount != null && base > 0 ? numberOf(row.amount) / base : null;
}

function linesOf(metric: Metric, context: DeriveContext): NamedRow[] {
  const first = monthIndex(context.period.from) - monthIndex(metric.from);
  const { values, counts, shape, from } = metric;
  const flow = shape === "source" ? sourceEvents(values) : [];
  const band =
    flow.length > 0
      ? { months: null, alarms: [] }
      : alertBand({
          /* nothing counted is a half, so that it has a logarithm */
          values: values.map((value, i) => (counts && value === 0 ? null : value) ?? thin(values, counts, i)),
          firstCalendarMonth: Number(from.slice(5, 7)) - 1,
          ...(counts && { counts }),
          stock: shape === "stock",
        });
  const events: Event[] = [...flow, ...band.alarms].filter((event) => event.to >= first && event.from < values.length);
  if (events.length === 0) return [lineOf(metric, band, null, context)];
  return events.map((event) => lineOf(metric, band, event, context));
}

/** A month of counts without any, between others, is a half of one. */
function thin(values: readonly (number | null)[], counts: readonly number[] | null, i: number): number | null {
  if (!counts) return null;
  const known = values.flatMap((value, n) => (value && counts[n] ? [value / counts[n]] : []));
  return known.length > 0 && counts[i] === 0 ? 0.5 * (known[0] ?? 0) : null;
}

/** A source that sends nothing for the first or last months, three at least, and sends a lot otherwise. */
function sourceEvents(values: readonly (number | null)[]): Event[] {
  const most = Math.max(...values.map((value) => value ?? 0));
  const sends = values.map((value) => (value ?? 0) > 0.05 * most);
  const [start, end] = [sends.indexOf(true), sends.lastIndexOf(true)];
  const last = values.length - 1;
  const events: Event[] = [];
  if (start >= 3) events.push({ kind: "began", from: start, to: last, direction: "up" });
  if (end >= 0 && end < last - 2) events.push({ kind: "ended", from: end + 1, to: last, direction: "down" });
  return events;
}

function lineOf(metric: Metric, band: AlertBand, event: Event | null, { period }: DeriveContext): NamedRow {
  const { values, from } = metric;
  const first = Math.max(monthIndex(period.from) - monthIndex(from), 0);
  const last = values.length - 1;
  const shown = event ? furthest(values, band, Math.max(event.from, first), Math.min(event.to, last)) : last;
  const monthAt = (i: number) => addMonths(from, i);
  const value = values[shown] ?? (event?.kind === "ended" ? 0 : null);
  const range = band.months?.[shown] ?? null;
  const distance = range && value !== null ? distanceOf(value, range) : null;
  return {
    line: "row",
    metric: metric.metric,
    area: metric.area.charAt(0).toUpperCase() + metric.area.slice(1),
    label: metric.label,
    status: event
      ? words[event.kind]
      : band.months || values.length >= 24
        ? "Within its range"
        : "Fewer than 24 months",
    since: event ? monthAt(event.from) : null,
    until: event ? monthAt(event.to) : null,
    month: monthAt(shown),
    value,
    expected: range?.expected ?? null,
    lower: range?.lower ?? null,
    upper: range?.upper ?? null,
    off: range && value !== null && range.expected > 0 ? value / range.expected - 1 : null,
    direction: event ? (event.direction === "up" ? "above" : "below") : null,
    times: event && distance !== null && distance >= 1 ? distance : null,
    history: values
      .slice(first)
      .map((each) => (each === null ? "" : each.toFixed(4)))
      .join(","),
    unit: metric.unit,
    outside: event ? 1 : 0,
    watched: 1,
  };
}

function furthest(values: readonly (number | null)[], band: AlertBand, from: number, to: number): number {
  let best = from;
  for (let i = from; i <= to; i += 1) {
    const [now, then] = [band.months?.[i], band.months?.[best]];
    const [value, other] = [values[i], values[best]];
    if (!now || !then || value == null) continue;
    if (other == null || distanceOf(value, now) > distanceOf(other, then)) best = i;
  }
  return best;
}

/** In half widths of the band, of logarithms. */
function distanceOf(value: number, { expected, upper }: { expected: number; upper: number }): number {
  if (value <= 0) return 10;
  return Math.abs(Math.log(value / expected)) / Math.log(upper / expected);
}
