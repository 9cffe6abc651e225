import type { Dimension, Fact } from "./dimensions.ts";
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

/** Claims added up: dollars, lines, services and what footnotes need. */
export function costSql(options: FactOptions): string {
  const { sources } = options;
  const ofLines = !sources.claims.includes("cost");
  const table = fits("cost", sources) ? "totals_of(cost_month)" : "marts.cost_month";
  const amounts = ["charge", "allowed", "paid", "member_cost", "paid_without_allowed"];
  const counts = ["lines", "lines_without_allowed"];
  const inner = sources.claims.map((fact) => {
    const columns = [...amounts, ...counts, "enrolled", "incurred_month", "paid_month"].map((column) => `c.${column}`);
    if (ofLines) columns.push("cast(c.is_final as integer) as services", unitsOn(fact));
    return rowsOf(options, fact, ofLines ? `marts.${fact}` : table, "basis_month(c) between $from and $to", columns);
  });
  return summed(options, inner, [
    "count(*) as cost_rows",
    ...[...amounts, ...counts].map((name) => `sum(f.${name}) as ${name}`),
    "sum(f.paid) filter (where not f.enrolled) as paid_without_enrollment",
    "sum(f.lines * datediff('month', f.incurred_month, f.paid_month)) as lag_months",
    "sum(f.lines) filter (where f.incurred_month is not null and f.paid_month is not null) as lines_with_lag",
    ...(ofLines ? ["sum(f.services) as services", "sum(f.units) as units"] : []),
  ]);
}

/** Different people, as the bits of blocks of 64. */
export function claimantSql(options: FactOptions): string {
  const { sources, sets } = options;
  const names = namesOf(sources.by);
  const ofMonths = sources.claims.includes("cost");
  const blocks = ofMonths && fits("block", sources);
  const columns = blocks
    ? ["person_block(c) as block", "person_bits(c) as bits"]
    : [`${blockOf("c.person_key")} as block`, `${bitOf("c.person_key")} as bits`];
  const inner = sources.claims.map((fact) =>
    rowsOf(
      options,
      fact,
      !ofMonths ? `marts.${fact}` : blocks ? "blocks_of(cost_month)" : "marts.cost_month",
      "basis_month(c) between $from and $to",
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
    select
      ${names.join(", ")},
      block,
      bit_or(bits) as bits
    from (
${indented(inner.join("\nunion all\n"), 6)}
    )
    group by all
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
  const inner = rowsOf(options, "use", table, within, ["c.measure", "c.count"]);
  return summed(
    options,
    [inner],
    measures.map((each) => `sum(f.count) filter (where f.measure = '${each}') as ${each}`),
  );
}

/** Prescriptions added up, and what was paid for them. */
export function fillSql(options: FactOptions): string {
  const fact = options.sources.fills ?? "pharmacy";
  const counts =
    fact === "pharmacy"
      ? ["c.scripts", "c.days_supply"]
      : ["cast(c.is_final as integer) as scripts", "case when c.is_final then c.days_supply end as days_supply"];
  const table = fact === "pharmacy" ? "marts.pharmacy_month" : "marts.fill";
  const columns = [...counts, "c.paid", "c.brand_generic as kind", "c.specialty as is_specialty"];
  return summed(
    options,
    [rowsOf(options, fact, table, "basis_month(c) between $from and $to", columns)],
    [
      "count(*) as fill_rows",
      "cast(sum(f.scripts) as bigint) as scripts",
      "cast(sum(f.days_supply) as bigint) as days_supply",
      "sum(f.paid) as fill_paid",
      "cast(sum(f.scripts) filter (where f.kind = 'Generic') as bigint) as generic_scripts",
      "cast(sum(f.scripts) filter (where f.kind in ('Generic', 'Brand')) as bigint) as classed_scripts",
      "sum(f.paid) filter (where f.is_specialty = 'yes') as specialty_paid",
      "sum(f.paid) filter (where f.is_specialty in ('yes', 'no')) as told_paid",
    ],
  );
}

/** Member months, by those of the dimensions that are known of members. */
export function memberSql(options: FactOptions): string {
  const inner = memberRows(options, memberTable(options), ["m.member_months"]);
  return summed(options, [inner], ["sum(f.member_months) as member_months"], ofMembers(options.sources.by));
}

/** Contracts of each month, added up over months. */
export function contractSql(options: FactOptions): string {
  const by = ofMembers(options.sources.by);
  const table = memberTable(options);
  if (table.startsWith("totals_of")) {
    const inner = `${memberRows(options, table, ["m.month as of_month", "contracts(m) as contracts"])}\ngroup by all`;
    return summed(options, [inner], ["nullif(cast(sum(f.contracts) as bigint), 0) as contract_months"], by);
  }
  const names = namesOf(by);
  const inner = memberRows(options, table, [
    "m.month as of_month",
    `${blockOf("m.contract_key")} as block`,
    `${bitOf("m.contract_key")} as bits`,
  ]);
  const sets = memberSets(options, by).map((set) => `(${[...set, "of_month", "block"].join(", ")})`);
  return `select
  ${[...names, "nullif(cast(sum(bit_count(bits)) as bigint), 0) as contract_months"].join(",\n  ")}
from (
  select
    ${[...names, "of_month", "block"].join(", ")},
    bit_or(bits) as bits
  from (
${indented(inner, 4)}
    and m.member_months > 0
    and m.contract_key is not null
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

/** One row's dimensions and amounts, under all filters that the table knows. */
function rowsOf(
  options: FactOptions,
  fact: Fact,
  table: string,
  within: string,
  columns: string[],
  by: readonly Dimension[] = options.sources.by,
): string {
  const alias = fact === "member" ? "m" : "c";
  const told = by.map((each) => `${valueOn(each, fact, options.top)} as ${each.name}`);
  const conditions = [within, `${fact === "member" ? "in_member_slice" : "in_slice"}(${alias})`];
  for (const [i, filter] of options.sources.filters.entries()) {
    const condition = conditionOn(filter, fact, options.values[i] ?? "");
    if (condition) conditions.push(condition);
  }
  return `select\n  ${[...told, ...columns].join(",\n  ")}\nfrom ${table} as ${alias}\nwhere\n  ${conditions.join("\n  and ")}`;
}

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
  const value = dimensionNamed(filter.dimension).on[fact];
  if (value === undefined) return null;
  if (filter.is === "starts-with") {
    return `(${filter.values.map((_, i) => `starts_with(${value}, $${parameter}[${i + 1}])`).join(" or ")})`;
  }
  return `${value} ${filter.is === "not-in" ? "not in" : "in"} (select unnest($${parameter}))`;
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

function unitsOn(fact: Fact): string {
  return fact === "service"
    ? "case when c.is_final then cast(c.units as decimal(18, 4)) end as units"
    : "cast(null as decimal(18, 4)) as units";
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
