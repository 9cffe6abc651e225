import type { LayoutColumn, LayoutTable } from "./layout.ts";

/** SQL for a column of the file by its place, 0 for the first: text without blanks around it, null where empty. */
export type Field = (place: number) => string;

/** What a file gives to one table. */
export interface Part {
  table: LayoutTable;
  /** SQL that is true of the rows taken; null takes every row. */
  where: ((field: Field) => string) | null;
  targets: Target[];
}

/** One column of a table and how the file gives it. */
export interface Target {
  column: LayoutColumn;
  /** The file's own name of the column, or of the columns; for messages. */
  header: string;
  /** The file's columns that it reads; none for a constant. */
  places: number[];
  /**
   * SQL for text as a load's own columns write it (YYYY-MM-DD, 1234.50, null where empty); what cannot be read comes out
   * as it stands, so that the check rejects it. Null: the one column as it is.
   */
  sql: ((field: Field) => string) | null;
  /**
   * SQL for the value in the column's own type, null where the text cannot be read. Where there is one, it stands for
   * `sql`, the cast and the check: a column of digits need not be written as a date only to be read again.
   */
  typed?: ((field: Field) => string) | null;
  /** "not a date written MM/DD/YYYY"; null: what is said of the column's kind. */
  complaint: string | null;
}
