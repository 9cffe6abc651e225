import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { BuilderDesk } from "../builder/builderDesk.ts";
import { dimensions } from "../builder/dimensions.ts";
import { metrics } from "../builder/metrics.ts";
import { lineAmounts, type QuestionContent } from "../builder/question.ts";
import { questionReport } from "../builder/questionReport.ts";
import { exportEnvelope } from "../exports/exports.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { OpenPlan } from "../openPlan.ts";
import type { CohortContent } from "../saved/cohort.ts";
import { toContent } from "../saved/kinds.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { negotiate } from "./formats.ts";
import { planAdministration } from "./planAdministration.ts";
import { formatSchema, reportResponses } from "./reports.ts";
import { failures, json } from "./schemas.ts";

const choiceSchema = z
  .object({
    metrics: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        group: z.string(),
        unit: z.string(),
        definition: z.string(),
        standsOn: z.array(z.string()).openapi({ description: "What is added up for it" }),
      }),
    ),
    dimensions: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        group: z.string(),
        definition: z.string(),
        type: z.enum(["text", "month"]),
        wide: z.boolean().openapi({ description: "Thousands of values: the largest are shown" }),
        code: z.boolean().openapi({ description: "Codes, which can be asked for by how they begin" }),
        knownOf: z.array(z.string()),
      }),
    ),
    amounts: z.array(z.string()).openapi({ description: "Amounts of one claim line that a filter may ask about" }),
  })
  .openapi("BuilderChoices");

export type BuilderChoices = z.infer<typeof choiceSchema>;

const countSchema = z
  .object({
    period: z.object({ from: z.string(), to: z.string(), label: z.string() }),
    members: z.int(),
    everyone: z.int(),
    paid: z.string(),
    everyonesPaid: z.string(),
    sql: z.string(),
  })
  .openapi("CohortCount");

const reading = { 400: failures[400], 401: failures[401], 403: failures[403] };

const choices = createRoute({
  method: "get",
  path: "/api/builder",
  operationId: "builder",
  summary: "The metrics and dimensions that a question may ask for, with their definitions",
  responses: { 200: json(choiceSchema, "The closed lists"), ...reading },
});

const values = createRoute({
  method: "get",
  path: "/api/builder/values",
  operationId: "builderValues",
  summary: "Values of a dimension that have a text in them, those with the most claim lines first",
  request: {
    query: z.strictObject({
      dimension: z.string().openapi({ description: "A dimension, or `condition` or `care` for a cohort" }),
      text: z.string().max(100).optional(),
    }),
  },
  responses: {
    200: json(
      z.object({ values: z.array(z.object({ value: z.string(), name: z.string().nullable(), lines: z.int() })) }),
      "At most 60",
    ),
    ...reading,
  },
});

const ask = createRoute({
  method: "post",
  path: "/api/ask",
  operationId: "ask",
  summary: "Answers a question that nobody has saved; while it runs it is the job of the request's id",
  request: {
    query: z.looseObject({ format: formatSchema }),
    body: {
      content: { "application/json": { schema: z.looseObject({ metrics: z.array(z.string()) }).openapi("Question") } },
      required: true,
    },
  },
  responses: reportResponses,
});

const method = createRoute({
  method: "post",
  path: "/api/ask/method",
  operationId: "askMethod",
  summary: "The SQL that would answer a question; its values are bound",
  request: ask.request,
  responses: { 200: json(z.object({ sql: z.string(), version: z.string() }), "The SQL"), ...reading },
});

const count = createRoute({
  method: "post",
  path: "/api/cohorts/count",
  operationId: "countCohort",
  summary: "How many members a cohort would have, and what the plan paid for them in its period",
  request: {
    body: {
      content: { "application/json": { schema: z.looseObject({ period: z.string() }).openapi("Cohort") } },
      required: true,
    },
  },
  responses: { 200: json(countSchema, "The count"), ...reading },
});

/** Questions of one's own, for plan administration only. */
export function builderRoutes({
  plan,
  builder,
  jobs,
}: {
  plan: OpenPlan;
  builder: BuilderDesk;
  jobs: Jobs;
}): OpenAPIHono<AppEnv> {
  const router = createRouter();
  for (const path of ["/api/builder", "/api/builder/*", "/api/ask", "/api/ask/*", "/api/cohorts/*"])
    router.use(path, planAdministration);
  return router
    .openapi(choices, (c) => c.json(builderChoices(), 200))
    .openapi(values, async (c) => {
      const { dimension, text = "" } = c.req.valid("query");
      return c.json({ values: await builder.values(dimension, text, { signal: c.get("signal") }) }, 200);
    })
    .openapi(method, (c) => {
      const { file, version } = questionReport(toContent("question", c.req.valid("json")), { id: "ask" });
      return c.json({ sql: file.text, version }, 200);
    })
    .openapi(count, async (c) => {
      const cohort: CohortContent = toContent("cohort", c.req.valid("json"));
      return c.json(await builder.count(cohort, { signal: c.get("signal") }), 200);
    })
    .openapi(ask, async (c): Promise<Response> => {
      const question: QuestionContent = toContent("question", c.req.valid("json"));
      const { format: named, ...params } = c.req.query();
      const format = negotiate({ format: named, accept: c.req.header("accept") });
      const { profile, id: owner } = c.get("session");
      const { result } = jobs.start(
        { kind: "report", id: c.get("requestId"), subject: "ask", owner, signal: c.get("signal") },
        async ({ signal, onProgress }) =>
          exportEnvelope(await plan.ask(question, params, { profile, signal, onProgress }), format, { signal }),
      );
      const { bytes, contentType, fileName } = await result;
      c.header("Content-Type", contentType);
      if (named !== undefined || format !== "json") {
        c.header("Content-Disposition", `attachment; filename="${fileName.replace(/[^\w.() -]+/g, "_")}"`);
      }
      if (bytes instanceof Uint8Array) c.header("Content-Length", String(bytes.byteLength));
      return c.body(bytes as Uint8Array<ArrayBuffer> | ReadableStream);
    });
}

export function builderChoices(): BuilderChoices {
  return {
    metrics: [...metrics.values()].map(({ name, label, group, unit, definition, bases }) => ({
      name,
      label,
      group,
      unit,
      definition,
      standsOn: bases,
    })),
    dimensions: [...dimensions.values()].map(({ name, label, group, definition, type, wide, code, on }) => ({
      name,
      label,
      group,
      definition,
      type,
      wide: wide ?? false,
      code: code ?? false,
      knownOf: Object.keys(on),
    })),
    amounts: [...lineAmounts],
  };
}
