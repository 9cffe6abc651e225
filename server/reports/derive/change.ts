import { PlanlensError } from "../../errors.ts";
import { largestRemainder } from "../../models/largestRemainder.ts";
import { type CellEffects, type Pair, pmpmChange, type ServiceCell } from "../../models/pmpmChange.ts";
import type { DeriveContext, NamedRow } from "./derivation.ts";
import { centsOf, numberOf } from "./values.ts";

/** Every cause of a change, in the order of reading. `enrollment` is one of dollars alone. */
export const causes = [
  "enrollment",
  "price",
  "use",
  "mix",
  "added",
  "demography",
  "large",
  "plan_share",
  "unsplit",
] as const;

export type Cause = (typeof causes)[number];
type Amounts = Record<Cause, number>;

/** The change of one kind of service, or of all. */
export interface Change {
  item: string | null;
  /** Plan paid before and after, in cents. */
  paid: readonly [bigint, bigint];
  /** Cents of each cause; together paid after less paid before. */
  cents: Amounts;
  /** Plan paid for each member month, in cents rounded, and of each cause; null where a period has no members. */
  pmpm: readonly [number, number] | null;
  pmpmCents: Amounts | null;
  /** How far unit prices, services for each member, and what is left of dollars allowed went; null where not known. */
  trend: Record<"price" | "use" | "mix", number | null>;
  /** The fewest people behind any figure of the line, in a period that has any. */
  people: number;
}

/**
 * The change of plan paid by kind of service and in all, each split into its causes to the cent.
 * Dollars = enrollment (the change of member months at the mean PMPM) + PMPM (its change at the mean member months).
 * @throws PlanlensError `invalid-parameter` for a threshold that is no amount.
 */
export function changes(rows: NamedRow[], context: DeriveContext): { items: Change[]; whole: Change } {
  checkThreshold(context);
  const of = (part: string) => rows.filter((row) => row.part === part);
  const members = new Map(of("members").map((row) => [groupOf(row), pairOf(row, "services")] as const));
  const months: Pair = [sum([...members.values()], 0), sum([...members.values()], 1)];
  const items = of("all").map((all) =>
    changeOf(
      all,
      rows.filter((row) => row.item === all.item),
      members,
      months,
    ),
  );
  return { items, whole: wholeOf(items, rows, months) };
}

function checkThreshold({ own }: DeriveContext): void {
  const text = String(own.threshold ?? "");
  if (/^\d{1,12}(\.\d{1,2})?$/.test(text) && Number(text) > 0) return;
  throw new PlanlensError(
    "invalid-parameter",
    `threshold is "${text.slice(0, 20)}"; it can be an amount of dollars above 0, like 100000.`,
    { detail: { parameter: "threshold" } },
  );
}

type Members = ReadonlyMap<string, Pair>;

function changeOf(all: NamedRow, rows: NamedRow[], members: Members, months: Pair): Change {
  const of = (part: string) => rows.filter((row) => row.part === part);
  const paid = centsPair(all);
  const cells = of("cell").map((row) => cellOf(row, of("age"), members));
  const [large] = of("large");
  const behind = [...of("people"), ...of("large")];
  const trend = trendOf(cells, months);
  const people = fewest(behind);
  const item = String(all.item);
  if (!(months[0] > 0 && months[1] > 0)) return { ...unsplit(paid), item, trend, people };
  const effects = cells.map((cell) => pmpmChange(cell, months));
  const add = (name: keyof CellEffects) => effects.reduce((total, each) => total + each[name], 0);
  const parts: Amounts = {
    enrollment: 0,
    price: add("price"),
    use: add("use"),
    mix: add("mix"),
    added: add("added"),
    demography: add("demography"),
    large: large ? perMonth(pairOf(large, "paid"), months) : 0,
    plan_share: add("planShare"),
    unsplit: 0,
  };
  const pmpm: Pair = [Number(paid[0]) / 100 / months[0], Number(paid[1]) / 100 / months[1]];
  const known = causes.reduce((total, cause) => total + parts[cause], 0);
  parts.unsplit = clean(pmpm[1] - pmpm[0] - known, Math.max(Math.abs(pmpm[0]), Math.abs(pmpm[1])));
  return { item, paid, ...inCents(paid, pmpm, parts, months), trend, people };
}

/** Cents of dollars and of PMPM, each rounded so that the causes add up to the change. */
function inCents(paid: readonly [bigint, bigint], pmpm: Pair, parts: Amounts, months: Pair) {
  const mean = (months[0] + months[1]) / 2;
  const dollars = causes.map((cause) =>
    cause === "enrollment" ? ((months[1] - months[0]) * (pmpm[0] + pmpm[1])) / 2 : parts[cause] * mean,
  );
  const shown = [roundCents(pmpm[0]), roundCents(pmpm[1])] as const;
  return {
    cents: rounded(dollars, Number(paid[1] - paid[0])),
    pmpm: shown,
    pmpmCents: rounded(
      causes.map((cause) => parts[cause]),
      shown[1] - shown[0],
    ),
  };
}

