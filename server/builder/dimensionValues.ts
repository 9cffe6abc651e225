import { VARCHAR } from "@duckdb/node-api";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { Dimension, Fact } from "./dimensions.ts";

export interface DimensionValue {
  value: string;
  /** What it is called, where a code set that the plan keeps says so. */
  name: string | null;
  /** Claim lines with it. */
  lines: number;
}

/** Tables of names by code, empty where nothing was dropped in. */
export const namesOfCodes: Record<string, { table: string; code: string }> = {
  code: { table: "marts.procedure", code: "code" },
  diagnosis: { table: "marts.diagnosis", code: "diagnosis_code" },
  drug: { table: "marts.drug", code: "ndc" },
  provider: { table: "marts.provider", code: "provider" },
  drg: { table: "marts.drg", code: "drg_code" },
};

const most = 60;

/** Values of a dimension that have `text` in them, or in their names; those with the most claim lines first. */
export async function dimensionValues(
  warehouse: Warehouse,
  { name, on }: Dimension,
  text: string,
  signal?: AbortSignal,
): Promise<DimensionValue[]> {
  const facts: Fact[] = on.cost
    ? ["cost"]
    : (["service", "fill"] as const).filter((fact) => !on[fact]?.startsWith("'"));
  const rows = facts.map((fact) => {
    const value = (on[fact] ?? "null").replaceAll("basis_month(c)", "c.incurred_month");
    return `select ${value} as value, c.lines from ${fact === "cost" ? "marts.cost_month" : `marts.${fact}`} as c`;
  });
  const names = namesOfCodes[name];
  const called = names
    ? `(select min(n.name) from ${names.table} as n where cast(n.${names.code} as varchar) = counted.value)`
    : "cast(null as varchar)";
  const { rows: found } = await warehouse.query(
    `with counted as (
  select cast(value as varchar) as value, sum(lines) as lines
  from (${rows.join(" union all ")})
  group by all
),
named as (select value, ${called} as name, lines from counted)
select value, name, cast(lines as bigint)
from named
where contains(lower(value), lower($text)) or contains(lower(coalesce(name, '')), lower($text))
order by lines desc, value
limit ${most}`,
    { text: { value: text, type: VARCHAR } },
    { signal },
  );
  return found.map(([value, called, lines]) => ({
    value: String(value),
    name: called === null || called === undefined ? null : String(called),
    lines: Number(lines),
  }));
}
