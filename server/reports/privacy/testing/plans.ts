import type { Cell, Column, Unit } from "../../envelope.ts";
import type { Basis } from "../measureBlocks.ts";
import type { Behind, TableParts } from "../tableLines.ts";

/** What a made-up table is like. */
export interface PlanShape {
  seed: number;
  people: number;
  groups: number;
  subgroups: number;
  /** `enrollment`: everyone stands on one line. `category`: a person can stand on several. `parts`: columns add up. */
  kind: "enrollment" | "category" | "parts";
  levels: 1 | 2;
  /** Subtotals by the second dimension too. */
  cross: boolean;
  compared: boolean;
  claimants: boolean;
  /** Members split into subscribers and dependents. */
  families: boolean;
}

/** An additive column, as an attacker knows it, with the people in each of its cells as only we know them. */
export interface Additive {
  column: string;
  whole: boolean;
  /** Whether the lines of a sum add up to it (distinct people of overlapping lines do not). */
  adds: boolean;
}

export interface MadeTable {
  table: TableParts;
  basis: Record<string, Basis>;
  additives: Additive[];
  /** `rate = numerator ÷ base` on the same line, or with the base on the total line, or the numerator on the last row. */
  rates: ({ column: string } & Rate)[];
  /** `parts` columns add up to `whole` on every line, or to `whole` of the total line. */
  parts: { whole: string; parts: string[]; wholeOnTotal: boolean }[];
  /** `column` is at least `base` and at most `times` as much: member months of members. */
  bounds: { column: string; base: string; times: number }[];
  /** Column → line key (`rows 3`) → ids of the people in the cell. */
  inside: Map<string, Map<string, Set<number>>>;
}

interface Person {
  id: number;
  group: string;
  subgroup: string;
  months: number;
  subscriber: boolean;
  /** Cents by category. */
  claims: number[];
}

const categories = ["Inpatient", "Outpatient", "Office", "Pharmacy", "Other"];

/** A table as a report would compute it from people, by brute force. */
export function makeTable(shape: PlanShape): MadeTable {
  const random = generator(shape.seed);
  const current = population(shape, random, 0);
  const staying = current.filter(() => random() < 0.8).map((person) => ({ ...person, claims: claimsOf(random) }));
  const prior = [...staying, ...population({ ...shape, people: shape.people - staying.length }, random, 100_000)];
  const build = shape.kind === "category" ? categoryMeasures : shape.kind === "parts" ? partMeasures : personMeasures;
  return assemble(shape, build(shape), [current, prior]);
}

export interface Rate {
  numerator: string;
  base: string;
  baseOnTotal: boolean;
  /** Shown on the total line only: what share of it the last row is. */
  ofLastRow: boolean;
}

interface Measure {
  name: string;
  unit: Unit;
  scale: number;
  people: string;
  /** Sum over the people of a line, in units of 10^-scale; null for a rate. */
  of: ((person: Person, key: LineKey) => number) | null;
  rate?: Rate;
  adds: boolean;
  /** Never published: people whom a difference of two published counts would show. */
  secret?: true;
}

type LineKey = (string | null)[];

function sumOf(person: Person): number {
  return person.claims.reduce((all, cents) => all + cents, 0);
}

function personMeasures({ claimants, families }: PlanShape): Measure[] {
  const heads = (name: string, people: string, is: (person: Person) => boolean): Measure => ({
    name,
    unit: "members",
    scale: 0,
    people,
    of: (person) => (is(person) ? 1 : 0),
    adds: true,
  });
  const claims = (person: Person) => sumOf(person) > 0;
  return [
    heads("members", "covered", () => true),
    ...(families
      ? [
          heads("subscribers", "subscribing", (p) => p.subscriber),
          heads("dependents", "depending", (p) => !p.subscriber),
        ]
      : []),
    ...(claimants
      ? [
          heads("claimants", "claiming", claims),
          { ...heads("idle", "idling", (p) => !claims(p)), secret: true as const },
        ]
      : []),
    { name: "member_months", unit: "member_months", scale: 0, people: "covered", of: (p) => p.months, adds: true },
    { name: "paid", unit: "usd", scale: 2, people: "claiming", of: sumOf, adds: true },
    rate("paid_pmpm", "usd_pmpm", 2, "claiming", "paid", "member_months"),
    share("share", "claiming", false),
    share("last_share", "claiming", true),
  ];
}

function categoryMeasures(): Measure[] {
  const at = (person: Person, [category = null]: LineKey) =>
    category === null ? sumOf(person) : (person.claims[categories.indexOf(category)] ?? 0);
  const others = (person: Person, key: LineKey) => (sumOf(person) > 0 && at(person, key) === 0 ? 1 : 0);
  return [
    {
      name: "claimants",
      unit: "members",
      scale: 0,
      people: "claiming",
      of: (p, k) => (at(p, k) > 0 ? 1 : 0),
      adds: false,
    },
    { name: "others", unit: "members", scale: 0, people: "othering", of: others, adds: false, secret: true },
    { name: "paid", unit: "usd", scale: 2, people: "claiming", of: at, adds: true },
    rate("average", "usd_each", 2, "claiming", "paid", "claimants"),
    share("share", "claiming", false),
  ];
}

