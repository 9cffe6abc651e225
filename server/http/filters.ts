import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { OpenPlan } from "../openPlan.ts";
import { narrow } from "../reports/privacy/profiles.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json, profileSchema } from "./schemas.ts";

const choice = z.object({ value: z.string(), label: z.string() });

const filtersSchema = z
  .object({
    period: z.object({
      default: z.string(),
      years: z.array(z.string()),
      fiscalYears: z.array(z.string()),
      quarters: z.array(z.string()),
      months: z.tuple([z.string(), z.string()]).nullable().openapi({ description: "First and last month with data" }),
    }),
    filters: z.array(z.object({ name: z.string(), label: z.string(), values: z.array(choice) })),
    profiles: z.array(z.object({ value: profileSchema, label: z.string() })),
    releaseOnly: z.boolean(),
  })
  .openapi("Filters");

const route = createRoute({
  method: "get",
  path: "/api/filters",
  operationId: "filters",
  summary: "Periods, filter values and profiles to choose from",
  request: { query: z.strictObject({ profile: z.string().optional() }) },
  responses: {
    200: json(filtersSchema, "What can be chosen"),
    400: failures[400],
    401: failures[401],
    403: failures[403],
  },
});

export function filterRoutes({ plan }: { plan: OpenPlan }): OpenAPIHono<AppEnv> {
  return createRouter().openapi(route, async (c) => {
    const profile = narrow(c.get("session").profile, c.req.valid("query").profile);
    return c.json(await plan.filters(profile, { signal: c.get("signal") }), 200);
  });
}
