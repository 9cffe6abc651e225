import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { PlanlensError } from "../errors.ts";
import { checkedMapping } from "../load/mapping/readMapping.ts";
import { tryMapping } from "../load/mapping/tryMapping.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { intakeJob, type LoadingContext, startAcceptance, startRehearsal } from "./loading/intakeJobs.ts";
import { type Intake, intakeSchema } from "./loading/intakeSchema.ts";
import type { StoredIntake } from "./loading/intakeStore.ts";
import { mappingDocument } from "./loading/mappingSchema.ts";
import { intakeSettingsSchema } from "./loading/settingsSchema.ts";
import { triedSchema } from "./loading/triedSchema.ts";
import { planAdministration } from "./planAdministration.ts";
import { errorSchema, failures, jobSchema, json } from "./schemas.ts";

const byId = z.object({ id: z.string().max(100) });
const fileOf = byId.extend({ name: z.string().min(1).max(1000) });
const { 400: bad, 401: unknown, 403: forbidden, 404: missing, 409: busy } = failures;
const seen = { 401: unknown, 403: forbidden, 404: missing };
const startedJob = json(jobSchema, "The job; its address is in Location");

const create = createRoute({
  method: "post",
  path: "/api/intakes",
  operationId: "createIntake",
  summary: "Begins to take files in; send them next",
  responses: { 201: json(intakeSchema, "The intake, still empty"), 401: unknown, 403: forbidden },
});

const list = createRoute({
  method: "get",
  path: "/api/intakes",
  operationId: "intakes",
  summary: "Files on their way in that were neither accepted nor discarded, newest first",
  responses: {
    200: json(
      z.object({ intakes: z.array(intakeSchema.omit({ rehearsal: true, mapping: true })) }),
      "The intakes, without what was found in them",
    ),
    401: unknown,
    403: forbidden,
  },
});

const read = createRoute({
  method: "get",
  path: "/api/intakes/{id}",
  operationId: "intake",
  summary: "An intake: its files, what was said of them, and the last dry run",
  request: { params: byId },
  responses: { 200: json(intakeSchema, "The intake"), ...seen },
});

const discard = createRoute({
  method: "delete",
  path: "/api/intakes/{id}",
  operationId: "discardIntake",
  summary: "Throws an intake and its files away",
  request: { params: byId },
  responses: { 204: { description: "It is gone" }, ...seen, 409: busy },
});

const send = createRoute({
  method: "put",
  path: "/api/intakes/{id}/files/{name}",
  operationId: "sendFile",
  summary: "Sends one file as the request's body; a file of the same name is replaced",
  request: {
    params: fileOf,
    body: { content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } },
  },
  responses: {
    200: json(intakeSchema, "The intake with the file"),
    ...seen,
    409: busy,
    413: json(errorSchema, "The files of the intake are larger than the setting uploadGigabytes"),
    422: json(errorSchema, "The file cannot be written; the disk may be full"),
  },
});

const removeFile = createRoute({
  method: "delete",
  path: "/api/intakes/{id}/files/{name}",
  operationId: "removeFile",
  summary: "Takes a file out of an intake",
  request: { params: fileOf },
  responses: { 200: json(intakeSchema, "The intake without the file"), ...seen, 409: busy },
});

const settings = createRoute({
  method: "put",
  path: "/api/intakes/{id}/settings",
  operationId: "setIntake",
  summary: "Says who sent the files, how they stand to earlier loads, and the vendor's own figures",
  request: {
    params: byId,
    body: { content: { "application/json": { schema: intakeSettingsSchema } }, required: true },
  },
  responses: { 200: json(intakeSchema, "The intake"), 400: bad, ...seen, 409: busy },
});

const readMapping = createRoute({
  method: "get",
  path: "/api/intakes/{id}/mapping",
  operationId: "intakeMapping",
  summary: "The mapping that was set for an intake, as a file for planlens load --mapping",
  request: { params: byId },
  responses: { 200: json(mappingDocument, "The mapping"), ...seen },
});

const setMapping = createRoute({
  method: "put",
  path: "/api/intakes/{id}/mapping",
  operationId: "setIntakeMapping",
  summary: "Sets how the files that are not recognized fill the tables; kept under the vendor's name on acceptance",
  request: { params: byId, body: { content: { "application/json": { schema: mappingDocument } }, required: true } },
  responses: { 200: json(intakeSchema, "The intake"), 400: bad, ...seen, 409: busy },
});

const tryOut = createRoute({
  method: "post",
  path: "/api/intakes/{id}/try",
  operationId: "tryMapping",
  summary: "Shows what the first rows of a file that is not recognized become under a mapping of it; keeps nothing",
  request: {
    params: byId,
    body: {
      content: {
        "application/json": {
          schema: z.strictObject({
            name: z.string().max(1000),
            mapped: z.looseObject({}).openapi({ description: "One of the files of a mapping" }),
          }),
        },
      },
      required: true,
    },
  },
  responses: { 200: json(triedSchema, "The values before and after"), 400: bad, ...seen },
});

