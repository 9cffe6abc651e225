import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { CatalogueEntry, OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { reportQuery } from "./reportParameters.ts";
import { formatSchema, reportResponses } from "./reports.ts";
import { failures, json } from "./schemas.ts";

const route = createRoute({
  method: "get",
  path: "/api/openapi.json",
  operationId: "openapi",
  summary: "This description, with each report that the session may see as a path of its own",
  responses: { 200: json(z.looseObject({ openapi: z.string() }), "An OpenAPI 3.1 document"), 401: failures[401] },
});

/** Adds the description of everything that `app` answers by then. */
export function describe(
  app: OpenAPIHono<AppEnv>,
  { plan, version, cookieName }: { plan: OpenPlan; version: string; cookieName: string },
): void {
  const head = {
    openapi: "3.1.0",
    info: {
      title: "Planlens",
      version,
      description: "Utilization, cost-benefit and projection reports of a public-employee benefit plan.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    security: [{ session: [] }],
  };
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: cookieName,
    description: "Set by the one-time sign-in link that Planlens prints when it starts",
  });
  app.openapi(route, (c) => {
    const entries = plan.catalogue(c.get("session").profile).flatMap(({ reports }) => reports);
    const document = app.getOpenAPI31Document(head);
    const reports = describeReports(entries).getOpenAPI31Document(head);
    return c.json({ ...document, paths: { ...document.paths, ...reports.paths } }, 200);
  });
}

function describeReports(entries: CatalogueEntry[]): OpenAPIHono<AppEnv> {
  const router = createRouter();
  for (const { id, title, question, family, parameters, own } of entries) {
    const query = reportQuery({ parameters, own, format: formatSchema });
    router.openAPIRegistry.registerPath({
      method: "get",
      path: `/api/reports/${id}`,
      operationId: `report:${id}`,
      summary: title,
      description: question,
      tags: [family],
      request: { query },
      responses: reportResponses,
    });
  }
  return router;
}
