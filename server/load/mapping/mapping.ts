import { z } from "zod";
import { PlanlensError } from "../../errors.ts";
import { type Without, withouts } from "./tableNeeds.ts";

/** True of a row, by what stands in columns of the file. */
export type Condition =
  | { column: string; in?: string[]; notIn?: string[]; filled?: boolean; matches?: string }
  | { all: Condition[] }
  | { any: Condition[] };

/** How a column of a table is made from a file: the name of one column, or what to take and what to do with it. */
export type Value = string | MadeValue;

/** One source, then the steps in the order in which they stand here. */
export interface MadeValue {
  /** A column; of several, those that are filled, with `join` between them. */
  from?: string | string[];
  /** The first of these that is filled. */
  first?: Value[];
  /** All of these with `join` between them; empty where one is. */
  combine?: Value[];
  /** What those that are filled come to, in dollars; a value with `negate` is taken off. */
  sum?: Value[];
  constant?: string;
  /** A named group of the pattern for the file's name. */
  fileName?: string;
  join?: string;

  /** Only in these rows; else empty. */
  when?: Condition;
  /** What stands for nothing, beside what the file's `nulls` name. */
  nulls?: string[];
  /** From a place, 1 for the first, so many characters; from a place below zero, counted from the end. */
  slice?: { start: number; width?: number };
  /** Part 1 is the first, -1 the last. */
  split?: { by: string; part: number };
  /** Characters that are left out wherever they stand. */
  remove?: string;
  /** Fills up in front; longer values stay. */
  pad?: { width: number; with?: string };
  /** A national drug code of any form becomes eleven digits. */
  ndc?: boolean;
  /** Other words for the words of the source; upper and lower case are one. */
  codes?: Record<string, string>;
  /** What a word becomes that `codes` does not have; without it the word stays. */
  otherwise?: string;
  date?: string | string[];
  /** Of a month, the first or the last day. */
  day?: "first" | "last";
  /** The last year that two digits can mean. */
  latest?: number;
  amount?: AmountForm;
  /** Decimals that are implied; two where nothing else is said. */
  decimals?: number;
  negate?: boolean | Condition;
}

export type AmountForm = (typeof amountForms)[number];

/** What a mapping says of one kind of file. */
export interface MappedFile {
  /** What it is, for people. */
  title?: string;
  /** Columns that a header must have; a pattern that the file's name must have. */
  when: { columns: string[]; name?: string };
  reads?: Reads;
  /** What stands for nothing in any column: `#N/A`, `NULL`. */
  nulls?: string[];
  tables: MappedTable[];
  /** Columns that are left out on purpose. */
  ignore?: string[];
  /** Columns that the file may lack; any other that is read for dollars, dates or ids has to be there. */
  optional?: string[];
  /** Why nothing of the file is taken, where nothing is. */
  why?: string;
}

export interface MappedTable {
  table: string;
  /** Rows that are no rows of the table are set aside. */
  where?: Condition;
  /** What the vendor's file does not have, and claims are not taken without otherwise. */
  without?: Without[];
  /** By column of the table, or `x_…` for a column that is kept as text. */
  columns: Record<string, Value>;
}

/** What cannot be told from the file itself. */
export interface Reads {
  encoding?: "utf-8" | "windows-1252" | "utf-16le";
  delimiter?: string;
  /** Whether the first line names the columns. */
  header?: boolean;
  names?: string[];
  fixed?: { column: string; start: number; width: number }[];
}

/** How a vendor's files become tables: one document, shipped, written by hand, proposed or kept as a record. */
export interface Mapping {
  name: string;
  vendor: string;
  title?: string;
  version?: number;
  files: MappedFile[];
}

export const amountForms = ["decimal", "decimal-comma", "implied", "overpunch"] as const;

/** Files of columns by the hundred thousand are refused before anything is made of them. */
const most = { columns: 2000, words: 5000, text: 500 };

const text = z.string().max(most.text);
const column = z.string().min(1).max(most.text);
const words = z.array(text).max(most.words);
const pattern = z
  .string()
  .max(300)
  .refine(isPattern, "This is not a pattern that can be searched for (a regular expression).");

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({
      column,
      in: words.optional(),
      notIn: words.optional(),
      filled: z.boolean().optional(),
      matches: pattern.optional(),
    }),
    z.strictObject({ all: z.array(condition).min(1).max(50) }),
    z.strictObject({ any: z.array(condition).min(1).max(50) }),
  ]),
);

