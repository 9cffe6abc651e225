import type { LayoutColumn, LayoutTable } from "../layout.ts";
import { conditionColumns } from "./condition.ts";
import type { MappedFile } from "./mapping.ts";
import { normalName } from "./names.ts";
import { valueColumns } from "./takenColumns.ts";

/** A column that a mapping reads and a file does not have. */
export interface AbsentColumn {
  /** What is read from it; "which rows are taken" where it is a condition. */
  target: string;
  column: string;
  /** Without it figures would be wrong, and nothing would show it. */
  grave: boolean;
}

const ids = ["claim_id", "person_id", "member_id", "subscriber_id", "ndc_code", "claim_status", "claim_version"];

/** The columns that a mapping reads and the header lacks, but for those that it calls optional. */
export function absentColumns(file: MappedFile, has: (name: string) => boolean, tables: LayoutTable[]): AbsentColumn[] {
  const optional = new Set((file.optional ?? []).map(normalName));
  const lacks = (name: string) => !has(normalName(name)) && !optional.has(normalName(name));
  const absent = file.tables.flatMap(({ table: name, where, columns }) => {
    const table = tables.find((each) => each.name === name);
    const rows = (where ? conditionColumns(where) : []).filter(lacks);
    return [
      ...rows.map((column) => ({ target: "which rows are taken", column, grave: true })),
      ...Object.entries(columns).flatMap(([target, value]) => {
        const known = table?.columns.find((column) => column.name === target);
        const grave = known !== undefined && table !== undefined && isGrave(known, table);
        return valueColumns(value)
          .filter(lacks)
          .map((column) => ({ target, column, grave }));
      }),
    ];
  });
  return [...new Map(absent.map((each) => [`${each.target} ${normalName(each.column)}`, each])).values()];
}

function isGrave({ name, kind }: LayoutColumn, { required, filled }: LayoutTable): boolean {
  return kind === "amount" || kind === "date" || [...ids, ...required, ...filled.flat()].includes(name);
}
