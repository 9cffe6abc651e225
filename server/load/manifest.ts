import { z } from "zod";

/** What a column of dollars comes to. Rows that do not give the amount are counted apart; they are no zeros. */
const Total = z.object({
  /** Exact decimal of the amounts given. Says nothing where `given` is 0. */
  sum: z.string(),
  given: z.int(),
  notGiven: z.int(),
});

const Counts = z.object({
  rows: z.int(),
  loaded: z.int(),
  rejected: z.int(),
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

const LoadedFile = Counts.extend({
  name: z.string(),
  format: z.enum(["csv", "parquet"]),
  size: z.int(),
  sha256: z.string(),
  table: z.string(),
  /** Columns of the file that no column of the table takes. */
  unreadColumns: z.array(z.string()),
  /** Columns of the table that the file does not have. */
  absentColumns: z.array(z.string()),
});

const LoadedTable = Counts.extend({
  /** Rows loaded that repeat the key of another row of the load. */
  repeatedKeys: z.int(),
});

export const Unread = z.object({ name: z.string(), why: z.string() });

/** What a load holds and where it comes from, as it stands beside the load's Parquet. */
export const Manifest = z.object({
  /** From the content alone: source bytes, layout and mapping. */
  load_id: z.string(),
  layout: z.string(),
  layoutVersion: z.int(),
  mapping: z.null(),
  tables: z.record(z.string(), LoadedTable),
  files: z.array(LoadedFile),
  unread: z.array(Unread),
});

export type Manifest = z.infer<typeof Manifest>;
export type ManifestFile = z.infer<typeof LoadedFile>;
export type ManifestTable = z.infer<typeof LoadedTable>;
export type ManifestCounts = z.infer<typeof Counts>;
export type UnreadFile = z.infer<typeof Unread>;