const madeValue: z.ZodType<MadeValue> = z.lazy(() =>
  z
    .strictObject({
      from: z.union([column, z.array(column).min(1).max(50)]).optional(),
      first: z.array(value).min(1).max(50).optional(),
      combine: z.array(value).min(1).max(50).optional(),
      sum: z.array(value).min(1).max(50).optional(),
      constant: text.optional(),
      fileName: text.optional(),
      join: text.optional(),
      when: condition.optional(),
      nulls: words.optional(),
      slice: z.strictObject({ start: z.int().refine((n) => n !== 0), width: z.int().positive().optional() }).optional(),
      split: z.strictObject({ by: z.string().min(1).max(10), part: z.int().refine((n) => n !== 0) }).optional(),
      remove: z.string().min(1).max(20).optional(),
      pad: z.strictObject({ width: z.int().min(1).max(100), with: z.string().length(1).optional() }).optional(),
      ndc: z.boolean().optional(),
      codes: z.record(text, text).optional(),
      otherwise: text.optional(),
      date: z.union([z.string().max(40), z.array(z.string().max(40)).min(1).max(12)]).optional(),
      day: z.enum(["first", "last"]).optional(),
      latest: z.int().min(1900).max(2200).optional(),
      amount: z.enum(amountForms).optional(),
      decimals: z.int().min(0).max(6).optional(),
      negate: z.union([z.boolean(), condition]).optional(),
    })
    .refine(({ from, first, combine, sum, constant, fileName }) => {
      return [from, first, combine, sum, constant, fileName].filter((each) => each !== undefined).length === 1;
    }, "A value comes from exactly one of from, first, combine, sum, constant and fileName."),
);

const value: z.ZodType<Value> = z.lazy(() => z.union([column, madeValue]));

const reads = z.strictObject({
  encoding: z.enum(["utf-8", "windows-1252", "utf-16le"]).optional(),
  delimiter: z.string().length(1).optional(),
  header: z.boolean().optional(),
  names: z.array(column).max(most.columns).optional(),
  fixed: z
    .array(z.strictObject({ column, start: z.int().positive(), width: z.int().positive() }))
    .max(most.columns)
    .optional(),
});

const needsColumns =
  "List under when.columns the columns (of the header, or of reads.fixed or reads.names) that this entry needs.";

const mappedFile = z
  .strictObject({
    title: text.optional(),
    when: z.strictObject(
      { columns: z.array(column, { error: needsColumns }).max(most.columns), name: pattern.optional() },
      { error: (issue) => (issue.input === undefined ? needsColumns : undefined) },
    ),
    reads: reads.optional(),
    nulls: words.optional(),
    tables: z
      .array(
        z.strictObject({
          table: text,
          where: condition.optional(),
          without: z.array(z.enum(withouts)).optional(),
          columns: z.record(text, value),
        }),
      )
      .max(20),
    ignore: z.array(column).max(most.columns).optional(),
    optional: z.array(column).max(most.columns).optional(),
    why: text.optional(),
  })
  .refine(({ tables, why }) => tables.length > 0 || why, "A file that fills no table says why.")
  .refine(({ when }) => when.columns.length > 0 || when.name, "A file is known by columns or by its name.");

/** The form of a mapping; `readMapping` also looks whether the tables and columns that it names are there. */
export const mappingSchema: z.ZodType<Mapping> = z.strictObject({
  name: z
    .string()
    .max(100)
    .regex(/^[a-z0-9][a-z0-9-]*$/, "A name has lower-case letters, digits and hyphens."),
  vendor: text,
  title: text.optional(),
  version: z.int().positive().optional(),
  files: z.array(mappedFile).min(1).max(200),
});

/** A vendor's name as the id of its mapping: lower-case letters, digits and hyphens. */
export function vendorSlug(vendor: string): string {
  const slug = vendor
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 100);
  if (slug) return slug;
  throw new PlanlensError("invalid-parameter", "A vendor's name has at least one letter or digit.");
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
