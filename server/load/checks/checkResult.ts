import { z } from "zod";
import { severities } from "./check.ts";

/** What one rule says of one table of a load. */
export const CheckResult = z.object({
  check: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  table: z.string(),
  /** Rows found. */
  rows: z.int(),
  /** Rows, or values, that were judged. */
  of: z.int(),
  /** Dollars of the rows found, where the rule has any. */
  amount: z.string().nullable(),
  /** More than the rule lets pass. */
  found: z.boolean(),
  /** Empty where no row is found. */
  message: z.string(),
  remedy: z.string(),
  /** The finding is of single rows, and not of a month or a file as a whole. */
  ofRows: z.boolean().default(true),
  /** Files of the load with rows found. */
  files: z.array(z.object({ name: z.string(), rows: z.int() })),
});

export type CheckResult = z.infer<typeof CheckResult>;

/** `checks.json` in a load's folder. */
export const ChecksFile = z.array(CheckResult);
