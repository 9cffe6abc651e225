import type { MappedTable } from "../../server/load/mapping/mapping.ts";
import type { TargetColumn, TargetTable } from "../api/types.ts";

export interface Unmet {
  /** Columns without which the table cannot be filled. */
  missing: TargetColumn[];
  /** Groups of which one column at least is needed. */
  oneOf: string[][];
}

/** What a table still needs before files can be read into it. */
export function unmetColumns(
  { columns, without = [] }: Pick<MappedTable, "columns" | "without">,
  target: TargetTable,
): Unmet {
  const open = (name: string) => columns[name] === undefined;
  return {
    missing: target.columns.filter(({ name, needed }) => needed && open(name)),
    // A mapping file can say that the vendor gives no persons, dollars or dates.
    oneOf: without.length > 0 ? [] : target.oneOf.filter((group) => group.every(open)),
  };
}
