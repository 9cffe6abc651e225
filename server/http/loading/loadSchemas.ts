import { z } from "@hono/zod-openapi";
import { modeSchema } from "./settingsSchema.ts";

export const checkSchema = z
  .object({
    check: z.string(),
    title: z.string(),
    severity: z.enum(["stop", "reject", "warn"]),
    table: z.string(),
    rows: z.int(),
    of: z.int(),
    amount: z.string().nullable(),
    found: z.boolean().openapi({ description: "Over the check's threshold" }),
    message: z.string(),
    remedy: z.string(),
    ofRows: z.boolean().optional().openapi({ description: "Of single rows, and not of a month or a file as a whole" }),
    files: z.array(z.object({ name: z.string(), rows: z.int() })),
  })
  .openapi("Check");

export const controlSchema = z
  .object({
    file: z.string(),
    what: z.string().openapi({ description: "rows, or the column of an amount" }),
    vendor: z.string(),
    loaded: z.string(),
    rejected: z.string(),
    difference: z.string(),
    source: z.enum(["control file", "trailer", "typed"]),
  })
  .openapi("ControlFigure");

const amounts = z.record(z.string(), z.string());
const monthCounts = z.object({ rows: z.int(), amounts });

export const profileSchema = z
  .object({
    tables: z.record(
      z.string(),
      z.object({
        columns: z.array(
          z.object({
            column: z.string(),
            header: z.string().nullable(),
            given: z.int(),
            empty: z.int(),
            distinct: z.int(),
            about: z.boolean().optional().openapi({ description: "distinct is near the true number" }),
            least: z.string().nullable(),
            most: z.string().nullable(),
            top: z.array(z.object({ value: z.string(), rows: z.int() })),
            valid: z.object({ share: z.number(), of: z.string() }).nullable(),
          }),
        ),
        months: z
          .array(monthCounts.extend({ month: z.string(), prior: monthCounts.nullable() }))
          .openapi({ description: "Rows without a date stand last, under no month" }),
        by: z.string().nullable().optional().openapi({ description: "The date by which the months go" }),
        priorLoad: z.int().nullable().optional().openapi({ description: "The load that stands beside" }),
        matched: z.object({ id: z.string(), share: z.number(), rows: z.int(), of: z.int() }).nullable(),
      }),
    ),
  })
  .openapi("LoadProfile");

export const restatementSchema = z
  .object({
    load: z.int(),
    cause: z.enum(["accepted", "withdrawn", "reinstated", "replayed"]),
    before: z.string().nullable().openapi({ description: "Digest read before; null where there was none" }),
    after: z.string(),
    figures: z
      .array(
        z.object({
          report: z.string(),
          period: z.string(),
          figure: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
          change: z.string().nullable(),
          unit: z.string(),
          published: z.string().nullable(),
        }),
      )
      .openapi({ description: "Only those that moved" }),
    compared: z.int(),
    rows: z.array(
      z.object({
        table: z.string(),
        added: z.int(),
        takenBack: z.int(),
        amount: z.string().nullable(),
        amountOf: z.string().nullable(),
      }),
    ),
    notes: z.array(z.string()),
  })
  .openapi("Restatement");

export const totalsSchema = z.record(z.string(), z.object({ sum: z.string(), given: z.int(), notGiven: z.int() }));

const acceptedDifference = z.object({ reason: z.string(), actor: z.string(), at: z.string() });

/** A load in the list. */
export const loadSchema = z
  .object({
    number: z.int(),
    loadId: z.string(),
    state: z.enum(["active", "withdrawn"]),
    acceptedAt: z.string(),
    actor: z.string(),
    layout: z.string(),
    vendor: z.string().nullable(),
    mode: modeSchema,
    files: z.array(
      z.object({
        name: z.string(),
        table: z.string(),
        size: z.int(),
        rows: z.int(),
        loaded: z.int(),
        rejected: z.int(),
      }),
    ),
    tables: z.record(
      z.string(),
      z.object({
        rows: z.int(),
        loaded: z.int(),
        rejected: z.int(),
        totals: totalsSchema,
        firstDate: z.string().nullable(),
        lastDate: z.string().nullable(),
      }),
    ),
    unread: z.array(z.object({ name: z.string(), why: z.string() })),
    control: z
      .object({ figures: z.array(controlSchema), accepted: acceptedDifference.nullable() })
      .nullable()
      .openapi({ description: "How the vendor's figures compare; null where the vendor gave none" }),
    findings: z
      .object({ stop: z.int(), reject: z.int(), warn: z.int() })
      .nullable()
      .openapi({ description: "How many checks found something; null where the load was not checked" }),
    restated: z
      .int()
      .nullable()
      .openapi({ description: "How many published or fixed figures moved; null where nothing was compared" }),
  })
  .openapi("Load");

/** What was checked of one load. */
export const loadChecksSchema = z
  .object({
    number: z.int(),
    checks: z.array(checkSchema),
    control: z.array(controlSchema),
    accepted: acceptedDifference.nullable(),
    profile: profileSchema.nullable(),
    rejects: z
      .array(z.object({ of: z.string(), rows: z.int() }))
      .openapi({ description: "The files of rejected rows, one for each header; rejects.csv?part=2 is the second" }),
  })
  .openapi("LoadChecks");

export type LoadChecks = z.infer<typeof loadChecksSchema>;

/** Rows behind a finding: for plan administration only. */
export const checkRowsSchema = z
  .object({
    check: z.string(),
    rows: z.array(
      z.object({
        table: z.string(),
        file: z.string(),
        line: z.int().nullable().openapi({ description: "As rejects have it; null where the file has no lines" }),
        row: z.int().nullable().openapi({ description: "1 for the first after the header" }),
        values: z.record(z.string(), z.string()),
      }),
    ),
    more: z.boolean().openapi({ description: "There are more rows than are listed" }),
  })
  .openapi("CheckRows");

export type CheckRows = z.infer<typeof checkRowsSchema>;

export const scorecardSchema = z
  .object({
    vendors: z.array(
      z.object({
        vendor: z.string(),
        loads: z.array(
          z.object({
            number: z.int(),
            acceptedAt: z.string(),
            state: z.enum(["active", "withdrawn"]),
            loadId: z.string(),
            tables: z.array(z.string()),
            rows: z.int(),
            rejected: z.int(),
            grade: z
              .enum(["A", "B", "C", "D", "F"])
              .nullable()
              .openapi({ description: "Null where the load was not checked" }),
            judged: z.int().openapi({ description: "How many checks had something to go by" }),
            findings: z.array(checkSchema).openapi({ description: "The gravest first" }),
          }),
        ),
      }),
    ),
  })
  .openapi("Scorecard");
