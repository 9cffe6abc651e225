import type { Contents } from "./contents.ts";

/** A column of dates, by what it is to become. */
export interface DatedColumn {
  target: string;
  contents: Contents;
}

/** Patterns of which a sample without days behind the twelfth fits either. */
const turned: [monthFirst: string, dayFirst: string][] = [
  ["MM/DD/YYYY", "DD/MM/YYYY"],
  ["MM/DD/YY", "DD/MM/YY"],
  ["MM-DD-YYYY", "DD-MM-YYYY"],
  ["MM.DD.YYYY", "DD.MM.YYYY"],
];

/** What comes first and what follows it within a year. */
const followed: [first: string, then: string][] = [
  ...["paid_date", "adjudicated_date", "received_date"].flatMap((then) =>
    ["claim_start_date", "claim_line_start_date", "dispensing_date"].map((first): [string, string] => [first, then]),
  ),
  ["claim_start_date", "claim_end_date"],
  ["claim_line_start_date", "claim_line_end_date"],
  ["admission_date", "discharge_date"],
];

/** Days that fall on any day of a month; coverage begins on the first, and births say nothing. */
const anyDay = /^(claim|claim_line)_(start|end)_date$|^(dispensing|paid|adjudicated)_date$/;

interface Order {
  dayFirst: boolean;
  why: string;
}

/**
 * Decides for dates of which no day shows it whether the month or the day comes first, by the file's other dates, by
 * what cannot be paid before it was done, and by the numbers that occur; says by which, as a note for each column.
 */
export function settleMonths(
  columns: DatedColumn[],
  others: Contents[] = [],
): { contents: Contents; note: string | null }[] {
  const unclear = columns.filter(({ contents }) => contents.unclearMonth);
  if (unclear.length === 0) return columns.map(({ contents }) => ({ contents, note: null }));
  const order =
    byOthers([...columns.map(({ contents }) => contents), ...others]) ?? bySequence(columns) ?? byNumbers(unclear);
  return columns.map(({ contents }) => {
    if (!contents.unclearMonth) return { contents, note: null };
    const dotted = contents.dates.some((pattern) => pattern.includes("."));
    const { dayFirst, why } = order ?? { dayFirst: dotted, why: "no day of the sample shows it" };
    const note = `the ${dayFirst ? "day" : "month"} is taken to come first; ${why}`;
    return { contents: { ...contents, dates: contents.dates.map((each) => written(each, dayFirst)) }, note };
  });
}

function written(pattern: string, dayFirst: boolean): string {
  const pair = turned.find((pair) => pair.includes(pattern));
  return pair ? pair[dayFirst ? 1 : 0] : pattern;
}

/** Other dates of the file, written alike, of which a day shows it. */
function byOthers(all: Contents[]): Order | null {
  const clear = all.filter(({ unclearMonth }) => !unclearMonth).flatMap(({ dates }) => dates);
  const days = clear.some((pattern) => turned.some(([, dayFirst]) => dayFirst === pattern));
  const months = clear.some((pattern) => turned.some(([monthFirst]) => monthFirst === pattern));
  if (days === months) return null;
  return { dayFirst: days, why: "other dates of the file show it" };
}

/** What is paid, is paid within a year of the service and not before it. */
function bySequence(columns: DatedColumn[]): Order | null {
  const by = new Map(columns.map(({ target, contents }) => [target, contents]));
  const good = [0, 0];
  let rows = 0;
  for (const [first, then] of followed) {
    const [early, late] = [by.get(first), by.get(then)];
    if (!early || !late || !(early.unclearMonth || late.unclearMonth)) continue;
    for (const [row, text] of early.texts.entries()) {
      const other = late.texts[row] ?? "";
      if (text === "" || other === "") continue;
      rows += 1;
      for (const [at, dayFirst] of [false, true].entries()) {
        const days = dayOf(other, late, dayFirst) - dayOf(text, early, dayFirst);
        if (days >= 0 && days <= 366) good[at] = (good[at] ?? 0) + 1;
      }
    }
  }
  const [month = 0, day = 0] = good;
  if (rows < 5 || Math.abs(month - day) / rows < 0.1) return null;
  return { dayFirst: day > month, why: "so more rows are paid, or end, after their service and within a year" };
}

/** A few months in a row, and days all over: what varies less is the month. */
function byNumbers(columns: DatedColumn[]): Order | null {
  const parts = columns
    .filter(({ target }) => anyDay.test(target))
    .flatMap(({ contents }) => contents.values.flatMap((text) => numbersOf(text) ?? []));
  if (parts.length < 20) return null;
  const [first, second] = [new Set(parts.map(([one]) => one)), new Set(parts.map(([, two]) => two))];
  const why = "its numbers run over all of 1 to 12, and the other's over a few months in a row";
  if (allOver(first) && fewInARow(second)) return { dayFirst: true, why };
  if (allOver(second) && fewInARow(first)) return { dayFirst: false, why: why.replace("its", "the day's") };
  return null;
}

function allOver(numbers: Set<number>): boolean {
  return numbers.size >= 10;
}

function fewInARow(numbers: Set<number>): boolean {
  const all = [...numbers];
  return numbers.size >= 3 && numbers.size <= 7 && Math.max(...all) - Math.min(...all) + 1 === numbers.size;
}

function numbersOf(text: string): [number, number, number][] | null {
  const found = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/.exec(text);
  return found ? [[Number(found[1]), Number(found[2]), Number(found[3])]] : null;
}

/** A day's number; not one where it cannot be read so, which no comparison holds for. */
function dayOf(text: string, { dates, unclearMonth }: Contents, dayFirst: boolean): number {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text);
  if (iso) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])) / 86_400_000;
  const [found] = numbersOf(text) ?? [];
  if (!found) return Number.NaN;
  const days = unclearMonth ? dayFirst : dates.some((pattern) => turned.some(([, day]) => day === pattern));
  const [month, day] = days ? [found[1], found[0]] : [found[0], found[1]];
  return Date.UTC(found[2] < 100 ? 2000 + found[2] : found[2], month - 1, day) / 86_400_000;
}