function partMeasures(): Measure[] {
  const pharmacy = (person: Person) => person.claims[3] ?? 0;
  return [
    { name: "member_months", unit: "member_months", scale: 0, people: "covered", of: (p) => p.months, adds: true },
    { name: "medical", unit: "usd", scale: 2, people: "medical_people", of: (p) => sumOf(p) - pharmacy(p), adds: true },
    { name: "pharmacy", unit: "usd", scale: 2, people: "pharmacy_people", of: pharmacy, adds: true },
    { name: "paid", unit: "usd", scale: 2, people: "claiming", of: sumOf, adds: true },
    rate("pharmacy_pmpm", "usd_pmpm", 2, "pharmacy_people", "pharmacy", "member_months"),
    rate("paid_pmpm", "usd_pmpm", 2, "claiming", "paid", "member_months"),
  ];
}

function rate(name: string, unit: Unit, scale: number, people: string, numerator: string, base: string): Measure {
  return {
    name,
    unit,
    scale,
    people,
    of: null,
    rate: { numerator, base, baseOnTotal: false, ofLastRow: false },
    adds: false,
  };
}

function share(name: string, people: string, ofLastRow: boolean): Measure {
  const own = rate(name, "ratio", 4, people, "paid", "paid");
  return { ...own, rate: { numerator: "paid", base: "paid", baseOnTotal: true, ofLastRow } };
}

function assemble(shape: PlanShape, measures: Measure[], periods: Person[][]): MadeTable {
  const dimensions = shape.kind === "category" ? ["category"] : shape.levels === 2 ? ["group", "subgroup"] : ["group"];
  const keys = lineKeys(shape, dimensions, periods);
  const inside: MadeTable["inside"] = new Map();
  const behindOf = (key: LineKey, people: Person[], suffix: string, place: string) => {
    const counts: Record<string, number> = {};
    for (const measure of measures) {
      if (!measure.of) continue;
      const ids = new Set(
        people.filter((p) => matches(p, key, dimensions) && (measure.of?.(p, key) ?? 0) > 0).map((p) => p.id),
      );
      counts[measure.people] = Math.max(counts[measure.people] ?? 0, ids.size);
      const cells = inside.get(measure.name + suffix) ?? new Map<string, Set<number>>();
      inside.set(measure.name + suffix, cells.set(place, ids));
    }
    return counts;
  };
  const valuesOf = (key: LineKey, people: Person[]) => {
    const values = new Map<string, number>();
    for (const measure of measures) {
      if (!measure.of) continue;
      const own = people.filter((p) => matches(p, key, dimensions));
      values.set(
        measure.name,
        own.reduce((all, p) => all + (measure.of?.(p, key) ?? 0), 0),
      );
    }
    return values;
  };
  const allKey = dimensions.map(() => null);
  const totals = periods.map((people) => valuesOf(allKey, people));
  const published = measures.filter((measure) => !measure.secret);
  const cellsOf = (key: LineKey): Cell[] => {
    const [now, before] = periods.map((people) => valuesOf(key, people));
    const isTotal = key.every((part) => part === null);
    const lastRow = periods.map((people) => (isTotal ? valuesOf(keys.rows.at(-1) ?? key, people) : null));
    return [
      ...key,
      ...published.flatMap((measure) => {
        const value = cellOf(measure, { own: now, total: totals[0], lastRow: lastRow[0] }, measures);
        if (!shape.compared) return [value];
        const old = cellOf(measure, { own: before, total: totals[1], lastRow: lastRow[1] }, measures);
        return [value, old, changeOf(value, old)];
      }),
    ];
  };
  const parts = { rows: keys.rows, subtotals: keys.subtotals };
  const behind = (key: LineKey, place: string): Behind => ({
    current: behindOf(key, periods[0] ?? [], "", place),
    prior: shape.compared ? behindOf(key, periods[1] ?? [], "_prior", place) : null,
  });
  return {
    table: {
      columns: columnsOf(dimensions, published, shape.compared),
      rows: parts.rows.map(cellsOf),
      subtotals: parts.subtotals.map(cellsOf),
      totals: cellsOf(allKey),
      behind: {
        rows: parts.rows.map((key, i) => behind(key, `rows ${i}`)),
        subtotals: parts.subtotals.map((key, i) => behind(key, `subtotals ${i}`)),
        totals: behind(allKey, "totals 0"),
      },
    },
    basis: Object.fromEntries(published.map((m) => [m.name, { people: m.people, contracts: null }])),
    additives: measures.filter((m) => m.of).map((m) => ({ column: m.name, whole: m.scale === 0, adds: m.adds })),
    rates: measures.flatMap((m) => (m.rate ? [{ column: m.name, ...m.rate }] : [])),
    parts: partsOf(shape),
    bounds: shape.kind === "enrollment" ? [{ column: "member_months", base: "members", times: 12 }] : [],
    inside,
  };
}