const rehearse = createRoute({
  method: "post",
  path: "/api/intakes/{id}/rehearse",
  operationId: "rehearse",
  summary: "Reads and checks the files without changing anything",
  request: { params: byId },
  responses: { 202: startedJob, ...seen, 409: busy },
});

const accept = createRoute({
  method: "post",
  path: "/api/intakes/{id}/accept",
  operationId: "accept",
  summary: "Loads the files, builds the warehouse and compares the figures before and after",
  request: {
    params: byId,
    body: {
      content: {
        "application/json": {
          schema: z.strictObject({
            force: z.boolean().default(false).openapi({ description: "Without the rejected rows; once more" }),
            acceptDifference: z.string().trim().min(3).max(1000).nullable().default(null).openapi({
              description: "Why a difference from the vendor's figures is accepted",
            }),
          }),
        },
      },
      required: true,
    },
  },
  responses: { 202: startedJob, 400: bad, ...seen, 409: busy },
});

/** Files on their way in: sent, looked at, mapped, accepted or thrown away. */
export function intakeRoutes(context: LoadingContext): OpenAPIHono<AppEnv> {
  const { desk, jobs } = context;
  const router = createRouter();
  router.use("/api/intakes", planAdministration);
  router.use("/api/intakes/*", planAdministration);

  const whole = (intake: StoredIntake): Intake => ({ ...intake, job: intakeJob(jobs, intake.id) });
  const by = (c: Context<AppEnv>) => ({ actor: c.get("session").actor, owner: c.get("session").id });
  const idle = (id: string) => {
    desk.intakes.get(id);
    const job = intakeJob(jobs, id);
    if (!job) return;
    const text = "These files are being read just now; wait until that has ended, or stop it.";
    throw new PlanlensError("busy", text, { detail: { job: job.id } });
  };

  return router
    .openapi(create, async (c) => c.json(whole(await desk.intakes.create(c.get("session").actor)), 201))
    .openapi(list, (c) => {
      const open = desk.intakes.list().filter(({ outcome }) => outcome === null);
      return c.json({ intakes: open.map((each) => withoutFindings(whole(each))) }, 200);
    })
    .openapi(read, (c) => c.json(whole(desk.intakes.get(c.req.valid("param").id)), 200))
    .openapi(discard, (c) => {
      const { id } = c.req.valid("param");
      idle(id);
      desk.intakes.discard(id);
      return c.body(null, 204);
    })
    .openapi(send, async (c) => {
      const { id, name } = c.req.valid("param");
      idle(id);
      const length = c.req.header("content-length");
      const intake = await desk.intakes.receive(id, name, c.req.raw.body, {
        announced: length === undefined ? null : Number(length),
        signal: c.req.raw.signal,
      });
      return c.json(whole(intake), 200);
    })
    .openapi(removeFile, async (c) => {
      const { id, name } = c.req.valid("param");
      idle(id);
      return c.json(whole(await desk.intakes.removeFile(id, name)), 200);
    })
    .openapi(settings, async (c) => {
      const { id } = c.req.valid("param");
      idle(id);
      return c.json(whole(await desk.intakes.change(id, { settings: c.req.valid("json") })), 200);
    })
    .openapi(readMapping, (c) => {
      const { mapping } = desk.intakes.get(c.req.valid("param").id);
      if (!mapping) throw new PlanlensError("not-found", "No mapping has been set for these files.");
      return c.json(mapping, 200);
    })
    .openapi(setMapping, async (c) => {
      const { id } = c.req.valid("param");
      idle(id);
      const mapping = checkedMapping(c.req.valid("json"));
      return c.json(whole(await desk.intakes.change(id, { mapping })), 200);
    })
    .openapi(tryOut, async (c) => {
      const { name, mapped } = c.req.valid("json");
      const { rehearsal } = desk.intakes.get(c.req.valid("param").id);
      const file = [...(rehearsal?.unmapped ?? []), ...(rehearsal?.mapped ?? [])].find((each) => each.name === name);
      if (!file) throw new PlanlensError("not-found", "No file of that name waits for a mapping.");
      const [only] = checkedMapping({ name: "tried", vendor: "tried", files: [mapped] }).files;
      return c.json(only ? await tryMapping(file, only) : { tables: [], unread: file.header }, 200);
    })
    .openapi(rehearse, (c) => {
      const job = startRehearsal(context, c.req.valid("param").id, by(c));
      c.header("Location", `/api/jobs/${job.id}`);
      return c.json(job, 202);
    })
    .openapi(accept, (c) => {
      const job = startAcceptance(context, c.req.valid("param").id, c.req.valid("json"), by(c));
      c.header("Location", `/api/jobs/${job.id}`);
      return c.json(job, 202);
    });
}

function withoutFindings({ rehearsal, mapping, ...rest }: Intake) {
  return rest;
}
