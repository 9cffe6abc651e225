import { z } from "@hono/zod-openapi";

const day = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a date is written YYYY-MM-DD");
const decimal = z
  .string()
  .regex(/^-?\d{1,16}(?:\.\d{1,2})?$/, "a figure is written 1234.50, without thousands separators");

export const modeSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("append") }),
    z
      .strictObject({
        kind: z.literal("replace-period"),
        from: day,
        to: day,
        by: z.string().regex(/^[a-z_]{1,60}$/),
      })
      .refine(({ from, to }) => from <= to, { error: "the period ends before it begins", path: ["to"] }),
    z.strictObject({ kind: z.literal("replace-all") }),
  ])
  .openapi("LoadMode", {
    description:
      "How the load stands to earlier ones of its vendor: beside them, in the place of a period, or in their place",
  });

/** What the person said of the files, besides their mapping. */
export const intakeSettingsSchema = z
  .strictObject({
    vendor: z.string().trim().min(1).max(120).nullable(),
    mode: modeSchema,
    /** What the vendor says of the files, typed in where there is no control file. */
    control: z
      .array(
        z.strictObject({
          file: z.string().min(1).max(400),
          what: z.string().regex(/^[a-z_]{1,60}$/),
          vendor: decimal,
        }),
      )
      .max(2000),
  })
  .openapi("IntakeSettings");

export type IntakeSettings = z.infer<typeof intakeSettingsSchema>;

export const defaultIntakeSettings: IntakeSettings = { vendor: null, mode: { kind: "append" }, control: [] };
