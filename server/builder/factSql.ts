import { type Dimension, type Fact, notGiven } from "./dimensions.ts";
import type { QuestionFilter } from "./question.ts";
import { dimensionNamed, fits, ofMembers, type Sources } from "./sources.ts";

/** Which values of a dimension stand alone, the others together. */
export interface TopValues {
  dimension: string;
  parameter: string;
}

export interface FactOptions {
  sources: Sources;
  /** Names of the filters' values, in their order. */
  values: string[];
  top: TopValues | null;
  /** Lists of dimensions by which lines are added up, the finest first. */
  sets: string[][];
}

export const allOthers = "All others";

/** How each sum of claims is had from rows; footnotes' sums are always among them. */
const claimSums: Record<string, string> = {
  charge: "sum(c.charge)",
  allowed: "sum(c.allowed)",
  paid: "sum(c.paid)",
  member_cost: "sum(c.member_cost)",
  paid_without_allowed: "sum(c.paid_without_allowed)",
  lines: "sum(c.lines)",
  lines_without_allowed: "sum(c.lines_without_allowed)",
  paid_without_enrollment: "sum(c.paid) filter (where not c.enrolled)",
  lag_months: "sum(c.lines * datediff('month', c.incurred_month, c.paid_month))",
  lines_with_lag: "sum(c.lines) filter (where c.incurred_month is not null and c.paid_month is not null)",
  services: "sum(cast(c.is_final as integer))",
  units: "sum(case when c.is_final then cast(c.units as decimal(18, 4)) end)",
};

/** The sums of claims that the metrics take, and those that footnotes tell of. */
export function claimSumsOf({ metrics }: Sources): string[] {
  const taken = new Set(metrics.flatMap((metric) => metric.sums));
  const noted = ["paid_without_enrollment", ...(taken.has("allowed") ? ["lines_without_allowed"] : [])];
  return Object.keys(claimSums).filter((name) => taken.has(name) || noted.includes(name));
}

/** Claims added up: dollars, lines, services and what footnotes need. */
export function costSql(options: FactOptions): string {
  const { sources } = options;
  const table = fits("cost", sources) ? "totals_of(cost_month)" : "marts.cost_month";
  const sums = claimSumsOf(sources);
  const inner = sources.claims.map((fact) => {
    const columns = sums.map((name) => {
      const sum = name === "units" && fact === "fill" ? "cast(null as decimal(38, 4))" : (claimSums[name] ?? "null");
      return `${sum} as ${name}`;
    });
    return rowsOf(options, fact, fact === "cost" ? table : `marts.${fact}`, claimsWithin, [
      "count(*) as cost_rows",
      ...columns,
    ]);
  });
  return summed(
    options,
    inner,
    ["cost_rows", ...sums].map((name) => `sum(f.${name}) as ${name}`),
  );
}

const claimsWithin = "basis_month(c) between $from and $to";

/** Different people, as the bits of blocks of 64. */
export function claimantSql(options: FactOptions): string {
  const { sources, sets } = options;
  const names = namesOf(sources.by);
  const blocks = sources.claims.includes("cost") && fits("block", sources);
  const columns = blocks
    ? ["person_block(c) as block", "bit_or(person_bits(c)) as bits"]
    : [`${blockOf("c.person_key")} as block`, `bit_or(${bitOf("c.person_key")}) as bits`];
  const inner = sources.claims.map((fact) =>
    rowsOf(
      options,
      fact,
      blocks ? "blocks_of(cost_month)" : fact === "cost" ? "marts.cost_month" : `marts.${fact}`,
      claimsWithin,
      columns,
    ),
  );
  return `select
  ${names.join(",\n  ")},
  cast(sum(bit_count(bits)) as bigint) as claimants
from (
  select
    ${names.join(", ")},
    block,
    bit_or(bits) as bits
  from (
${indented(inner.join("\nunion all\n"), 4)}
  )
  group by grouping sets (${sets.map((set) => `(${[...set, "block"].join(", ")})`).join(", ")})
)
group by ${names.join(", ")}`;
}

/** Measures of use added up, each in a column of its own. */
export function eventSql(options: FactOptions, measures: readonly string[]): string {
  const { sources } = options;
  const table = fits("use", sources) ? "totals_of(use_month)" : "marts.use_month";
  const within = `c.month between $from and $to\n  and c.measure in (${measures.map((each) => `'${each}'`).join(", ")})`;
  const inner = rowsOf(options, "use", table, within, ["c.measure as measure", "sum(c.count) as count"]);
  return summed(
    options,
    [inner],
    measures.map((each) => `sum(f.count) filter (where f.measure = '${each}') as ${each}`),
  );
}

