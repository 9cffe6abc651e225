import type { Cell, Envelope } from "../../server/reports/envelope.ts";
import type { CatalogueEntry } from "../api/types.ts";
import { accepts, listNames } from "../filters/params.ts";
import type { Search } from "../filters/search.ts";
import { joinValues } from "../filters/valueList.ts";
import { columnIndex } from "./envelopeCells.ts";

/** A value on the page that can filter the page. */
export interface Crossing {
  /** The parameter. */
  name: string;
  value: string;
  /** The value as the reader sees it. */
  label: string;
  /** Whether the page is filtered by it already, and by it alone. */
  on: boolean;
}

/** Columns that are called otherwise than the filter of the same thing. */
const filterOf: Record<string, string> = {
  coverage_tier: "tier",
  member_status: "status",
  bargaining_unit: "unit",
  network_tier: "network",
  procedure_code: "code",
  ndc: "drug",
};

/** The filter that a dimension's value on this line can be; null where the page has no such filter. */
export function crossFilter(
  envelope: Envelope,
  entry: Pick<CatalogueEntry, "parameters" | "own">,
  cells: readonly Cell[],
  column: string | undefined,
  search: Search,
): Crossing | null {
  if (!column) return null;
  const shown = cells[columnIndex(envelope, column)] ?? null;
  const name = parameterOf(envelope, column);
  const isFilter = (listNames as readonly string[]).includes(name) && accepts(entry, name);
  const known = isFilter || entry.own[name]?.type === "list";
  if (shown === null || !known) return null;
  const source = envelope.meta.drill?.set[name] ?? (hasFilterValue(envelope, column) ? "filter_value" : column);
  const value = joinValues([String(cells[columnIndex(envelope, source)] ?? "")].filter(Boolean));
  return value === undefined ? null : { name, value, label: String(shown), on: search[name] === value };
}

/** The parameter by which the report itself leads down where it is of this column, else the one of the same name. */
function parameterOf({ meta }: Envelope, column: string): string {
  const set = Object.entries(meta.drill?.set ?? {});
  return set.find(([, source]) => source === column)?.[0] ?? filterOf[column] ?? column;
}

/** Some reports show a value in words and keep the filter's own in a hidden column. */
function hasFilterValue({ columns }: Envelope, column: string): boolean {
  const first = columns.find((each) => each.role === "dimension" && !each.hidden);
  return first?.name === column && columns.some((each) => each.name === "filter_value");
}