/** Only causes that do something take part in the rounding. */
function rounded(dollars: number[], whole: number): Amounts {
  const active = causes.filter((_, i) => dollars[i] !== 0);
  if (active.length === 0) return { ...nothing, unsplit: whole };
  const cents = largestRemainder(
    active.map((cause) => (dollars[causes.indexOf(cause)] ?? 0) * 100),
    whole,
  );
  return { ...nothing, ...Object.fromEntries(active.map((cause, i) => [cause, cents[i] ?? 0])) };
}

const nothing = Object.fromEntries(causes.map((cause) => [cause, 0])) as Amounts;

function unsplit(paid: readonly [bigint, bigint]) {
  return { paid, cents: { ...nothing, unsplit: Number(paid[1] - paid[0]) }, pmpm: null, pmpmCents: null };
}

function wholeOf(items: Change[], rows: NamedRow[], months: Pair): Change {
  const paid = [0, 1].map((i) => items.reduce((total, each) => total + (each.paid[i] ?? 0n), 0n)) as [bigint, bigint];
  const cents = { ...nothing };
  for (const each of items) for (const cause of causes) cents[cause] += each.cents[cause];
  const cells = rows.filter((row) => row.part === "cell").map((row) => cellOf(row, [], new Map()));
  const behind = rows.filter((row) => row.part === "large people" || (row.part === "people" && row.item === null));
  const shared = { item: null, paid, cents, trend: trendOf(cells, months), people: fewest(behind) };
  if (!(months[0] > 0 && months[1] > 0)) return { ...shared, pmpm: null, pmpmCents: null };
  const pmpm = [0, 1].map((i) => roundCents(Number(paid[i]) / 100 / (months[i] ?? 1))) as [number, number];
  const mean = (months[0] + months[1]) / 2;
  const parts = causes.map((cause) => (cause === "enrollment" ? 0 : cents[cause] / 100 / mean));
  return { ...shared, pmpm, pmpmCents: rounded(parts, pmpm[1] - pmpm[0]) };
}

function cellOf(row: NamedRow, ages: NamedRow[], members: Members): ServiceCell {
  const own = ages.filter((age) => age.unit === row.unit);
  const dollars = new Map(own.map((age) => [groupOf(age), pairOf(age, "priced")] as const));
  const groups = [...new Set([...members.keys(), ...dollars.keys()])].map((key) => ({
    members: members.get(key) ?? ([0, 0] as const),
    priced: dollars.get(key) ?? ([0, 0] as const),
  }));
  return {
    services: pairOf(row, "services"),
    priced: pairOf(row, "priced"),
    paid: pairOf(row, "paid"),
    crossPriced: pairOf(row, "cross"),
    added: { services: numberOf(row.added_services), priced: numberOf(row.added_priced) },
    dropped: { services: numberOf(row.dropped_services), priced: numberOf(row.dropped_priced) },
    groups,
  };
}

/**
 * Price: this period's unit prices over the prior's on the prior's services, over the codes of both. Use: services for
 * each member month; of several units, weighed by the prior's dollars. Mix: what is left of dollars allowed PMPM.
 */
function trendOf(cells: ServiceCell[], months: Pair): Change["trend"] {
  const add = (of: (cell: ServiceCell) => number) => cells.reduce((total, cell) => total + of(cell), 0);
  const common = add(({ priced, dropped }) => priced[0] - dropped.priced);
  const price = common > 0 ? add(({ crossPriced, dropped }) => crossPriced[0] - dropped.priced) / common : null;
  const dollars = [add(({ priced }) => priced[0]), add(({ priced }) => priced[1])] as const;
  if (!(months[0] > 0 && months[1] > 0 && dollars[0] > 0)) return { price: less(price), use: null, mix: null };
  const growth = ({ services }: ServiceCell) =>
    services[0] > 0 ? services[1] / months[1] / (services[0] / months[0]) : 0;
  const use = add((cell) => cell.priced[0] * growth(cell)) / dollars[0];
  const pmpm = dollars[1] / months[1] / (dollars[0] / months[0]);
  return { price: less(price), use: use - 1, mix: price && use > 0 ? pmpm / (price * use) - 1 : null };
}

function less(ratio: number | null): number | null {
  return ratio === null ? null : ratio - 1;
}

function groupOf(row: NamedRow): string {
  return `${row.age_band} ${row.sex}`;
}

function pairOf(row: NamedRow, name: string): Pair {
  return [numberOf(row[`${name}_before`]), numberOf(row[`${name}_after`])];
}

function centsPair(row: NamedRow): [bigint, bigint] {
  return [centsOf(row.paid_before), centsOf(row.paid_after)];
}

function perMonth(paid: Pair, months: Pair): number {
  return paid[1] / months[1] - paid[0] / months[0];
}

function sum(pairs: Pair[], i: 0 | 1): number {
  return pairs.reduce((total, each) => total + each[i], 0);
}

/** A remainder of the arithmetic itself is none. */
function clean(value: number, size: number): number {
  return Math.abs(value) <= 1e-9 * Math.max(size, 1) ? 0 : value;
}

function roundCents(dollars: number): number {
  return Math.sign(dollars) * Math.round(Math.abs(dollars) * 100);
}

function fewest(rows: NamedRow[]): number {
  const counts = rows.flatMap((row) => [...pairOf(row, "services")]).filter((count) => count > 0);
  return counts.length > 0 ? Math.min(...counts) : 0;
}
