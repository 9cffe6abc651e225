import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import { PlanlensError } from "../errors.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { type LoadingContext, startChange } from "./loading/intakeJobs.ts";
import { checkRowsSchema, loadChecksSchema, loadSchema, restatementSchema } from "./loading/loadSchemas.ts";
import { planAdministration } from "./planAdministration.ts";
import { failures, jobSchema, json } from "./schemas.ts";

const byNumber = z.object({ number: z.coerce.number().int().min(1).max(999_999).openapi({ type: "integer" }) });
const seen = { 400: failures[400], 401: failures[401], 403: failures[403], 404: failures[404] };
const startedJob = json(jobSchema, "The job; its address is in Location");

const list = createRoute({
  method: "get",
  path: "/api/loads",
  operationId: "loads",
  summary: "The loads of the plan, newest first: files, row counts, control sums, what was found and restated",
  responses: {
    200: json(z.object({ loads: z.array(loadSchema) }), "The loads"),
    401: failures[401],
    403: failures[403],
  },
});

const checks = createRoute({
  method: "get",
  path: "/api/loads/{number}/checks",
  operationId: "loadChecks",
  summary: "What was checked of a load: findings, the vendor's figures beside ours, the profile of each column",
  request: { params: byNumber },
  responses: { 200: json(loadChecksSchema, "The checks"), ...seen },
});

const rows = createRoute({
  method: "get",
  path: "/api/loads/{number}/checks/{check}/rows",
  operationId: "checkRows",
  summary: "The rows behind a finding, the first few hundred",
  request: {
    params: byNumber.extend({ check: z.string().regex(/^[a-z0-9][a-z0-9-]{0,100}$/) }),
    query: z.strictObject({
      table: z.string().regex(/^[a-z_]{1,60}$/),
      limit: z.coerce.number().int().min(1).max(1000).default(200).openapi({ type: "integer" }),
    }),
  },
  responses: { 200: json(checkRowsSchema, "The rows"), ...seen },
});

const rejects = createRoute({
  method: "get",
  path: "/api/loads/{number}/rejects.csv",
  operationId: "rejects",
  summary:
    "The rejected rows as they came, with file, line and reason, to be mended and loaded again; a part for each header",
  request: {
    params: byNumber,
    query: z.strictObject({ part: z.coerce.number().int().min(1).max(1000).default(1).openapi({ type: "integer" }) }),
  },
  responses: {
    200: { description: "CSV; formulas are neutralized", content: { "text/csv": { schema: z.string() } } },
    ...seen,
  },
});

const restatement = createRoute({
  method: "get",
  path: "/api/loads/{number}/restatement",
  operationId: "restatement",
  summary: "Which figures a load moved, by how much, and because of which rows",
  request: { params: byNumber },
  responses: { 200: json(restatementSchema, "The restatement"), ...seen },
});

const undo = createRoute({
  method: "post",
  path: "/api/loads/{number}/undo",
  operationId: "undo",
  summary: "Withdraws a load and builds without it; nothing is deleted",
  request: { params: byNumber },
  responses: { 202: startedJob, ...seen, 409: failures[409] },
});

const reinstate = createRoute({
  method: "post",
  path: "/api/loads/{number}/reinstate",
  operationId: "reinstate",
  summary: "Brings a withdrawn load back and builds with it",
  request: { params: byNumber },
  responses: { 202: startedJob, ...seen, 409: failures[409] },
});

/** What was loaded, what was found in it, what it moved, and the way back. */
export function loadRoutes({ plan, ...context }: LoadingContext & { plan: OpenPlan }): OpenAPIHono<AppEnv> {
  const { desk } = context;
  const router = createRouter();
  router.use("/api/loads", planAdministration);
  router.use("/api/loads/*", planAdministration);

  const known = async (number: number) => {
    const load = (await plan.loads()).find((each) => each.number === number);
    if (!load) throw new PlanlensError("not-found", `There is no load ${number}.`);
    return load;
  };

  return router
    .openapi(list, async (c) => {
      const loads = await plan.loads();
      return c.json({ loads: [...loads].sort((a, b) => b.number - a.number) }, 200);
    })
    .openapi(checks, async (c) => {
      const { number } = await known(c.req.valid("param").number);
      return c.json(await desk.checks(number), 200);
    })
    .openapi(rows, async (c) => {
      const { number, check } = c.req.valid("param");
      const { table, limit } = c.req.valid("query");
      await known(number);
      return c.json(await desk.rows(number, check, table, limit), 200);
    })
    .openapi(rejects, async (c) => {
      const { number } = await known(c.req.valid("param").number);
      const { part } = c.req.valid("query");
      const file = (await desk.rejects(number))[part - 1];
      if (!file) throw new PlanlensError("not-found", `Load ${number} has no such file of rejected rows.`);
      c.header("Content-Type", "text/csv; charset=utf-8; header=present");
      const name = `load-${number}-rejects${part > 1 ? `-${part}` : ""}.csv`;
      c.header("Content-Disposition", `attachment; filename="${name}"`);
      return stream(c, async (out) => {
        for (const piece of file.pieces()) await out.write(piece);
      });
    })
    .openapi(restatement, async (c) => {
      const { number } = await known(c.req.valid("param").number);
      const found = await desk.restatement(number);
      if (!found) throw new PlanlensError("not-found", `Nothing was compared when load ${number} was accepted.`);
      return c.json(found, 200);
    })
    .openapi(undo, async (c) => {
      const { number, state } = await known(c.req.valid("param").number);
      if (state === "withdrawn") throw new PlanlensError("not-found", `Load ${number} is withdrawn already.`);
      const { actor, id: owner } = c.get("session");
      const job = startChange(context, "undo", number, { actor, owner });
      c.header("Location", `/api/jobs/${job.id}`);
      return c.json(job, 202);
    })
    .openapi(reinstate, async (c) => {
      const { number, state } = await known(c.req.valid("param").number);
      if (state === "active") throw new PlanlensError("not-found", `Load ${number} is active already.`);
      const { actor, id: owner } = c.get("session");
      const job = startChange(context, "reinstate", number, { actor, owner });
      c.header("Location", `/api/jobs/${job.id}`);
      return c.json(job, 202);
    });
}
