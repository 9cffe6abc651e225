import { z } from "@hono/zod-openapi";
import { profiles } from "../reports/privacy/profiles.ts";
import { statusOf } from "./errors.ts";

const codes = Object.keys(statusOf) as (keyof typeof statusOf)[];

export const profileSchema = z.enum(profiles.map(({ value }) => value)).openapi("Profile");

export const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(codes as [(typeof codes)[number], ...typeof codes]),
      message: z.string(),
      detail: z.record(z.string(), z.unknown()),
      requestId: z.uuid(),
    }),
  })
  .openapi("Error");

/** A JSON answer for a route's description. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** The failures that routes have in common. */
export const failures = {
  400: json(errorSchema, "A parameter is unknown or cannot be read; the message names it and what is allowed"),
  401: json(errorSchema, "Nobody is signed in"),
  403: json(errorSchema, "The session's profile does not allow this"),
  404: json(errorSchema, "There is no such thing"),
  409: json(errorSchema, "Something that it would meet is running, or there is nothing yet to work on"),
};

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]).openapi("Cell", {
  description: "Decimals are strings, dates YYYY-MM-DD, months YYYY-MM; null is not given or withheld.",
});
const lineSchema = z.array(cellSchema);
const span = z.object({ from: z.string(), to: z.string(), label: z.string() });

const columnSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    role: z.enum(["dimension", "measure"]),
    type: z.enum(["text", "date", "month", "integer", "decimal", "boolean", "series"]),
    unit: z.string().nullable(),
    scale: z.int().nullable(),
    unitColumn: z.string().nullable(),
    definition: z.string(),
    of: z.string().nullable(),
    compare: z.enum(["prior", "change", "norm", "to-norm"]).nullable(),
    direction: z.enum(["up-is-worse", "up-is-better", "neutral"]),
    hidden: z.boolean(),
    blank: z
      .enum(["dash", "beside"])
      .optional()
      .openapi({ description: "No value is shown as a dash: always, or where other lines have one" }),
  })
  .openapi("Column");

const metaSchema = z
  .looseObject({
    report: z.string(),
    title: z.string(),
    family: z.string(),
    question: z.string(),
    version: z.string(),
    params: z.record(z.string(), z.string()),
    basis: z.enum(["incurred", "paid"]),
    period: span,
    prior: span.nullable(),
    serviceThrough: z.string().nullable(),
    paidThrough: z.string().nullable(),
    incomplete: z.array(z.string()),
    digest: z.string(),
    inputs: z.record(z.string(), z.string()),
    loads: z.array(z.int()),
    profile: profileSchema,
    answer: z.string(),
    footnotes: z.array(z.string()),
    suppressed: z.object({
      rule: z.string().nullable(),
      cells: z.array(
        z.object({
          part: z.enum(["rows", "subtotals", "totals"]),
          row: z.int(),
          column: z.string(),
          reason: z.enum(["small", "derivable"]),
        }),
      ),
    }),
  })
  .openapi("Meta");

export const envelopeSchema = z
  .object({
    meta: metaSchema,
    columns: z.array(columnSchema),
    rows: z.array(lineSchema),
    subtotals: z.array(lineSchema),
    totals: lineSchema.nullable(),
  })
  .openapi("Envelope");

export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["report", "build", "rehearsal", "load", "undo", "reinstate"]),
    subject: z.string().nullable(),
    state: z.enum(["running", "done", "failed", "cancelled"]),
    progress: z.number().min(0).max(1).nullable(),
    message: z.string(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi("Job");
