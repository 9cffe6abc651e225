import { PlanlensError } from "../../errors.ts";
import type { Derivation, NamedRow } from "./derivation.ts";
import { amount, centsOf, numberOf } from "./values.ts";

const fewestShown = 1;
const mostShown = 500;

interface Mover {
  item: string;
  now: NamedRow | null;
  before: NamedRow | null;
  change: bigint;
}

/**
 * The items whose dollars changed most either way, both periods side by side, and all others in one line, so that the
 * lines add up to the change of the whole. The SQL gives `line`, `item`, `paid` and `claimants` of one period.
 * @throws PlanlensError `invalid-parameter` for a number of lines that is none.
 */
export const topMovers: Derivation = (rows, { before, own, prior }) => {
  const shown = linesToShow(own.top);
  checkRanked(own.by);
  const earlier = before ?? [];
  const whole = mover("", totalOf(rows), totalOf(earlier));
  const items = pair(rows, earlier).sort(
    (a, b) => compare(size(b.change), size(a.change)) || (a.item < b.item ? -1 : 1),
  );
  const [top, others] = [items.slice(0, shown), items.slice(shown)];
  const compared = prior !== null;
  const lines = top.map((each) => ({ line: "row", item: each.item, ...figures(each, whole.change, compared) }));
  const rest = others.length > 0 ? [restLine(others, whole.change, compared)] : [];
  return [...lines, ...rest, { line: "total", item: null, ...figures(whole, whole.change, compared) }];
};

const ranked = [
  ...["category", "service", "code", "drug", "provider", "plan", "status", "unit", "tier"],
  ...["region", "employer group", "age", "relationship", "network"],
];

function checkRanked(given: string[] | string | null | undefined): void {
  if (ranked.includes(String(given))) return;
  const asked = String(given).slice(0, 40);
  throw new PlanlensError("invalid-parameter", `by is "${asked}"; it can be ${ranked.join(", ")}.`, {
    detail: { parameter: "by" },
  });
}

function linesToShow(given: string[] | string | null | undefined): number {
  const text = typeof given === "string" ? given : String(mostShown);
  const count = Number(text);
  if (Number.isInteger(count) && count >= fewestShown && count <= mostShown) return count;
  throw new PlanlensError(
    "invalid-parameter",
    `top is "${text.slice(0, 20)}"; it can be a whole number from ${fewestShown} to ${mostShown}.`,
    { detail: { parameter: "top" } },
  );
}

function pair(now: NamedRow[], before: NamedRow[]): Mover[] {
  const key = (row: NamedRow) => String(row.item);
  const detail = (rows: NamedRow[]) =>
    new Map(rows.filter((row) => row.line === "row").map((row) => [key(row), row] as const));
  const [current, earlier] = [detail(now), detail(before)];
  return [...new Set([...current.keys(), ...earlier.keys()])].map((item) =>
    mover(item, current.get(item) ?? null, earlier.get(item) ?? null),
  );
}

function mover(item: string, now: NamedRow | null, before: NamedRow | null): Mover {
  return { item, now, before, change: centsOf(now?.paid) - centsOf(before?.paid) };
}

function restLine(others: Mover[], whole: bigint, compared: boolean): NamedRow {
  const sum = (side: "now" | "before") => others.reduce((total, each) => total + centsOf(each[side]?.paid), 0n);
  const [now, before] = [sum("now"), sum("before")];
  return {
    line: "row",
    item: `All others (${others.length.toLocaleString("en-US")})`,
    ...amounts(now, before, whole, compared),
    claimants: null,
    /* at least as many people as the largest of them has */
    people: Math.max(...others.map(fewest)),
  };
}

function figures(each: Mover, whole: bigint, compared: boolean): NamedRow {
  return {
    ...amounts(centsOf(each.now?.paid), centsOf(each.before?.paid), whole, compared),
    claimants: numberOf(each.now?.claimants),
    people: fewest(each),
  };
}

function amounts(now: bigint, before: bigint, whole: bigint, compared: boolean): NamedRow {
  const change = now - before;
  return {
    paid: amount(now),
    earlier: compared ? amount(before) : null,
    change: compared ? amount(change) : null,
    change_rate: compared && before > 0n ? Number(change) / Number(before) : null,
    share_of_change: compared && whole !== 0n ? Number(change) / Number(whole) : null,
  };
}

/** The fewest people behind a figure of either period; nobody where neither has any. */
function fewest({ now, before }: Mover): number {
  const behind = [now, before].map((row) => numberOf(row?.claimants)).filter((count) => count > 0);
  return behind.length > 0 ? Math.min(...behind) : 0;
}

function totalOf(rows: NamedRow[]): NamedRow | null {
  return rows.find((row) => row.line === "total") ?? null;
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
