import { join } from "node:path";
import { z } from "zod";
import { PlanlensError } from "../../errors.ts";
import { productPaths } from "../../root.ts";
import { readSqlFile, readSqlFolder, type SqlFile } from "../../warehouse/sqlFile.ts";
import { type LayoutTable, tuvaTables } from "../layout.ts";

/**
 * `stop`: the file cannot be right; `reject`: the row cannot be used and is left out with its reason; `warn`: it is
 * loaded, and shown.
 */
export const severities = ["stop", "reject", "warn"] as const;

const columnName = z.string().regex(/^[a-z_]+(\{\d+\.\.\d+\}|\d+)?$/);

const CheckFront = z.strictObject({
  /** Stable name, the same as the file's. */
  check: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(5).max(90),
  severity: z.enum(severities),
  /**
   * row: one condition over a row's columns; value: one condition over `value`, asked once for each value of each of the
   * columns; set: a select that gives `source_file`, `source_row` and, if need be, `amount` and `what` of what is found.
   */
  kind: z.enum(["row", "value", "set"]),
  /** Tables judged, each on its own. */
  tables: z.array(z.string()).min(1),
  /** Columns of the table without which the check says nothing; of a value check, those whose values are judged. */
  columns: z.array(columnName).default([]),
  /** Columns of which a file has to give one, or the check says nothing of it. */
  some: z.array(columnName).default([]),
  /** What else must be there: another table (this load or an earlier one), or a relation of queries/checks/relations. */
  with: z.array(z.string()).default([]),
  /** A set check whose statement names no table; or the rows judged: those loaded, or those that were rejected. */
  over: z.enum(["loaded", "rejected"]).default("loaded"),
  /** The column summed as {amount}. */
  amount: z.string().optional(),
  /** Found above it: below 1 a share of the rows judged, otherwise a number of rows. */
  threshold: z.number().min(0).default(0),
  /** A share beyond which it is the way of the file, and no finding. */
  ceiling: z.number().min(0).max(1).optional(),
  message: z.string(),
  remedy: z.string(),
  source: z.string(),
});

/** One rule of `queries/checks`. */
export type Check = Omit<z.infer<typeof CheckFront>, "columns"> & { columns: string[]; sql: string; path: string };

/** A table that several set checks read, made once where one of them applies. */
export interface Relation {
  name: string;
  as: "table" | "view";
  /** Tables of which some row must be known, here or in an earlier load; relations, as `work.<name>`, made before. */
  with: string[];
  sql: string;
  path: string;
}

const RelationFront = z.strictObject({
  relation: z.string().regex(/^[a-z_]+$/),
  as: z.enum(["table", "view"]).default("table"),
  /** A query of the warehouse, below `queries`, that gives it; then the file has no statement of its own. */
  query: z.string().optional(),
  with: z.array(z.string()).default([]),
  grain: z.string(),
  why: z.string(),
});

export interface CheckBook {
  checks: Check[];
  relations: Relation[];
}

let held: CheckBook | null = null;

/** Every rule of the product. @throws PlanlensError `bad-query` that names the file. */
export function checkBook(): CheckBook {
  held ??= readCheckBook(productPaths.queries);
  return held;
}

/** The rules of a folder `checks` below `queries`. @throws PlanlensError `bad-query` that names the file. */
export function readCheckBook(queries: string): CheckBook {
  const book: CheckBook = { checks: [], relations: [] };
  for (const file of readSqlFolder(queries, "checks")) {
    if (file.path.startsWith("checks/relations/")) {
      const { relation, query, ...front } = parsed(RelationFront, file);
      if (relation !== file.name) throw wrong(file, "relation is not the file's name");
      const sql = query ? readSqlFile(queries, join(queries, query)).sql : file.sql;
      book.relations.push({ ...front, name: relation, sql, path: file.path });
    } else book.checks.push(checkOf(file));
  }
  const ids = book.checks.map(({ check }) => check);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw new PlanlensError("bad-query", `Two files of queries/checks are called ${twice}.`);
  return book;
}

function checkOf(file: SqlFile): Check {
  const front = parsed(CheckFront, file);
  if (front.check !== file.name) throw wrong(file, "check is not the file's name");
  const columns = front.columns.flatMap(expanded);
  const known = new Map(tuvaTables().map((table) => [table.name, table]));
  for (const name of front.tables) {
    const table = known.get(name);
    if (!table) throw wrong(file, `there is no table ${name}`);
    const strange = unknownColumn(table, [...columns, ...front.some], front.amount);
    if (strange) throw wrong(file, `${name} has no column ${strange}`);
  }
  if (front.kind === "value" && columns.length === 0) throw wrong(file, "a value check names its columns");
  if (front.kind === "row" && front.severity === "reject" && front.over === "rejected") {
    throw wrong(file, "what is rejected already cannot be rejected again");
  }
  if (front.severity === "reject" && front.kind !== "row") throw wrong(file, "only a row check can reject a row");
  return { ...front, columns, sql: file.sql, path: file.path };
}

function unknownColumn(table: LayoutTable, columns: string[], amount: string | undefined): string | undefined {
  const names = new Set(table.columns.map(({ name }) => name));
  return [...columns, ...(amount ? [amount] : [])].find((column) => !names.has(column));
}

/** `code_{1..3}` stands for three columns. */
function expanded(name: string): string[] {
  const range = /\{(\d+)\.\.(\d+)\}/.exec(name);
  if (!range) return [name];
  const [text, first, last] = range;
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) =>
    name.replace(text, String(Number(first) + step)),
  );
}

function parsed<T>(schema: z.ZodType<T>, file: SqlFile): T {
  const result = schema.safeParse(file.frontMatter);
  if (result.success) return result.data;
  throw wrong(file, z.prettifyError(result.error));
}

function wrong(file: SqlFile, what: string): PlanlensError {
  return new PlanlensError("bad-query", `queries/${file.path}: ${what}.`);
}
