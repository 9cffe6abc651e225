import { z } from "@hono/zod-openapi";
import type { OwnParameter } from "../reports/ownParameter.ts";
import type { StandardParameter } from "../reports/spec.ts";
import { profileSchema } from "./schemas.ts";

const list = (what: string) => z.string().openapi({ description: `${what}; several are separated by commas` });

/** How the standard parameters look in a query. The report's runner checks them; this tells clients what it takes. */
export const parameterSchemas = {
  period: z.string().openapi({
    description: "Months covered: a year, fiscal year, quarter, month or range of months",
    example: "2025-01..2025-06",
  }),
  compare: z.enum(["none", "prior-year", "prior-period"]).openapi({ description: "What to compare with" }),
  basis: z.enum(["incurred", "paid"]).openapi({ description: "Months by date of service or by date of payment" }),
  completion: z.enum(["on", "off"]).openapi({ description: "Whether months still filling in are completed" }),
  plan: list("Plans"),
  benefit: list("Benefits"),
  tier: list("Coverage tiers"),
  status: list("Member statuses"),
  unit: list("Bargaining units"),
  employer_group: list("Employer groups"),
  employer_type: list("Employer types"),
  relationship: list("Relationships to the subscriber"),
  age_band: list("Age bands"),
  sex: list("Sexes"),
  region: list("Regions"),
  network: list("Network tiers"),
  cohort: z.string().openapi({ description: "A saved cohort: id, id@version; after ! everyone who is not in it" }),
  against: z.string().openapi({
    description: "Another population or period in the columns of the prior one; what is not named is as on this side",
    example: "plan=HDHP;period=2024",
  }),
  norm: z.string().openapi({ description: "The set of norms to compare with, by its name in /api/norms" }),
  norm_base: z.enum(["norm", "plan"]).openapi({ description: "What a difference to the norm is a part of" }),
  profile: profileSchema.openapi({ description: "A profile no wider than the session's" }),
  as_of: z.coerce.number().int().min(1).openapi({
    type: "integer",
    description: "The loads active when this load was accepted; 409 not-built and a build job where needed",
  }),
} satisfies Record<StandardParameter, z.ZodType>;

/** A report's query: its standard parameters, its own, and the format. */
export function reportQuery({
  parameters,
  own,
  format,
}: {
  parameters: readonly string[];
  own: Record<string, OwnParameter>;
  format: z.ZodType;
}): z.ZodObject {
  const known: Record<string, z.ZodType> = parameterSchemas;
  const standard = [...new Set([...parameters, "profile", "as_of"])].flatMap((name) =>
    known[name] ? [[name, known[name].optional()] as const] : [],
  );
  const particular = Object.entries(own).map(
    ([name, { label, type }]) =>
      [name, (type === "list" ? list(label) : z.string().openapi({ description: label })).optional()] as const,
  );
  return z.object(Object.fromEntries([...standard, ...particular, ["format", format] as const]));
}
