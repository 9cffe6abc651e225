import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Session } from "../access/sessions.ts";
import { isPlanlensError, PlanlensError } from "../errors.ts";
import type { Job } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { describeError, type Log } from "./log.ts";
import { errorSchema, failures, jobSchema, json } from "./schemas.ts";

const route = createRoute({
  method: "post",
  path: "/api/build",
  operationId: "build",
  summary: "Builds the warehouse from the active loads, or from those active when load `asOf` was accepted",
  request: {
    body: {
      content: { "application/json": { schema: z.strictObject({ asOf: z.int().min(1).optional() }) } },
    },
  },
  responses: {
    202: json(jobSchema, "The job that builds; its address is in Location"),
    400: failures[400],
    401: failures[401],
    403: failures[403],
    409: json(errorSchema, "A build is running already; detail.job names it"),
  },
});

export interface BuildContext {
  plan: OpenPlan;
  jobs: Jobs;
  log: Log;
}

export function buildRoutes(context: BuildContext): OpenAPIHono<AppEnv> {
  return createRouter().openapi(route, (c) => {
    const session = c.get("session");
    if (session.profile !== "plan-administration") {
      throw new PlanlensError("not-allowed", "Building is for plan administration only.");
    }
    const running = runningBuild(context.jobs);
    if (running) {
      throw new PlanlensError("busy", "The warehouse is being built already; wait for that to end.", {
        detail: { job: running.id },
      });
    }
    const { asOf } = c.req.valid("json");
    const job = startBuild(context, { session, asOf });
    c.header("Location", `/api/jobs/${job.id}`);
    return c.json(job, 202);
  });
}

/** Starts building unless a build is running already, and returns the job that builds. */
export function startBuild(
  { plan, jobs, log }: BuildContext,
  { session, asOf }: { session: Session; asOf: number | undefined },
): Job {
  const running = runningBuild(jobs);
  if (running) return running;
  const { job, result } = jobs.start({ kind: "build", owner: session.id }, (context) =>
    plan.build({ ...context, ...(asOf !== undefined && { asOf }) }),
  );
  result.catch((error: unknown) => {
    const level = isPlanlensError(error) && error.code === "cancelled" ? "info" : "error";
    log({ level, event: "build", job: job.id, error: describeError(error) });
  });
  return job;
}

function runningBuild(jobs: Jobs) {
  return jobs.list("everyone").find(({ kind, state }) => kind === "build" && state === "running");
}
