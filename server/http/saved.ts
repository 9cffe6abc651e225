import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { BuilderDesk } from "../builder/builderDesk.ts";
import { PlanlensError } from "../errors.ts";
import { type SavedKind, savedKinds, toContent } from "../saved/kinds.ts";
import type { Saved, ToSave } from "../saved/saved.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json } from "./schemas.ts";

const kind = z.enum(savedKinds);
const id = z.string().max(120);

const savedSchema = z
  .object({
    kind,
    id: z.string(),
    version: z.int(),
    name: z.string(),
    description: z.string(),
    owner: z.string().openapi({ description: "Who saved it first" }),
    actor: z.string().openapi({ description: "Who made this version" }),
    at: z.string(),
    withdrawn: z.boolean(),
    content: z.record(z.string(), z.unknown()).openapi({ description: "What it says, by its kind" }),
  })
  .openapi("Saved");

const toSaveSchema = z
  .strictObject({
    id: id.optional().openapi({ description: "Of what is there already: its next version" }),
    name: z.string().max(120).optional(),
    description: z.string().max(1000).optional(),
    content: z.record(z.string(), z.unknown()).optional().openapi({ description: "Left out: as it was" }),
  })
  .openapi("ToSave");

const version = z.coerce.number().int().min(1).max(999_999).optional();
const reading = { 400: failures[400], 401: failures[401], 403: failures[403], 404: failures[404] };

const list = createRoute({
  method: "get",
  path: "/api/saved/{kind}",
  operationId: "savedList",
  summary: "What people saved: questions, cohorts, views, annotations, packets, norms",
  request: { params: z.object({ kind }), query: z.strictObject({ withdrawn: z.enum(["true", "false"]).optional() }) },
  responses: { 200: json(z.object({ saved: z.array(savedSchema) }), "By name"), ...reading },
});

const add = createRoute({
  method: "post",
  path: "/api/saved/{kind}",
  operationId: "save",
  summary: "Saves something new, or the next version of what is there; renames where only a name is given",
  request: {
    params: z.object({ kind }),
    body: { content: { "application/json": { schema: toSaveSchema } }, required: true },
  },
  responses: { 200: json(savedSchema, "As it was saved"), ...reading },
});

const read = createRoute({
  method: "get",
  path: "/api/saved/{kind}/{id}",
  operationId: "saved",
  summary: "One of them, in its newest version or the one asked for",
  request: { params: z.object({ kind, id }), query: z.strictObject({ version }) },
  responses: { 200: json(savedSchema, "As it was saved"), ...reading },
});

const remove = createRoute({
  method: "delete",
  path: "/api/saved/{kind}/{id}",
  operationId: "withdrawSaved",
  summary: "Withdraws it: nothing is deleted, and it can be brought back",
  request: { params: z.object({ kind, id }) },
  responses: { 200: json(savedSchema, "As it stands now"), ...reading },
});

const restore = createRoute({
  method: "post",
  path: "/api/saved/{kind}/{id}/restore",
  operationId: "restoreSaved",
  summary: "Brings back what was withdrawn",
  request: { params: z.object({ kind, id }) },
  responses: { 200: json(savedSchema, "As it stands now"), ...reading },
});

/** What people saved, kind by kind. For plan administration only: names and filters may say who is meant. */
export function savedRoutes({ builder }: { builder: BuilderDesk }): OpenAPIHono<AppEnv> {
  const router = createRouter();
  router.use("/api/saved/*", async (c, next) => {
    if (c.get("session").profile !== "plan-administration") {
      throw new PlanlensError("not-allowed", "What is saved here is for plan administration only.");
    }
    await next();
  });
  return router
    .openapi(list, (c) => {
      const withdrawn = c.req.valid("query").withdrawn === "true";
      return c.json({ saved: builder.list(c.req.valid("param").kind, { withdrawn }).map(asAnswer) }, 200);
    })
    .openapi(add, async (c) => {
      const { kind } = c.req.valid("param");
      const given = c.req.valid("json");
      const content = given.content && toContent(kind, given.content);
      const saved = await builder.save(kind, { ...given, content } as ToSave<SavedKind>, c.get("session").actor);
      return c.json(asAnswer(saved), 200);
    })
    .openapi(read, (c) => {
      const { kind, id } = c.req.valid("param");
      return c.json(asAnswer(builder.read(kind, id, c.req.valid("query").version)), 200);
    })
    .openapi(remove, async (c) => {
      const { kind, id } = c.req.valid("param");
      return c.json(asAnswer(await builder.withdraw(kind, id, c.get("session").actor)), 200);
    })
    .openapi(restore, async (c) => {
      const { kind, id } = c.req.valid("param");
      return c.json(asAnswer(await builder.bringBack(kind, id, c.get("session").actor)), 200);
    });
}

function asAnswer(saved: Saved): z.infer<typeof savedSchema> {
  return { ...saved, content: saved.content as Record<string, unknown> };
}
