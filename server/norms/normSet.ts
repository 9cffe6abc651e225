import { z } from "@hono/zod-openapi";
import type { Unit } from "../reports/envelope.ts";

export const normUnits = [
  "usd",
  "usd_pmpm",
  "usd_pepm",
  "usd_pmpy",
  "usd_pepy",
  "usd_each",
  "count",
  "days",
  "per_1000",
  "ratio",
] as const satisfies readonly Unit[];

const text = z.string().trim().min(1).max(300);

const normSchema = z.strictObject({
  /** What is measured, in the words that reports use: `allowed:medical`, `admissions`. */
  key: z.string().regex(/^[a-z0-9_]+(:[a-z0-9-]+)?$/),
  measure: text,
  /** A decimal as text. */
  value: z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/),
  unit: z.enum(normUnits),
  /** What one unit of the figure is counted by: member and year, admission. */
  per: text,
  note: z.string().max(300).default(""),
});

/** Figures of one population in one period from one source; a report is compared with one set and never with two. */
export const normSetSchema = z.strictObject({
  title: text,
  population: text,
  year: z.int().min(1950).max(2100),
  /** The months that the figures cover, in words. */
  period: text,
  source: text,
  /** Where the figures were read: `copy` is not the publisher's own. */
  seen: z.enum(["copy", "publisher", "own"]).default("own"),
  norms: z
    .array(normSchema)
    .min(1)
    .max(2000)
    .refine((norms) => new Set(norms.map(({ key, unit }) => `${key} ${unit}`)).size === norms.length, {
      message: "the same key and unit stand twice",
    }),
});

export type Norm = z.infer<typeof normSchema>;
export type NormSetBody = z.infer<typeof normSetSchema>;

export interface NormSet extends NormSetBody {
  id: string;
  /** Of a set that the plan keeps as a record; null for what the product brings. */
  version: number | null;
}