/** Prescriptions added up, and what was paid for them. */
export function fillSql(options: FactOptions): string {
  const fact = options.sources.fills ?? "pharmacy";
  const [scripts, days] =
    fact === "pharmacy"
      ? ["c.scripts", "c.days_supply"]
      : ["cast(c.is_final as integer)", "case when c.is_final then c.days_supply end"];
  const sums = [
    ["fill_rows", "count(*)"],
    ["scripts", `sum(${scripts})`],
    ["days_supply", `sum(${days})`],
    ["fill_paid", "sum(c.paid)"],
    ["generic_scripts", `sum(${scripts}) filter (where c.brand_generic = 'Generic')`],
    ["classed_scripts", `sum(${scripts}) filter (where c.brand_generic in ('Generic', 'Brand'))`],
    ["specialty_paid", "sum(c.paid) filter (where c.specialty = 'yes')"],
    ["told_paid", "sum(c.paid) filter (where c.specialty in ('yes', 'no'))"],
  ];
  const columns = sums.map(([name, sum]) => `${sum} as ${name}`);
  const table = fact === "pharmacy" ? "marts.pharmacy_month" : "marts.fill";
  return summed(
    options,
    [rowsOf(options, fact, table, claimsWithin, columns)],
    sums.map(([name]) => `sum(f.${name}) as ${name}`),
  );
}

/** Member months, by those of the dimensions that are known of members. */
export function memberSql(options: FactOptions): string {
  const inner = memberRows(options, memberTable(options), ["sum(m.member_months) as member_months"]);
  return summed(options, [inner], ["sum(f.member_months) as member_months"], ofMembers(options.sources.by));
}

/** Contracts of each month, added up over months. */
export function contractSql(options: FactOptions): string {
  const by = ofMembers(options.sources.by);
  const table = memberTable(options);
  if (table.startsWith("totals_of")) {
    const inner = memberRows(options, table, ["m.month as counted_month", "contracts(m) as contracts"]);
    return summed(options, [inner], ["nullif(cast(sum(f.contracts) as bigint), 0) as contract_months"], by);
  }
  const names = namesOf(by);
  const inner = memberRows(options, table, [
    "m.month as counted_month",
    `${blockOf("m.contract_key")} as block`,
    `bit_or(${bitOf("m.contract_key")}) filter (where m.member_months > 0) as bits`,
  ]);
  const sets = memberSets(options, by).map((set) => `(${[...set, "counted_month", "block"].join(", ")})`);
  return `select
  ${[...names, "nullif(cast(sum(bit_count(bits)) as bigint), 0) as contract_months"].join(",\n  ")}
from (
  select
    ${[...names, "counted_month", "block"].join(", ")},
    bit_or(bits) as bits
  from (
${indented(inner, 4)}
  )
  group by grouping sets (${sets.join(", ")})
)
${names.length > 0 ? `group by ${names.join(", ")}` : ""}`;
}

function memberTable({ sources }: FactOptions): string {
  const by = ofMembers(sources.by);
  const filters = sources.filters.filter((each) => "dimension" in each && dimensionNamed(each.dimension).on.member);
  return fits("member", { ...sources, by, filters }) ? "totals_of(member_month)" : "marts.member_month";
}

function memberRows(options: FactOptions, table: string, columns: string[]): string {
  return rowsOf(options, "member", table, "m.month between $from and $to", columns, ofMembers(options.sources.by));
}

/**
 * Dimensions and sums, under all filters that the table knows. Rows are added up by the table's own columns, which are
 * small numbers, and only then told apart by words.
 */
