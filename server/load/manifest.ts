import { z } from "zod";

/** What a column of dollars comes to. Rows that do not give the amount are counted apart; they are no zeros. */
const Total = z.object({
  /** Exact decimal of the amounts given. Says nothing where `given` is 0. */
  sum: z.string(),
  given: z.int(),
  notGiven: z.int(),
});

const Counts = z.object({
  /** Loaded, rejected and set aside together. */
  rows: z.int(),
  loaded: z.int(),
  rejected: z.int(),
  /** Rows that the mapping takes for no table. */
  setAside: z.int().default(0),
  /** By column, over the rows loaded. */
  totals: z.record(z.string(), Total),
  /** The same over the rows rejected, as far as their amounts can be read; empty where none is. */
  rejectedTotals: z.record(z.string(), Total),
  /** `YYYY-MM-DD`; null where no row loaded has a date. */
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  /** Values of the rows loaded that the source gives more exactly than they are kept. */
  roundedValues: z.int(),
});

/** What a file gave to one table. A file that fills several tables stands here once for each. */
const LoadedFile = Counts.extend({
  /** As people see it: `june.zip, claims.csv`. */
  name: z.string(),
  /** A CSV packed by gzip is a CSV. */
  format: z.enum(["csv", "parquet", "fixed-width", "xlsx", "zip", "x12"]),
  size: z.int(),
  sha256: z.string(),
  table: z.string(),
  /** Columns of the file that no column of a table takes. */
  unreadColumns: z.array(z.string()),
  /** Columns of the table that the file does not have. */
  absentColumns: z.array(z.string()),
  layout: z.string().default("tuva"),
  /** The mapping by which the file was read; `version` changes with its content. */
  mapping: z.object({ id: z.string(), version: z.string() }).nullable().default(null),
  vendor: z.string().nullable().default(null),
  /** Base name of the file as it was delivered. */
  delivered: z.string().default(""),
  /** What was done to read it, or noticed, in plain words. */
  notes: z.array(z.string()).default([]),
  /** Fields of header and trailer records, which are no rows. */
  control: z.array(z.array(z.string())).default([]),
  /** What to add to the number of a line read for its number in the delivered file. */
  linesAbove: z.int().default(0),
});

const LoadedTable = Counts.extend({
  /** Rows loaded that repeat the key of another row of the load. */
  repeatedKeys: z.int(),
});

export const Unread = z.object({ name: z.string(), why: z.string() });

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** What a load does to the earlier loads of its vendor. */
export const LoadMode = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("append") }),
  /** Stands for all earlier rows whose date `by` lies from `from` to `to`, both included. */
  z.object({ kind: z.literal("replace-period"), from: Day, to: Day, by: z.string() }),
  z.object({ kind: z.literal("replace-all") }),
]);

/** What a load holds and where it comes from, as it stands beside the load's Parquet. */
export const Manifest = z.object({
  /** From the content alone: source bytes, layouts, mappings and mode. */
  load_id: z.string(),
  /** Names of the layouts of its files, by commas. */
  layout: z.string(),
  layoutVersion: z.int(),
  vendor: z.string().nullable().default(null),
  mode: LoadMode.default({ kind: "append" }),
  tables: z.record(z.string(), LoadedTable),
  /** `source_file` of a row is the place of its file here, 0 for the first. */
  files: z.array(LoadedFile),
  unread: z.array(Unread),
});

export type LoadMode = z.infer<typeof LoadMode>;
export type Manifest = z.infer<typeof Manifest>;
export type ManifestFile = z.infer<typeof LoadedFile>;
export type ManifestTable = z.infer<typeof LoadedTable>;
export type ManifestCounts = z.infer<typeof Counts>;
export type UnreadFile = z.infer<typeof Unread>;
