import type { Warehouse } from "../warehouse/warehouse.ts";
import type { FilterValues } from "./parameters.ts";
import { sliceFilters } from "./slice.ts";

/** The values that each filter may take in this warehouse, sorted, what was not found or not given last. */
export async function readFilterValues(warehouse: Warehouse): Promise<FilterValues> {
  const tables = ["marts.member_month", "marts.cost_month"];
  const parts = sliceFilters.flatMap(({ name, column }) =>
    tables
      .filter((table) => column !== "network_tier" || table === "marts.cost_month")
      .map((table) => `select distinct '${name}' as name, ${column} as value from ${table}`),
  );
  const { rows } = await warehouse.query(parts.join(" union "));
  const values = Object.fromEntries(sliceFilters.map(({ name }) => [name, [] as string[]])) as FilterValues;
  for (const [name, value] of rows) values[name as keyof FilterValues].push(String(value));
  for (const list of Object.values(values)) list.sort(byWords);
  return values;
}

function byWords(a: string, b: string): number {
  return Number(a.startsWith("(")) - Number(b.startsWith("(")) || a.localeCompare(b, "en", { numeric: true });
}
