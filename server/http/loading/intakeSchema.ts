import { z } from "@hono/zod-openapi";
import { checkSchema, controlSchema, profileSchema, restatementSchema, totalsSchema } from "./loadSchemas.ts";
import { mappingDocument } from "./mappingSchema.ts";
import { intakeSettingsSchema } from "./settingsSchema.ts";

const counts = z.object({
  rows: z.int(),
  loaded: z.int(),
  rejected: z.int(),
  totals: totalsSchema,
  rejectedTotals: totalsSchema,
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
});

const samples = z.array(z.array(z.string().nullable()));

const proposalSchema = z.object({
  mapping: mappingDocument,
  table: z.string().nullable(),
  columns: z.array(
    z.object({
      target: z.string(),
      from: z.string(),
      why: z.enum(["name", "alias", "content"]),
      sure: z.number(),
      samples: z.array(z.string()),
      note: z.string().nullable(),
    }),
  ),
  missing: z.array(z.string()),
  unread: z.array(z.string()),
});

const unmappedSchema = z.object({ name: z.string(), header: z.array(z.string()), samples, proposal: proposalSchema });

const rehearsalSchema = z
  .object({
    manifest: z.looseObject({
      vendor: z.string().nullable(),
      tables: z.record(z.string(), counts),
      files: z.array(
        counts.extend({
          name: z.string(),
          table: z.string(),
          size: z.int(),
          format: z.string(),
          layout: z.string(),
          mapping: z.object({ id: z.string(), version: z.string() }).nullable(),
          setAside: z.int(),
          notes: z.array(z.string()),
          unreadColumns: z.array(z.string()),
          absentColumns: z.array(z.string()),
        }),
      ),
    }),
    unread: z.array(z.object({ name: z.string(), why: z.string() })),
    unmapped: z.array(unmappedSchema).openapi({ description: "Files that nothing recognizes, with what is proposed" }),
    mapped: z.array(unmappedSchema).openapi({ description: "Files that a mapping of the plan's own reads, with it" }),
    rejects: z.array(
      z.object({
        file: z.string(),
        column: z.string().nullable(),
        what: z.string(),
        rows: z.int(),
        lines: z.array(z.int()),
        hasLines: z.boolean(),
      }),
    ),
    checks: z.array(checkSchema),
    control: z.array(controlSchema),
    profile: profileSchema,
    overlap: z.array(
      z.object({
        table: z.string(),
        file: z.string(),
        rows: z.int(),
        amount: z.string().nullable(),
        load: z.int().nullable(),
        withFile: z.string(),
      }),
    ),
    repeatedAmounts: z.array(
      z.object({
        file: z.string(),
        column: z.string(),
        asWritten: z.string(),
        counted: z.string(),
        claims: z.int(),
      }),
    ),
    replaced: z.array(
      z.object({ load: z.int(), table: z.string(), rows: z.int(), amount: z.string().nullable().default(null) }),
    ),
    stops: z.array(
      z.object({
        code: z.string(),
        what: z.string(),
        remedy: z.string().openapi({ description: "What to do on the command line" }),
        onPage: z.string().openapi({ description: "What to do on the page" }),
        canAccept: z.boolean(),
      }),
    ),
  })
  .openapi("Rehearsal");

export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** Everything there is to know of files on their way in. */
export const intakeSchema = z
  .object({
    id: z.uuid(),
    actor: z.string(),
    createdAt: z.string(),
    touchedAt: z.string(),
    files: z.array(z.object({ name: z.string(), size: z.int() })),
    settings: intakeSettingsSchema,
    mapping: mappingDocument.nullable(),
    job: z
      .object({ id: z.string(), kind: z.enum(["rehearsal", "load"]) })
      .nullable()
      .openapi({ description: "What runs for it now" }),
    rehearsal: rehearsalSchema.nullable(),
    stale: z.boolean().openapi({ description: "Files, mapping or settings have changed since the rehearsal" }),
    failure: z
      .object({ of: z.enum(["rehearsal", "load"]), code: z.string(), message: z.string() })
      .nullable()
      .openapi({ description: "Why the last rehearsal or acceptance ended without a result" }),
    outcome: z
      .object({ number: z.int(), digest: z.string(), restatement: restatementSchema.nullable() })
      .nullable()
      .openapi({ description: "What became of it once it was accepted" }),
  })
  .openapi("Intake");

export type Intake = z.infer<typeof intakeSchema>;
