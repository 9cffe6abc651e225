import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { getCookie } from "hono/cookie";
import type { Sessions } from "../access/sessions.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { json } from "./schemas.ts";

const healthSchema = z
  .object({
    status: z.enum(["ok", "not-built"]),
    digest: z.string().nullable().optional(),
    version: z.string().optional(),
    loads: z.int().optional().openapi({ description: "How many loads are active" }),
  })
  .openapi("Health");

const route = createRoute({
  method: "get",
  path: "/api/health",
  operationId: "health",
  summary: "Whether the server answers; more for those who are signed in",
  security: [],
  responses: { 200: json(healthSchema, "The status, and when signed in the digest, version and number of loads") },
});

/**
 * The only route of the API that answers to nobody, and then only with a status. Pages ask it again and again by
 * themselves, so it does not keep a session from idling out.
 */
export function healthRoutes({
  plan,
  sessions,
  version,
}: {
  plan: OpenPlan;
  sessions: Sessions;
  version: string;
}): OpenAPIHono<AppEnv> {
  return createRouter().openapi(route, async (c) => {
    const digest = plan.digest();
    const status = digest === null ? ("not-built" as const) : ("ok" as const);
    if (!sessions.find(getCookie(c, sessions.cookieName))) return c.json({ status }, 200);
    const loads = (await plan.loads()).filter(({ state }) => state === "active").length;
    return c.json({ status, digest, version, loads }, 200);
  });
}