function rowsOf(
  options: FactOptions,
  fact: Fact,
  table: string,
  within: string,
  columns: string[],
  by: readonly Dimension[] = options.sources.by,
): string {
  const alias = fact === "member" ? "m" : "c";
  const conditions = [within, `${fact === "member" ? "in_member_slice" : "in_slice"}(${alias})`];
  for (const [i, filter] of options.sources.filters.entries()) {
    const condition = conditionOn(filter, fact, options.values[i] ?? "");
    if (condition) conditions.push(condition);
  }
  const month = fact === "member" || fact === "use" ? `${alias}.month` : "basis_month(c)";
  const values = by.map((each) => ({ name: each.name, value: valueOn(each, fact, options.top) }));
  const timed = values.some(({ value }) => value.includes(month));
  const raw = new Set(
    values.flatMap(({ value }) => [...value.replaceAll(month, "").matchAll(rawColumn)].map((match) => match[0])),
  );
  const grouped = [...(timed ? [`${month} as of_month`] : []), ...raw];
  const taken = columns.map((column) => `r.${column.split(" as ").at(-1)}`);
  const told = values.map(({ name, value }) => {
    return `${value.replaceAll(month, "r.of_month").replaceAll(rawColumn, "r.$1")} as ${name}`;
  });
  const inner = `select\n  ${[...grouped, ...columns].join(",\n  ")}\nfrom ${table} as ${alias}\nwhere\n  ${conditions.join("\n  and ")}`;
  return `select\n  ${[...told, ...taken].join(",\n  ")}\nfrom (\n${indented(inner, 2)}\n  group by all\n) as r`;
}

/** A column of a table, named in a dimension's expression. */
const rawColumn = /\b[cm]\.(\w+)/g;

function valueOn(dimension: Dimension, fact: Fact, top: TopValues | null): string {
  const value = dimension.on[fact] ?? "null";
  if (top?.dimension !== dimension.name) return value;
  return `case when ${value} in (select unnest($${top.parameter})) then ${value} else '${allOthers}' end`;
}

/** Null where the filter does not hold for this table: member months know no categories and no amounts. */
function conditionOn(filter: QuestionFilter, fact: Fact, parameter: string): string | null {
  if ("amount" in filter) {
    if (fact === "member") return null;
    if (filter.amount === "units" && fact === "fill") return "false";
    const sign = filter.is === "at-least" ? ">=" : "<=";
    return `c.${filter.amount} ${sign} cast($${parameter} as decimal(18, 2))`;
  }
  const { on, listed } = dimensionNamed(filter.dimension);
  const value = on[fact];
  if (value === undefined) return null;
  const column = listed?.on[fact];
  return listed && column ? amongListed(filter, column, listed, parameter) : among(filter, value, parameter);
}

type AmongValues = Extract<QuestionFilter, { values: string[] }>;

function among({ is, values }: AmongValues, value: string, parameter: string): string {
  if (is === "starts-with") {
    return `(${values.map((_, i) => `starts_with(${value}, $${parameter}[${i + 1}])`).join(" or ")})`;
  }
  return `${value} ${is === "not-in" ? "not in" : "in"} (select unnest($${parameter}))`;
}

/** The few codes are looked up in their list, and not each row's number in words. */
function amongListed(
  filter: AmongValues,
  column: string,
  { table, column: code }: NonNullable<Dimension["listed"]>,
  parameter: string,
): string {
  const { is, values } = filter;
  const meant = among({ ...filter, is: is === "not-in" ? "in" : is }, `cast(k.${code} as varchar)`, parameter);
  const found = `c.${column} in (select k.${code} from ${table} as k where ${meant})`;
  const withNull = values.some((each) => (is === "starts-with" ? notGiven.startsWith(each) : notGiven === each));
  if (is !== "not-in") return withNull ? `(c.${column} is null or ${found})` : found;
  return withNull ? `(c.${column} is not null and not ${found})` : `(c.${column} is null or not ${found})`;
}

function summed(
  options: FactOptions,
  inner: string[],
  sums: string[],
  by: readonly Dimension[] = options.sources.by,
): string {
  const names = namesOf(by);
  const sets = memberSets(options, by);
  return `select
  ${[...names.map((name) => `f.${name}`), ...sums].join(",\n  ")}
from (
${indented(inner.join("\nunion all\n"), 2)}
) as f
group by grouping sets (${sets.map((set) => `(${set.map((name) => `f.${name}`).join(", ")})`).join(", ")})`;
}

/** The same lists of dimensions, of those that are known; each once. */
function memberSets({ sets }: FactOptions, by: readonly Dimension[]): string[][] {
  const known = new Set(namesOf(by));
  const seen = new Map(sets.map((set) => set.filter((name) => known.has(name))).map((set) => [set.join(), set]));
  return [...seen.values()];
}

function blockOf(key: string): string {
  return `cast(${key} >> 6 as integer)`;
}

function bitOf(key: string): string {
  return `(1::ubigint << cast(${key} & 63 as ubigint))`;
}

function namesOf(by: readonly Dimension[]): string[] {
  return by.map((each) => each.name);
}

export function indented(sql: string, by: number): string {
  const margin = " ".repeat(by);
  return sql
    .split("\n")
    .map((line) => `${margin}${line}`)
    .join("\n");
}
