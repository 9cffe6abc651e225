import type { Warehouse } from "../warehouse/warehouse.ts";
import type { ClosedValue, ClosedValues } from "./ownParameter.ts";
import type { FilterValues } from "./parameters.ts";
import { type FilterName, sliceFilters } from "./slice.ts";

/** The values that each filter may take in this warehouse, sorted, what was not found or not given last. */
export async function readFilterValues(warehouse: Warehouse): Promise<FilterValues> {
  const tables = ["marts.member_month", "marts.cost_month"];
  const parts = sliceFilters.flatMap(({ name, column }) =>
    tables
      .filter((table) => column !== "network_tier" || table === "marts.cost_month")
      .map((table) => `select distinct '${name}' as name, ${column} as value from ${table}`),
  );
  const [{ rows }, closed] = await Promise.all([warehouse.query(parts.join(" union ")), readClosedValues(warehouse)]);
  const values = Object.fromEntries(sliceFilters.map(({ name }) => [name, [] as string[]])) as Record<
    FilterName,
    string[]
  >;
  for (const [name, value] of rows) values[name as FilterName].push(String(value));
  for (const list of Object.values(values)) list.sort(byWords);
  return { ...values, closed };
}

/** The lists that stand in the reference tables, whatever the data has of them. */
async function readClosedValues(warehouse: Warehouse): Promise<ClosedValues> {
  const { rows } = await warehouse.query(`
    select distinct 'category' as name, cast(category as varchar) as value, cast(category as varchar) as label, category_order as place
    from core.service_category
    union all
    select 'category', 'No enrollment found', 'No enrollment found', 1000
    union all
    select 'service', cast(service as varchar), cast(service as varchar), service_order
    from core.service_category
    union all
    select 'service', 'No enrollment found', 'No enrollment found', 1000
    union all
    select 'condition', condition, label, condition_order
    from marts.condition
    union all
    select 'condition', 'behavioral', 'Behavioral health', 1000
    order by name, place, value`);
  const closed: Record<string, ClosedValue[]> = {};
  for (const [name, value, label] of rows) {
    closed[String(name)] ??= [];
    closed[String(name)]?.push({ value: String(value), label: String(label) });
  }
  return closed;
}

function byWords(a: string, b: string): number {
  return Number(a.startsWith("(")) - Number(b.startsWith("(")) || a.localeCompare(b, "en", { numeric: true });
}
