import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PlanlensError } from "../errors.ts";
import { productPaths } from "../root.ts";

/** A known way in which extracts are laid out, as data/layouts/<name>.yaml describes it. */
export interface Layout {
  name: string;
  version: number;
  title: string;
  tables: LayoutTable[];
}

export interface LayoutTable {
  name: string;
  meaning: string;
  /** Columns by which a header is recognized. */
  required: string[];
  /** Groups of columns, of each of which a header has at least one. */
  oneOf: string[][];
  /** Columns without which reports have gaps; a file that lacks them is read, and they are named. */
  wanted: string[];
  /** Columns that no row may leave empty; of a group, one is enough. */
  filled: string[][];
  /** Pairs of dates of which the second may not lie before the first. */
  ordered: [string, string][];
  /** What should name a row only once within a load. */
  key: string[];
  /** Dates, the first given first, from and to which the rows reach. */
  from: string[];
  to: string[];
  columns: LayoutColumn[];
}

export type ColumnKind = "text" | "id" | "date" | "amount" | "quantity" | "integer";

export interface LayoutColumn {
  name: string;
  kind: ColumnKind;
  /** The SQL type in a load's Parquet. */
  type: string;
  meaning: string;
  /** Other names that a header may use where it has not this one. */
  aliases: string[];
  /** The only values allowed, in lower case; empty: any. */
  values: string[];
}

const sqlTypes: Record<ColumnKind, string> = {
  text: "VARCHAR",
  id: "VARCHAR",
  date: "DATE",
  amount: "DECIMAL(18,2)",
  quantity: "DECIMAL(18,3)",
  integer: "BIGINT",
};

const columnFile = z.strictObject({
  name: z.string().regex(/^[a-z_]+(\{\d+\.\.\d+\})?$/),
  type: z.enum(["text", "id", "date", "amount", "quantity", "integer"]),
  meaning: z.string(),
  aliases: z.array(z.string()).default([]),
  values: z.array(z.string()).default([]),
});

const layoutFile = z.strictObject({
  name: z.string(),
  version: z.int(),
  title: z.string(),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      meaning: z.string(),
      required: z.array(z.string()),
      one_of: z.array(z.array(z.string())).default([]),
      wanted: z.array(z.string()).default([]),
      filled: z.array(z.union([z.string(), z.array(z.string())])),
      ordered: z.array(z.tuple([z.string(), z.string()])).default([]),
      key: z.array(z.string()),
      from: z.array(z.string()),
      to: z.array(z.string()),
      columns: z.array(columnFile),
      extras: z.array(columnFile).default([]),
    }),
  ),
});

/** The folder of the layout whose names are our own, and of the mappings that bring others to it. */
export const layoutFolder = join(productPaths.root, "data", "layouts");
const direct = ["tuva"];
const known = new Map<string, Layout>();

/**
 * The layouts to recognize a header by: all whose names are our own, or the one that is asked for; none where the name
 * is that of a shipped mapping.
 * @throws PlanlensError `unknown-layout` where there is nothing of that name.
 */
export function layouts(name?: string): Layout[] {
  if (name === undefined) return direct.map(readLayout);
  const names = layoutNames();
  if (!names.includes(name)) {
    throw new PlanlensError("unknown-layout", `There is no layout ${name}. Layouts: ${names.join(", ")}.`);
  }
  return direct.includes(name) ? [readLayout(name)] : [];
}

/** All that is shipped: layouts and mappings. */
export function layoutNames(): string[] {
  return readdirSync(layoutFolder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/** The shipped mappings. */
export function mappingNames(): string[] {
  return layoutNames().filter((name) => !direct.includes(name));
}

/** The tables of the Tuva input layer, with the columns that Planlens adds: the shape of every load. */
export function tuvaTables(): LayoutTable[] {
  return readLayout("tuva").tables;
}

function readLayout(name: string): Layout {
  const held = known.get(name);
  if (held) return held;
  const file = layoutFile.parse(parse(readFileSync(join(layoutFolder, `${name}.yaml`), "utf8")));
  const tables = file.tables.map(({ columns, extras, filled, one_of: oneOf, ...table }) => ({
    ...table,
    oneOf,
    filled: filled.map((each) => (typeof each === "string" ? [each] : each)),
    columns: [...columns, ...extras].flatMap(expand),
  }));
  const layout = { ...file, tables };
  known.set(name, layout);
  return layout;
}

/** `code_{1..3}` stands for three columns. */
function expand({ type: kind, ...column }: z.infer<typeof columnFile>): LayoutColumn[] {
  const whole = { ...column, kind, type: sqlTypes[kind] };
  const range = /\{(\d+)\.\.(\d+)\}/.exec(column.name);
  if (!range) return [whole];
  const [text, first, last] = range;
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => {
    const n = String(Number(first) + step);
    return { ...whole, name: column.name.replace(text, n), meaning: column.meaning.replace("{n}", n) };
  });
}
