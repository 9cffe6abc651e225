import type { Dimension } from "./dimensions.ts";
import {
  allOthers,
  claimantSql,
  claimSumsOf,
  contractSql,
  costSql,
  eventSql,
  type FactOptions,
  fillSql,
  indented,
  memberSql,
  type TopValues,
} from "./factSql.ts";
import { type Metric, metrics } from "./metrics.ts";
import type { QuestionContent } from "./question.ts";
import { ofMembers, type Sources } from "./sources.ts";

/** Lines that one answer can have; one more is asked for, to know that there are more. */
export const mostLines = 50_000;

/** Sums that are null, and not 0, where there is no line at all to add up. */
const sumsOf: Record<"cost_rows" | "fill_rows", readonly string[]> = {
  cost_rows: [
    "charge",
    "allowed",
    "paid",
    "member_cost",
    "paid_without_allowed",
    "lines",
    "lines_without_allowed",
    "services",
    "units",
  ],
  fill_rows: [
    "scripts",
    "days_supply",
    "fill_paid",
    "generic_scripts",
    "classed_scripts",
    "specialty_paid",
    "told_paid",
  ],
};

/**
 * The SQL of a question: each table added up by the same dimensions with GROUPING SETS, put together line by line,
 * divided at last. A dimension is never null on a row, so null says that it was added up over.
 */
export function questionSql(
  question: QuestionContent,
  sources: Sources,
  top: TopValues | null,
  values: string[],
): string {
  const { by, bases } = sources;
  const names = by.map((each) => each.name);
  const options: FactOptions = { sources, values, top, sets: groupingSets(names, question.subtotals) };
  const measures = [...new Set(sources.metrics.flatMap((metric) => metric.sums))].filter((sum) =>
    metrics.get(sum)?.bases.includes("use"),
  );
  const events: [string, string][] = [];
  if (bases.has("cost") || bases.has("claim") || bases.has("people")) events.push(["cost", costSql(options)]);
  if (bases.has("people")) events.push(["claimant", claimantSql(options)]);
  if (bases.has("use")) events.push(["use", eventSql(options, measures)]);
  if (bases.has("pharmacy")) events.push(["fill", fillSql(options)]);
  const members: [string, string][] = [];
  if (bases.has("member")) members.push(["member", memberSql(options)]);
  if (bases.has("contract")) members.push(["contract", contractSql(options)]);
  const known = ofMembers(by);
  const together = known.length === by.length;
  const merged = together ? [...events, ...members] : events;
  const sums = sumsFrom(
    sources,
    merged.map(([name]) => name),
    measures,
  );
  const ctes = [
    ...[...events, ...members].map(([name, sql]) => cte(name, sql)),
    cte(
      "line",
      `select
  ${[...names, ...sums.map((sum) => `sum(${sum}) as ${sum}`)].join(",\n  ")}
from (
${merged.map(([name]) => `  select * from ${name}`).join("\n  union all by name\n")}
)
group by ${names.join(", ")}`,
    ),
    cte("filled", filledSql({ names, known, sums, members: members.map(([name]) => name), together })),
    cte("answered", answeredSql(sources, sums)),
  ];
  return `with ${ctes.join(",\n\n")}

select *
from answered
order by
  ${orderOf(question, sources).join(",\n  ")}
limit ${mostLines + 1}`;
}

function groupingSets(names: string[], subtotals: QuestionContent["subtotals"]): string[][] {
  const between = subtotals === "none" ? [] : subtotals === "first" ? [1] : names.map((_, i) => i + 1);
  const lengths = [names.length, ...between.filter((length) => length < names.length).reverse(), 0];
  return lengths.map((length) => names.slice(0, length));
}

function sumsFrom(sources: Sources, given: string[], measures: string[]): string[] {
  return [
    ...(given.includes("cost") ? ["cost_rows", ...claimSumsOf(sources)] : []),
    ...(given.includes("claimant") ? ["claimants"] : []),
    ...(given.includes("use") ? measures : []),
    ...(given.includes("fill") ? ["fill_rows", ...sumsOf.fill_rows] : []),
    ...(given.includes("member") ? ["member_months"] : []),
    ...(given.includes("contract") ? ["contract_months"] : []),
  ];
}

interface Filled {
  names: string[];
  known: Dimension[];
  sums: string[];
  members: string[];
  together: boolean;
}

