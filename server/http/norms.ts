import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { normSetSchema } from "../norms/normSet.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json } from "./schemas.ts";

const listedSchema = normSetSchema
  .extend({
    id: z.string().openapi({ description: "What the parameter norm takes" }),
    version: z.int().nullable().openapi({ description: "Of a set that the plan keeps; null for a published one" }),
  })
  .openapi("NormSet");

const list = createRoute({
  method: "get",
  path: "/api/norms",
  operationId: "norms",
  summary: "Every set of norms that a report can be compared with, the plan's own first",
  responses: {
    200: json(z.object({ norms: z.array(listedSchema) }), "The sets, each with its figures"),
    401: failures[401],
  },
});

export function normRoutes({ plan }: { plan: OpenPlan }): OpenAPIHono<AppEnv> {
  return createRouter().openapi(list, async (c) => c.json({ norms: await plan.norms() }, 200));
}
