import { DATE, DuckDBDateValue, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { dimensions } from "../builder/dimensions.ts";
import type { Month } from "../reports/months.ts";
import type { Period } from "../reports/period.ts";
import type { BoundValue } from "../warehouse/warehouse.ts";
import type { CohortCondition, CohortContent } from "./cohort.ts";

interface Query {
  sql: string;
  bound: Record<string, BoundValue>;
}

/**
 * One query that gives the `person_key` of each member of a cohort, values bound. Claims count by month of service,
 * on final lines; dollars on all paid versions; months of coverage by the plan's rule.
 */
export function cohortSql(content: CohortContent, period: Period): Query {
  const bound: Record<string, BoundValue> = {
    cohort_from: { value: dateOf(period.from), type: DATE },
    cohort_to: { value: dateOf(period.to), type: DATE },
  };
  const bind = (value: BoundValue): string => {
    const name = `cohort_${Object.keys(bound).length}`;
    bound[name] = value;
    return `$${name}`;
  };
  const meets = (condition: CohortCondition) => `p.person_key in (\n${indented(conditionSql(condition, bind))}\n  )`;
  const parts = content.all.map(meets);
  if (content.any.length > 0) parts.push(`(\n    ${content.any.map(meets).join("\n    or ")}\n  )`);
  for (const condition of content.none) parts.push(`not ${meets(condition)}`);
  return { sql: `select p.person_key\nfrom marts.person as p\nwhere\n  ${parts.join("\n  and ")}`, bound };
}

type Bind = (value: BoundValue) => string;

function conditionSql(condition: CohortCondition, bind: Bind): string {
  switch (condition.has) {
    case "diagnosis":
      return diagnosisSql(condition, bind);
    case "condition":
      return `select person_key
from marts.member_condition
where
  condition in (
    select k.condition
    from marts.condition as k
    join (select lower(unnest(${bind(texts(condition.conditions))})) as word) as given
      on given.word = lower(k.condition)
      or given.word = lower(k.label)
  )
  and first_month <= $cohort_to
  and last_month >= $cohort_from`;
    case "procedure":
      return daysOf("marts.service", begins("c.procedure_code", plain(condition.codes), bind), condition.days, bind);
    case "drug":
      return fillsOf(condition, bind);
    case "care":
      return careSql(condition, bind);
    case "use":
      return `select person_key
from marts.use_month
where
  month between $cohort_from and $cohort_to
  and measure = ${bind(text(condition.measure))}
group by person_key
having sum(count) >= ${bind(whole(condition.times))}`;
    case "cost":
      return costSql(condition, bind);
    case "member":
      return memberSql(condition, bind);
    case "enrolled":
      return enrolledSql(condition, bind);
  }
}

function diagnosisSql({ codes, place, days }: Of<"diagnosis">, bind: Bind): string {
  const list = plain(codes);
  if (place === "principal") return daysOf("marts.service", begins("c.diagnosis_code", list, bind), days, bind);
  const value = bind(texts(list));
  const fits = list.map((_, i) => `starts_with(code, ${value}[${i + 1}])`).join(" or ");
  return `select c.person_key
from (
  select
    l.person_key,
    l.service_date,
    [*columns(l -> regexp_matches(l, '^diagnosis_code_[0-9]+$'))] as codes
  from core.medical_line as l
  where
    l.is_final
    and l.incurred_month between $cohort_from and $cohort_to
) as c
where list_bool_or(list_transform(c.codes, lambda code: coalesce(${fits}, false)))
group by c.person_key
having count(distinct c.service_date) >= ${bind(whole(days))}`;
}

/** People with a final line that meets `condition` on so many different days. */
function daysOf(table: string, condition: string, days: number, bind: Bind): string {
  return `select c.person_key
from ${table} as c
where
  c.is_final
  and c.incurred_month between $cohort_from and $cohort_to
  and ${condition}
group by c.person_key
having count(distinct c.service_date) >= ${bind(whole(days))}`;
}

function fillsOf({ ndc, classes, fills }: Of<"drug">, bind: Bind): string {
  const parts: string[] = [];
  if (ndc)
    parts.push(
      begins(
        "c.ndc",
        ndc.map((code) => code.replaceAll(/\D/g, "")),
        bind,
      ),
    );
  if (classes) {
    const names = bind(texts(classes));
    parts.push(
      `(cast(c.category_2 as varchar) in (select unnest(${names})) or c.ndc in (select d.ndc from marts.drug as d where d.class_code in (select unnest(${names})) or d.class_name in (select unnest(${names})) or d.name in (select unnest(${names}))))`,
    );
  }
  return `select c.person_key
from marts.fill as c
where
  c.is_final
  and c.incurred_month between $cohort_from and $cohort_to
  and (${parts.join(" or ") || "true"})
group by c.person_key
having count(*) >= ${bind(whole(fills))}`;
}

function careSql({ categories, services, days }: Of<"care">, bind: Bind): string {
  const parts: string[] = [];
  if (categories) parts.push(`cast(c.category_1 as varchar) in (select unnest(${bind(texts(categories))}))`);
  if (services) parts.push(`cast(c.category_2 as varchar) in (select unnest(${bind(texts(services))}))`);
  return daysOf("marts.service", `(${parts.join(" or ") || "true"})`, days, bind);
}

function costSql({ amount, benefit, atLeast, below }: Of<"cost">, bind: Bind): string {
  const limits: string[] = [];
  if (atLeast) limits.push(`coalesce(sum(${amount}), 0) >= cast(${bind(text(atLeast))} as decimal(18, 2))`);
  if (below) limits.push(`coalesce(sum(${amount}), 0) < cast(${bind(text(below))} as decimal(18, 2))`);
  return `select person_key
from marts.cost_month
where
  incurred_month between $cohort_from and $cohort_to${benefit ? `\n  and benefit = ${bind(text(benefit))}` : ""}
group by person_key
having ${limits.join(" and ") || "count(*) > 0"}`;
}

function memberSql({ dimension, values, always }: Of<"member">, bind: Bind): string {
  const column = dimensions.get(dimension)?.on.member ?? "null";
  const told = `${column} in (select unnest(${bind(texts(values))}))`;
  return `select m.person_key
from marts.member_month as m
where
  m.month between $cohort_from and $cohort_to
  and m.is_principal
group by m.person_key
having ${always ? "bool_and" : "bool_or"}(${told})`;
}

/** Months in a row lie as far apart as they are many. */
function enrolledSql({ months, inARow, benefit }: Of<"enrolled">, bind: Bind): string {
  const who = benefit ? `m.benefit = ${bind(text(benefit))}` : "m.is_principal";
  const covered = `select
    m.person_key,
    m.month,
    datediff('month', date '2000-01-01', m.month) - row_number() over (partition by m.person_key order by m.month) as stretch
  from marts.member_month as m
  where
    m.month between $cohort_from and $cohort_to
    and m.member_months > 0
    and ${who}`;
  return `select person_key
from (
  ${covered}
)
group by
  person_key${inARow ? ",\n  stretch" : ""}
having count(*) >= ${bind(whole(months))}`;
}

type Of<H extends CohortCondition["has"]> = Extract<CohortCondition, { has: H }>;

function begins(column: string, codes: string[], bind: Bind): string {
  const value = bind(texts(codes));
  return `(${codes.map((_, i) => `starts_with(cast(${column} as varchar), ${value}[${i + 1}])`).join(" or ")})`;
}

/** Codes as the warehouse writes them. */
function plain(codes: string[]): string[] {
  return codes.map((code) => code.toUpperCase().replaceAll(/[.\s]/g, ""));
}

function texts(values: string[]): BoundValue {
  return { value: listValue(values), type: LIST(VARCHAR) };
}

function text(value: string): BoundValue {
  return { value, type: VARCHAR };
}

function whole(value: number): BoundValue {
  return { value, type: INTEGER };
}

function dateOf(month: Month): DuckDBDateValue {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return DuckDBDateValue.fromParts({ year, month: number, day: 1 });
}

function indented(sql: string): string {
  return sql
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
