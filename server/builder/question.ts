import { z } from "zod";
import { sliceFilters } from "../reports/slice.ts";
import { dimensions } from "./dimensions.ts";
import { metrics } from "./metrics.ts";

const metricName = z
  .string()
  .refine((name) => metrics.has(name), { error: ({ input }) => unknown("metric", input, metrics) });
const dimensionName = z
  .string()
  .refine((name) => dimensions.has(name), { error: ({ input }) => unknown("dimension", input, dimensions) });

/** Amounts of one claim line that a filter may ask about. */
export const lineAmounts = ["charge", "allowed", "paid", "member_cost", "units"] as const;

const among = z.strictObject({
  dimension: dimensionName.refine((name) => dimensions.get(name)?.type !== "month", {
    error: "Time is chosen by the period and not by a filter",
  }),
  is: z.enum(["in", "not-in", "starts-with"]).default("in"),
  values: z.array(z.string().min(1).max(200)).min(1).max(1000),
});
const within = z.strictObject({
  amount: z.enum(lineAmounts),
  is: z.enum(["at-least", "at-most"]),
  value: z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/, "an amount is written 1250 or 1250.50"),
});

/** A question that people put together: what is counted, how it is told apart, and of whom. */
export const questionSchema = z.strictObject({
  metrics: z.array(metricName).min(1).max(12),
  by: z.array(dimensionName).max(6).default([]),
  where: z
    .array(z.union([among, within]))
    .max(20)
    .default([]),
  /** The filters that every report has, which hold for claims and member months alike: `{ plan: "PPO,HMO" }`. */
  filters: z.partialRecord(z.enum(sliceFilters.map(({ name }) => name)), z.string().max(2000)).optional(),
  /** Id of a saved cohort, with `@version`; after `!` everyone who is not in it. */
  cohort: z.string().max(160).optional(),
  period: z.string().max(40).optional(),
  basis: z.enum(["incurred", "paid"]).optional(),
  compare: z.enum(["none", "prior-year", "prior-period"]).optional(),
  /** Another population or period instead of the prior one. */
  against: z.string().max(2000).optional(),
  /** A metric or dimension of the question; after `-` the largest first. */
  sort: z.string().max(80).optional(),
  /** The largest values of a dimension by the first metric; the others stand together on a line of their own. */
  top: z.strictObject({ dimension: dimensionName.optional(), count: z.int().min(1).max(500) }).optional(),
  /** For the first dimension, for each but the last, or none. */
  subtotals: z.enum(["none", "first", "all"]).default("first"),
});

export type QuestionContent = z.infer<typeof questionSchema>;
export type QuestionFilter = QuestionContent["where"][number];

function unknown(what: string, given: unknown, known: ReadonlyMap<string, unknown>): string {
  return `There is no ${what} "${String(given).slice(0, 60)}". There are: ${[...known.keys()].join(", ")}`;
}
