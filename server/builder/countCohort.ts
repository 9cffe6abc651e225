import { DATE, DuckDBDateValue } from "@duckdb/node-api";
import type { Month } from "../reports/months.ts";
import type { Period } from "../reports/period.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/** How large a cohort is, beside everyone, in its own period. Dollars as text. */
export interface CohortCount {
  period: { from: Month; to: Month; label: string };
  members: number;
  /** Everyone with a month of coverage or a claim in the period. */
  everyone: number;
  paid: string;
  everyonesPaid: string;
  /** The query that finds its members. */
  sql: string;
}

export async function countCohort(
  warehouse: Warehouse,
  table: string,
  period: Period,
  { sql, signal }: { sql: string; signal?: AbortSignal },
): Promise<CohortCount> {
  const counted = await warehouse.query(
    `with cost as (
  select
    c.person_key,
    sum(c.paid) as paid
  from marts.cost_month as c
  where c.incurred_month between $from and $to
  group by c.person_key
),
person as (
  select person_key from cost
  union
  select person_key from marts.member_month where month between $from and $to
)
select
  (select count(*) from ${table}),
  (select count(*) from person),
  (select cast(coalesce(sum(paid), 0) as decimal(18, 2)) from cost semi join ${table} using (person_key)),
  (select cast(coalesce(sum(paid), 0) as decimal(18, 2)) from cost)`,
    { from: { value: dateOf(period.from), type: DATE }, to: { value: dateOf(period.to), type: DATE } },
    { signal },
  );
  const [members, everyone, paid, everyonesPaid] = counted.rows[0] ?? [];
  return {
    period: { from: period.from, to: period.to, label: period.label },
    members: Number(members),
    everyone: Number(everyone),
    paid: String(paid),
    everyonesPaid: String(everyonesPaid),
    sql,
  };
}

function dateOf(month: Month): DuckDBDateValue {
  return DuckDBDateValue.fromParts({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)), day: 1 });
}
