import type { ManifestFile } from "../manifest.ts";
import type { Check, CheckBook, Relation } from "./check.ts";
import type { CheckTables } from "./checkTables.ts";

/** A check and a table of the load that it applies to. */
export interface Judged {
  check: Check;
  table: string;
  /** Numbers, among all files of the load, of those whose rows are judged. */
  files: number[];
  relations: Relation[];
}

/** What one check found in one table. */
export interface Finding {
  /** Rows by the number of the file; null: what stands in no file, such as a month that is missing. */
  rows: Map<number | null, number>;
  /** Rows, or values, judged. */
  of: number;
  amount: string | null;
  /** Some of what is found are single rows; true where it is not said. */
  ofRows?: boolean;
  /** Months or words, never anything of a person. */
  what: string[];
}

/** Every check that has something to say of these tables. */
export function applicable(book: CheckBook, files: ManifestFile[], tables: CheckTables): Judged[] {
  return book.checks.flatMap((check) =>
    check.tables.flatMap((table) => {
      if (!tables.staged.has(table)) return [];
      const numbers = files.flatMap((file, number) => (file.table === table && gives(file, check) ? [number] : []));
      const needed = check.with.map((name) => name.replace("{table}", table));
      const relations = relationsOf(book, needed);
      const present = [...needed, ...relations.flatMap((relation) => relation.with)].every(
        (name) => name.startsWith("work.") || isKnown(name, tables),
      );
      return numbers.length > 0 && present ? [{ check, table, files: numbers, relations }] : [];
    }),
  );
}

/** The relations named, each after those that it reads. */
export function relationsOf({ relations }: Pick<CheckBook, "relations">, names: string[]): Relation[] {
  const found = names.flatMap((name) => {
    const relation = relations.find((each) => `work.${each.name}` === name);
    return relation ? [...relationsOf({ relations }, relation.with), relation] : [];
  });
  return found.filter((relation, at) => found.indexOf(relation) === at);
}

/**
 * A value check asks each column by itself; any one is enough. An X12 transaction says what its kind says (a claim that is
 * sent in has no payment), so that no X12 file is stopped.
 */
function gives(file: ManifestFile, { kind, columns, some, severity }: Check): boolean {
  if (severity === "stop" && file.format === "x12") return false;
  const has = (column: string) => !file.absentColumns.includes(column);
  if (some.length > 0 && !some.some(has)) return false;
  return kind === "value" ? columns.some(has) : columns.every(has);
}

/** `eligibility`, `eligibility.birth_date`, or with `held.` before it where only earlier loads count. */
function isKnown(name: string, { staged, held }: CheckTables): boolean {
  const [table = "", column] = name.replace(/^held\./, "").split(".");
  const places = name.startsWith("held.") ? [held] : [staged, held];
  return places.some((place) => {
    const columns = place.get(table);
    return columns !== undefined && (column === undefined || columns.has(column));
  });
}
