import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { type AppEnv, createRouter } from "./appEnv.ts";
import type { LoadDesk } from "./loading/loadDesk.ts";
import { scorecardSchema } from "./loading/loadSchemas.ts";
import { planAdministration } from "./planAdministration.ts";
import { failures, json } from "./schemas.ts";

const route = createRoute({
  method: "get",
  path: "/api/scorecard",
  operationId: "scorecard",
  summary: "What the checks found, by vendor and load",
  responses: { 200: json(scorecardSchema, "The scorecard"), 401: failures[401], 403: failures[403] },
});

export function scorecardRoutes({ desk }: { desk: LoadDesk }): OpenAPIHono<AppEnv> {
  const router = createRouter();
  router.use("/api/scorecard", planAdministration);
  return router.openapi(route, async (c) => c.json(await desk.scorecard(), 200));
}