function partsOf({ kind, claimants, families }: PlanShape): MadeTable["parts"] {
  if (kind === "parts") return [{ whole: "paid", parts: ["medical", "pharmacy"], wholeOnTotal: false }];
  if (kind === "category") return [{ whole: "claimants", parts: ["claimants", "others"], wholeOnTotal: true }];
  return [
    ...(families ? [{ whole: "members", parts: ["subscribers", "dependents"], wholeOnTotal: false }] : []),
    ...(claimants ? [{ whole: "members", parts: ["claimants", "idle"], wholeOnTotal: false }] : []),
  ];
}

function lineKeys(
  shape: PlanShape,
  dimensions: string[],
  periods: Person[][],
): { rows: LineKey[]; subtotals: LineKey[] } {
  if (shape.kind === "category") return { rows: categories.map((category) => [category]), subtotals: [] };
  const people = periods.flat();
  const groups = [...new Set(people.map((p) => p.group))].sort();
  if (dimensions.length === 1) return { rows: groups.map((group) => [group]), subtotals: [] };
  const subgroups = [...new Set(people.map((p) => p.subgroup))].sort();
  const rows = groups.flatMap((group) =>
    subgroups.filter((sub) => people.some((p) => p.group === group && p.subgroup === sub)).map((sub) => [group, sub]),
  );
  const across = shape.cross ? subgroups.map((sub) => [null, sub]) : [];
  return { rows, subtotals: [...groups.map((group) => [group, null]), ...across] };
}

function matches(person: Person, key: LineKey, dimensions: string[]): boolean {
  return dimensions.every((dimension, i) => {
    const value = key[i] ?? null;
    if (value === null || dimension === "category") return true;
    return value === (dimension === "group" ? person.group : person.subgroup);
  });
}

type Values = Map<string, number> | null | undefined;

function cellOf(measure: Measure, from: { own: Values; total: Values; lastRow: Values }, measures: Measure[]): Cell {
  const amount = (values: Values, name: string) =>
    (values?.get(name) ?? 0) / 10 ** (measures.find((m) => m.name === name)?.scale ?? 0);
  if (!measure.rate) {
    const value = amount(from.own, measure.name);
    return measure.scale === 0 ? value : value.toFixed(measure.scale);
  }
  const { numerator, base, baseOnTotal, ofLastRow } = measure.rate;
  const above = ofLastRow ? from.lastRow : from.own;
  const below = amount(baseOnTotal ? from.total : from.own, base);
  return !above || below === 0 ? null : (amount(above, numerator) / below).toFixed(measure.scale);
}

function changeOf(now: Cell, before: Cell): Cell {
  if (now === null || before === null || Number(before) === 0) return null;
  return (Number(now) / Number(before) - 1).toFixed(4);
}

function columnsOf(dimensions: string[], measures: Measure[], compared: boolean): Column[] {
  const base = {
    unitColumn: null,
    definition: "",
    of: null,
    compare: null,
    direction: "neutral",
    hidden: false,
  } as const;
  return [
    ...dimensions.map(
      (name): Column => ({ ...base, name, label: name, role: "dimension", type: "text", unit: null, scale: null }),
    ),
    ...measures.flatMap((measure): Column[] => {
      const { name, unit, scale } = measure;
      const type = scale === 0 ? "integer" : "decimal";
      const own: Column = { ...base, name, label: name, role: "measure", type, unit, scale };
      if (!compared) return [own];
      return [
        own,
        { ...own, name: `${name}_prior`, of: name, compare: "prior" },
        { ...own, name: `${name}_change`, of: name, compare: "change", type: "decimal", unit: "ratio", scale: 4 },
      ];
    }),
  ];
}

function population({ people, groups, subgroups }: PlanShape, random: () => number, firstId: number): Person[] {
  const pick = (count: number) => Math.min(count - 1, Math.floor(count * random() ** 3));
  return Array.from({ length: people }, (_, i) => ({
    id: firstId + i,
    group: `G${pick(groups)}`,
    subgroup: `S${pick(subgroups)}`,
    months: 1 + Math.floor(random() * 12),
    subscriber: random() < 0.45,
    claims: claimsOf(random),
  }));
}

function claimsOf(random: () => number): number[] {
  const chances = [0.05, 0.3, 0.6, 0.4, 0.03];
  return chances.map((chance) => (random() < chance ? 500 + Math.floor(200_000 * random() ** 4) : 0));
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
