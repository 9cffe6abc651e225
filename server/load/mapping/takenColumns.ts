import { conditionColumns } from "./condition.ts";
import type { Condition, MappedFile, Value } from "./mapping.ts";
import { normalName } from "./names.ts";

/** The normal names of all columns that a mapping looks at. */
export function takenColumns({ tables, when }: MappedFile): string[] {
  const named = tables.flatMap(({ where, columns }) => [
    ...conditionNames(where),
    ...Object.values(columns).flatMap(valueColumns),
  ]);
  return [...new Set([...named, ...when.columns].map(normalName))];
}

/** The columns that a value is made from. */
export function valueColumns(value: Value): string[] {
  if (typeof value === "string") return [value];
  const { from, first, combine, sum, when, negate } = value;
  return [
    ...[from ?? []].flat(),
    ...[...(first ?? []), ...(combine ?? []), ...(sum ?? [])].flatMap(valueColumns),
    ...conditionNames(when),
    ...conditionNames(typeof negate === "object" ? negate : undefined),
  ];
}

function conditionNames(condition: Condition | undefined): string[] {
  return condition ? conditionColumns(condition) : [];
}
