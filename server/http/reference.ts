import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { OpenPlan } from "../openPlan.ts";
import type { ReferenceDesk } from "../reference/referenceDesk.ts";
import { referenceKinds } from "../reference/referenceKind.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { type BuildContext, startBuild } from "./builds.ts";
import { baseName } from "./loading/baseName.ts";
import { receiveFile } from "./loading/receiveFile.ts";
import { planAdministration } from "./planAdministration.ts";
import { errorSchema, failures, jobSchema, json } from "./schemas.ts";

const kindSchema = z.enum(referenceKinds.map(({ id }) => id) as [string, ...string[]]);

const listedSchema = z
  .object({
    kind: z.string(),
    label: z.string(),
    about: z.string(),
    needs: z.array(z.object({ column: z.string(), headers: z.array(z.string()) })),
    set: z
      .object({
        files: z.array(z.string()),
        sha256: z.string(),
        rows: z.int(),
        setAside: z.int(),
        repeats: z.int(),
        version: z.int(),
        actor: z.string(),
        at: z.string(),
        use: z
          .object({
            codes: z.int(),
            unmappedCodes: z.int(),
            lines: z.int(),
            unmappedLines: z.int(),
            unmappedPaid: z.string(),
          })
          .nullable(),
      })
      .nullable(),
  })
  .openapi("CodeSet");

const changedSchema = z
  .object({ reference: z.array(listedSchema), job: jobSchema.nullable() })
  .openapi("CodeSetsChanged", { description: "job builds the warehouse anew; null where nothing is loaded yet" });

const list = createRoute({
  method: "get",
  path: "/api/reference",
  operationId: "codeSets",
  summary: "Every kind of code set, what the plan dropped in, and how much of the claims it leaves unmapped",
  responses: {
    200: json(z.object({ reference: z.array(listedSchema) }), "The code sets"),
    401: failures[401],
    403: failures[403],
  },
});

const add = createRoute({
  method: "post",
  path: "/api/reference",
  operationId: "addCodeSet",
  summary: "Takes a code set, sent as the request's body, into use and builds the warehouse with it",
  request: {
    query: z.strictObject({ name: z.string().min(1).max(255), kind: kindSchema.optional() }),
    body: { content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } },
  },
  responses: {
    202: json(changedSchema, "The code sets, and the job that builds"),
    400: failures[400],
    401: failures[401],
    403: failures[403],
    409: failures[409],
    413: json(errorSchema, "The file is larger than the setting uploadGigabytes"),
    422: json(errorSchema, "The file is none of the code sets, or cannot be read; the message says what was expected"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/api/reference/{kind}",
  operationId: "removeCodeSet",
  summary: "Takes a code set out of use and builds the warehouse without it; what was in it is kept",
  request: { params: z.object({ kind: kindSchema }) },
  responses: {
    202: json(changedSchema, "The code sets, and the job that builds"),
    400: failures[400],
    401: failures[401],
    403: failures[403],
    404: failures[404],
    409: failures[409],
  },
});

/** The code sets that a plan drops in. */
export function referenceRoutes({
  reference,
  ...context
}: BuildContext & { plan: OpenPlan; reference: ReferenceDesk }): OpenAPIHono<AppEnv> {
  const router = createRouter();
  router.use("/api/reference", planAdministration);
  router.use("/api/reference/*", planAdministration);

  const changed = async (session: AppEnv["Variables"]["session"]) => {
    const loaded = (await context.plan.loads()).some(({ state }) => state === "active");
    const job = loaded ? startBuild(context, { session, asOf: undefined }) : null;
    return { reference: await reference.list(), job };
  };

  return router
    .openapi(list, async (c) => c.json({ reference: await reference.list() }, 200))
    .openapi(add, async (c) => {
      const { name, kind } = c.req.valid("query");
      const session = c.get("session");
      const { path, done } = reference.waiting(c.get("requestId"));
      try {
        const length = Number(c.req.header("content-length"));
        const announced = Number.isFinite(length) && length > 0 ? length : null;
        await receiveFile(c.req.raw.body, path, { limit: reference.limit, announced, signal: c.req.raw.signal });
        await reference.add({ path, name: baseName(name), kind }, session.actor);
      } finally {
        done();
      }
      return c.json(await changed(session), 202);
    })
    .openapi(remove, async (c) => {
      const session = c.get("session");
      await reference.remove(c.req.valid("param").kind, session.actor);
      return c.json(await changed(session), 202);
    });
}
