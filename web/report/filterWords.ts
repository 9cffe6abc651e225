import type { Meta } from "../../server/reports/envelope.ts";
import type { ListFilter } from "../api/types.ts";
import { splitValues } from "../filters/valueList.ts";

const apart = ["period", "compare", "basis", "completion", "profile", "as_of"];

/** The filters in words, for paper and files: `2025`, `against 2024`, `incurred`, `Plan: PPO, HDHP`. */
export function filterWords(meta: Meta, filters: readonly ListFilter[] = []): string[] {
  const lists = Object.entries(meta.params).filter(([name]) => !apart.includes(name));
  return [
    meta.period.label,
    ...(meta.prior ? [`against ${meta.prior.label}`] : []),
    ...(meta.params.basis ? [meta.params.basis] : []),
    ...lists.map(([name, value]) => `${labelOf(name, filters)}: ${splitValues(value).join(", ")}`),
  ];
}

function labelOf(name: string, filters: readonly ListFilter[]): string {
  const words = name.replaceAll("_", " ");
  return filters.find((filter) => filter.name === name)?.label ?? words.charAt(0).toUpperCase() + words.slice(1);
}
