import { VARCHAR } from "@duckdb/node-api";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { DimensionValue } from "./dimensionValues.ts";

/** What a cohort's condition is chosen from and a question is not told apart by: the words, with how often they are met. */
const lists = {
  /** Chronic conditions; the members who have had each. */
  condition: `select
    k.label as value,
    (select count(distinct m.person_key) from marts.member_condition as m where m.condition = k.condition) as lines
  from marts.condition as k`,
  /** Categories of medical care; claim lines of each. */
  care: `select cast(c.category_1 as varchar) as value, sum(c.lines) as lines
  from marts.cost_month as c
  where c.benefit = 'medical'
  group by all`,
} as const;

export type WordList = keyof typeof lists;

export function isWordList(name: string): name is WordList {
  return Object.hasOwn(lists, name);
}

/** Those with `text` in them, the most frequent first. */
export async function listedWords(
  warehouse: Warehouse,
  name: WordList,
  text: string,
  signal?: AbortSignal,
): Promise<DimensionValue[]> {
  const { rows } = await warehouse.query(
    `select value, cast(coalesce(lines, 0) as bigint)
from (${lists[name]})
where contains(lower(value), lower($text))
order by lines desc, value`,
    { text: { value: text, type: VARCHAR } },
    { signal },
  );
  return rows.map(([value, lines]) => ({ value: String(value), name: null, lines: Number(lines) }));
}