/** Nothing where a line has none, and the member months that a line is divided by. */
function filledSql({ names, known, sums, members, together }: Filled): string {
  const zeros = new Map<string, string>();
  for (const [rows, owned] of Object.entries(sumsOf)) {
    for (const sum of owned) zeros.set(sum, `case when coalesce(line.${rows}, 0) = 0 then 0 else line.${sum} end`);
  }
  const counts = new Set([
    "claimants",
    ...[...metrics.values()].filter((each) => each.bases[0] === "use").map((each) => each.name),
  ]);
  const columns = sums.map((sum) => {
    const value = zeros.get(sum) ?? (counts.has(sum) ? `coalesce(line.${sum}, 0)` : `line.${sum}`);
    return `${value} as ${sum}`;
  });
  const joined = together ? [] : members;
  const divisors = joined.map((name) => `${name}.${name === "member" ? "member_months" : "contract_months"}`);
  const whole = sums.includes("paid")
    ? [
        `max(line.paid) filter (where ${names.map((name) => `line.${name} is null`).join(" and ")}) over () as whole_paid`,
      ]
    : [];
  const on = known.map(({ name }) => name);
  return `select
  ${[...names.map((name) => `line.${name}`), ...columns, ...divisors, ...whole, `${monthsOfLine(known)} as months_of_line`].join(",\n  ")}
from line${joined
    .map(
      (name) =>
        `\nleft join ${name}\n  on ${on.map((each) => `${name}.${each} is not distinct from line.${each}`).join("\n  and ") || "true"}`,
    )
    .join("")}`;
}

function monthsOfLine(known: Dimension[]): string {
  const has = (name: string) => known.some((each) => each.name === name);
  const covered = (name: string, months: number) =>
    `when line.${name} is not null then datediff('month', greatest(line.${name}, $from), least(cast(line.${name} + interval ${months - 1} month as date), $to)) + 1`;
  const cases = [
    ...(has("month") ? ["when line.month is not null then 1"] : []),
    ...(has("quarter") ? [covered("quarter", 3)] : []),
    ...(has("year") ? [covered("year", 12)] : []),
  ];
  return cases.length > 0 ? `case ${cases.join(" ")} else $months end` : "$months";
}

function answeredSql({ by, metrics: asked }: Sources, sums: string[]): string {
  const names = by.map((each) => each.name);
  const last = names.at(-1) ?? "";
  const first = names[0] ?? "";
  const dimensions = by.flatMap(({ name, type }) =>
    type === "month"
      ? [name]
      : [
          `case ${name} when '(none)' then 'No enrollment found' else ${name} end as ${name}`,
          `${name} as ${name}_value`,
        ],
  );
  const notes = ["lines_without_allowed", "paid_without_enrollment"].filter((sum) => sums.includes(sum));
  return `select
  case when ${first} is null then 'total' when ${last} is null then 'subtotal' else 'row' end as line,
  ${[...dimensions, ...asked.map((metric) => `${figureSql(metric)} as ${metric.name}`), ...notes.map((sum) => `${sum} as note_${sum}`)].join(",\n  ")}
from filled`;
}

function figureSql({ formula, type, scale }: Metric): string {
  const exact = `cast(${formula} as decimal(38, 10))`;
  return type === "integer" ? `cast(round(${exact}) as bigint)` : `round(${exact}, ${scale})`;
}

/** Groups by their subtotals and lines in them by the figure asked for; else each dimension in its own order. */
function orderOf(question: QuestionContent, { by, metrics: asked }: Sources): string[] {
  const given = question.sort ?? defaultSort(question, by);
  const descending = given?.startsWith("-") ?? false;
  const name = given?.replace(/^-/, "");
  const metric = asked.find((each) => each.name === name);
  const way = descending ? "desc nulls last" : "nulls last";
  const own = (dimension: Dimension, turned = false): string[] => {
    const value = dimension.type === "month" ? dimension.name : `${dimension.name}_value`;
    if (dimension.type === "month") return [turned ? `${value} desc` : value];
    const place = dimension.order ? [`${dimension.order.replace("$value", value)} nulls last`] : [];
    return [`${value} = '${allOthers}'`, ...place, `starts_with(${value}, '(')`, turned ? `${value} desc` : value];
  };
  const order = ["line"];
  for (const [i, dimension] of by.entries()) {
    const inner = i === by.length - 1;
    if (metric && dimension.type !== "month") {
      const value = `${dimension.name}_value`;
      const group = by.slice(0, i + 1).map((each) => (each.type === "month" ? each.name : `${each.name}_value`));
      const figure = inner
        ? metric.name
        : `max(${metric.name}) filter (where line = 'subtotal' and ${nextValue(by, i)} is null) over (partition by ${group.join(", ")})`;
      order.push(`${value} = '${allOthers}'`, `${figure} ${way}`);
    }
    order.push(...own(dimension, name === dimension.name && descending));
  }
  return order;
}

function nextValue(by: readonly Dimension[], i: number): string {
  const next = by[i + 1];
  return next ? (next.type === "month" ? next.name : `${next.name}_value`) : "null";
}

/** The largest first where there are many; else as people read the dimension. */
function defaultSort({ metrics: [metric], top }: QuestionContent, by: readonly Dimension[]): string | undefined {
  return top || by.some((each) => each.wide) ? `-${metric}` : undefined;
}

function cte(name: string, sql: string): string {
  return `${name} as (\n${indented(sql, 2)}\n)`;
}
