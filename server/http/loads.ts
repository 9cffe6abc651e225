import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { PlanlensError } from "../errors.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json } from "./schemas.ts";

const loadSchema = z
  .object({
    number: z.int(),
    loadId: z.string(),
    state: z.enum(["active", "withdrawn"]),
    acceptedAt: z.string(),
    actor: z.string(),
    layout: z.string(),
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
        totals: z.record(z.string(), z.object({ sum: z.string(), given: z.int(), notGiven: z.int() })),
        firstDate: z.string().nullable(),
        lastDate: z.string().nullable(),
      }),
    ),
    unread: z.array(z.object({ name: z.string(), why: z.string() })),
  })
  .openapi("Load");

const route = createRoute({
  method: "get",
  path: "/api/loads",
  operationId: "loads",
  summary: "The loads of the plan, newest first: files, row counts and control sums",
  responses: {
    200: json(z.object({ loads: z.array(loadSchema) }), "The loads"),
    401: failures[401],
    403: failures[403],
  },
});

export function loadRoutes({ plan }: { plan: OpenPlan }): OpenAPIHono<AppEnv> {
  return createRouter().openapi(route, async (c) => {
    if (c.get("session").profile !== "plan-administration") {
      throw new PlanlensError("not-allowed", "The list of loads is for plan administration only.");
    }
    const loads = await plan.loads();
    return c.json({ loads: [...loads].sort((a, b) => b.number - a.number) }, 200);
  });
}
