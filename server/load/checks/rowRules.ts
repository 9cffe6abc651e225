import { checkBook } from "./check.ts";

/** A rule by which the pass that reads a file rejects rows. */
export interface RowRule {
  id: string;
  /** The rule holds for files that give all of them. */
  columns: string[];
  /** SQL over the table's own columns, in their own types; true where the row cannot be used, and else false or null. */
  when: string;
  /** What is wrong, as it stands in the row's reason. */
  reason: string;
}

/** The rules of `queries/checks` that reject rows of a table. */
export function rowRules(table: string): RowRule[] {
  return checkBook()
    .checks.filter(({ kind, severity, tables }) => kind === "row" && severity === "reject" && tables.includes(table))
    .map(({ check, columns, sql, title }) => ({ id: check, columns, when: `(${sql}\n)`, reason: reasonOf(title) }));
}

/** A title within a sentence. */
export function reasonOf(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
