import { z } from "zod";

const Month = z.object({ rows: z.int(), amounts: z.record(z.string(), z.string()) });

/** What stands in one column of a table of the load, over the rows loaded. */
export const ColumnProfile = z.object({
  column: z.string(),
  /** The file's own name of it, where it is known. */
  header: z.string().nullable(),
  given: z.int(),
  empty: z.int(),
  distinct: z.int(),
  /** `distinct` is near the true number; exact where the rows are few enough to count. */
  about: z.boolean().default(false),
  least: z.string().nullable(),
  most: z.string().nullable(),
  /** The most frequent values of a column of few, the first five. */
  top: z.array(z.object({ value: z.string(), rows: z.int() })),
  /** How many of the values given are what `of` asks for. */
  valid: z.object({ share: z.number(), of: z.string() }).nullable(),
});

/** What a load looks like before it is accepted, by table. */
export const LoadProfile = z.object({
  tables: z.record(
    z.string(),
    z.object({
      columns: z.array(ColumnProfile),
      /**
       * `by` of them, with those of the load before beside; the amounts are exact decimals. Rows without that date stand
       * last, under no month, so that the rows add up to those loaded.
       */
      months: z.array(Month.extend({ month: z.string(), prior: Month.nullable() })),
      /** The date by which the months go. */
      by: z.string().nullable(),
      /** The load that stands beside: the newest of the same vendor with the table. */
      priorLoad: z.int().nullable().default(null),
      /** Persons, each counted once, whom the enrollment of this load or an earlier one knows, of those named: not rows. */
      matched: z.object({ id: z.string(), share: z.number(), rows: z.int(), of: z.int() }).nullable(),
    }),
  ),
});

export type ColumnProfile = z.infer<typeof ColumnProfile>;
export type LoadProfile = z.infer<typeof LoadProfile>;
