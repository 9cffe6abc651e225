import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { Session } from "../access/sessions.ts";
import { PlanlensError } from "../errors.ts";
import type { Job } from "../jobs/job.ts";
import type { Jobs, Viewer } from "../jobs/jobs.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, jobSchema, json } from "./schemas.ts";

const params = z.object({ id: z.string().max(100) });

const list = createRoute({
  method: "get",
  path: "/api/jobs",
  operationId: "jobs",
  summary: "Running and recent jobs, newest first; outside plan administration only one's own",
  responses: { 200: json(z.object({ jobs: z.array(jobSchema) }), "The jobs"), 401: failures[401] },
});

const follow = createRoute({
  method: "get",
  path: "/api/jobs/{id}",
  operationId: "followJob",
  summary: "A job's progress as server-sent events until it is over, or its state now for Accept: application/json",
  request: { params },
  responses: {
    200: {
      description: "Each event's data is the job",
      content: { "text/event-stream": { schema: z.string() }, "application/json": { schema: jobSchema } },
    },
    204: { description: "The stream that was asked for again has said everything" },
    401: failures[401],
    404: failures[404],
  },
});

const cancel = createRoute({
  method: "delete",
  path: "/api/jobs/{id}",
  operationId: "cancelJob",
  summary: "Stops a job",
  request: { params },
  responses: {
    200: json(jobSchema, "The job, which is over"),
    202: json(jobSchema, "The job, which has been told to stop"),
    401: failures[401],
    404: failures[404],
  },
});

/** Pages open a report and its progress at the same moment; whichever comes first waits this long for the other. */
const appearsWithin = 1_000;
const stopsWithin = 80;
const endOfStream = "end";

export function jobRoutes({ jobs, heartbeat = 15_000 }: { jobs: Jobs; heartbeat?: number }): OpenAPIHono<AppEnv> {
  return createRouter()
    .openapi(list, (c) => c.json({ jobs: jobs.list(viewerOf(c.get("session"))) }, 200))
    .openapi(follow, async (c) => {
      const { id } = c.req.valid("param");
      const streams = !/application\/json/i.test(c.req.header("accept") ?? "");
      if (streams && c.req.header("last-event-id") === endOfStream) return c.body(null, 204);
      if (streams) await jobs.until(id, appearsWithin, () => true);
      const job = find(jobs, id, c.get("session"));
      if (!streams) return c.json(job, 200);
      return streamSSE(c, (stream) => tell(stream, jobs, id, heartbeat));
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid("param");
      find(jobs, id, c.get("session"));
      jobs.cancel(id, viewerOf(c.get("session")));
      await jobs.until(id, stopsWithin, isOver);
      const job = find(jobs, id, c.get("session"));
      return isOver(job) ? c.json(job, 200) : c.json(job, 202);
    });
}

/** Writes the job at every change, and a comment now and then so that nobody in between hangs up. */
async function tell(stream: SSEStreamingApi, jobs: Jobs, id: string, heartbeat: number): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  let stop = () => {};
  const beat = setInterval(() => stream.write(": \n\n"), heartbeat);
  await new Promise<void>((resolve) => {
    stream.onAbort(resolve);
    stop = jobs.watch(id, (job) => {
      const end = isOver(job) && { id: endOfStream };
      writing = writing.then(() => stream.writeSSE({ data: JSON.stringify(job), ...end }));
      if (end) resolve();
    });
  });
  stop();
  clearInterval(beat);
  await writing;
}

function find(jobs: Jobs, id: string, session: Session): Job {
  const job = jobs.find(id, viewerOf(session));
  if (!job) throw new PlanlensError("not-found", "There is no such job, or it ended a while ago.");
  return job;
}

function viewerOf({ id, profile }: Session): Viewer {
  return profile === "plan-administration" ? "everyone" : { owner: id };
}

function isOver({ state }: Job): boolean {
  return state !== "running";
}
