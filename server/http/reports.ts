import { createHash } from "node:crypto";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { isPlanlensError, PlanlensError } from "../errors.ts";
import { type ExportFormat, exportEnvelope, exportFormats } from "../exports/exports.ts";
import type { CatalogueFamily } from "../openPlan.ts";
import { narrow } from "../reports/privacy/profiles.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { type BuildContext, startBuild } from "./builds.ts";
import { mediaTypes, negotiate } from "./formats.ts";
import { envelopeSchema, errorSchema, failures, json } from "./schemas.ts";

const parameterKinds = z.record(
  z.string(),
  z.object({
    label: z.string(),
    type: z.enum(["list", "text", "number", "choice"]),
    each: z.enum(["number", "person-number"]).optional(),
    least: z.number().optional(),
    most: z.number().optional(),
    whole: z.boolean().optional(),
    share: z.boolean().optional(),
    values: z.array(z.string()).optional(),
  }),
);

const catalogueSchema = z
  .object({
    families: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        reports: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            question: z.string(),
            family: z.string(),
            parameters: z.array(z.string()),
            own: parameterKinds,
            defaults: z.record(z.string(), z.string()),
            companions: z.array(z.string()),
            available: z.literal(true),
          }),
        ),
      }),
    ),
  })
  .openapi("Catalogue");

const methodSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    version: z.string().openapi({ description: "First 12 hex digits of the SHA-256 of the report's SQL file" }),
    sql: z.string(),
    columns: z.array(z.object({ name: z.string(), label: z.string(), definition: z.string() })),
    parameters: z.array(z.string()),
    footnotes: z.array(z.string()),
  })
  .openapi("Method");

export const formatSchema = z
  .string()
  .optional()
  .openapi({
    enum: [...exportFormats],
    description: "What to send, as a download; without it the Accept header decides",
  });

const params = z.object({ id: z.string().max(200) });
const profileQuery = z.strictObject({ profile: z.string().optional() });
const reading = { 400: failures[400], 401: failures[401], 403: failures[403] };

/** What any report answers. */
export const reportResponses = {
  200: {
    description: "The report",
    content: {
      [mediaTypes.json]: { schema: envelopeSchema },
      ...Object.fromEntries(
        exportFormats
          .filter((format) => format !== "json")
          .map((format) => [mediaTypes[format], { schema: z.string().openapi({ format: "binary" }) }]),
      ),
    },
  },
  304: { description: "It is what If-None-Match names" },
  ...reading,
  404: failures[404],
  406: json(errorSchema, "There is no such format; detail.allowed says which there are"),
  409: json(
    errorSchema,
    "There is nothing to read yet (detail.job names the build that was started), or it was stopped",
  ),
};

const list = createRoute({
  method: "get",
  path: "/api/reports",
  operationId: "reports",
  summary: "The reports that a profile may see, by family",
  request: { query: profileQuery },
  responses: { 200: json(catalogueSchema, "The catalogue"), ...reading },
});

const run = createRoute({
  method: "get",
  path: "/api/reports/{id}",
  operationId: "report",
  summary: "A report; while it runs it is the job of the request's id",
  request: { params, query: z.looseObject({ format: formatSchema }) },
  responses: reportResponses,
});

const method = createRoute({
  method: "get",
  path: "/api/reports/{id}/method",
  operationId: "reportMethod",
  summary: "How a report is made: its question, definitions, SQL and version",
  request: { params, query: profileQuery },
  responses: { 200: json(methodSchema, "The method"), ...reading, 404: failures[404] },
});

export function reportRoutes(context: BuildContext & { version: string }): OpenAPIHono<AppEnv> {
  const { plan, jobs, version } = context;
  return createRouter()
    .openapi(list, (c) => {
      const families = plan.catalogue(narrow(c.get("session").profile, c.req.valid("query").profile));
      return c.json({ families: families.map(asAvailable) }, 200);
    })
    .openapi(method, (c) => {
      const profile = narrow(c.get("session").profile, c.req.valid("query").profile);
      return c.json(plan.method(c.req.valid("param").id, profile), 200);
    })
    .openapi(run, async (c): Promise<Response> => {
      const { id } = c.req.valid("param");
      const { format: named, ...asked } = single(c.req.queries());
      const format = negotiate({ format: named, accept: c.req.header("accept") });
      const session = c.get("session");
      const profile = session.profile;
      const facts = {
        version,
        report: plan.method(id, profile, asked.version).version,
        stamp: plan.stamp(),
        profile,
        format,
        asked,
      };
      const before = plan.digest();
      c.header("Vary", "Accept, Cookie");
      if (before !== null && matches(c, etagOf(before, facts))) return c.body(null, 304);

      try {
        const { result } = jobs.start(
          { kind: "report", id: c.get("requestId"), subject: id, owner: session.id, signal: c.get("signal") },
          async ({ signal, onProgress }) => {
            const envelope = await plan.report(id, asked, { profile, signal, onProgress });
            return { digest: envelope.meta.digest, ...(await exportEnvelope(envelope, format, { signal })) };
          },
        );
        const { bytes, contentType, fileName, digest } = await result;
        c.header("ETag", etagOf("as_of" in asked ? (before ?? digest) : digest, facts));
        c.header("Content-Type", contentType);
        if (named !== undefined || format !== "json") c.header("Content-Disposition", attachment(fileName));
        if (bytes instanceof Uint8Array) c.header("Content-Length", String(bytes.byteLength));
        return c.body(bytes as Uint8Array<ArrayBuffer> | ReadableStream);
      } catch (error) {
        throw withBuild(error, context, c, asked);
      }
    });
}

function asAvailable({ id, title, reports }: CatalogueFamily) {
  return { id, title, reports: reports.map((report) => ({ ...report, available: true as const })) };
}

/** A query with each parameter once. */
export function single(queries: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, values]) => {
      if (values.length > 1) {
        throw new PlanlensError(
          "invalid-parameter",
          `${name} is given ${values.length} times; separate values by commas.`,
          {
            detail: { parameter: name },
          },
        );
      }
      return [name, values[0] ?? ""];
    }),
  );
}

/** Where a warehouse is missing, whoever may build gets the id of the job that builds it along with the error. */
function withBuild(error: unknown, context: BuildContext, c: Context<AppEnv>, asked: Record<string, string>): unknown {
  const session = c.get("session");
  if (!isPlanlensError(error) || error.code !== "not-built" || session.profile !== "plan-administration") return error;
  const asOf = /^[1-9]\d{0,8}$/.test(asked.as_of ?? "") ? Number(asked.as_of) : undefined;
  const job = startBuild(context, { session, asOf });
  return new PlanlensError("not-built", error.message, { detail: { ...error.detail, job: job.id }, cause: error });
}

interface Facts {
  version: string;
  report: string;
  stamp: string;
  profile: string;
  format: ExportFormat;
  asked: Record<string, string>;
}

/** Equal tags mean equal bytes: the same data, queries, product, parameters, profile and format. */
function etagOf(digest: string, { version, report, stamp, profile, format, asked }: Facts): string {
  const parameters = Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = JSON.stringify([digest, version, report, stamp, profile, format, parameters]);
  return `"${createHash("sha256").update(facts).digest("hex").slice(0, 32)}"`;
}

function matches(c: Context, etag: string): boolean {
  const given = c.req.header("if-none-match");
  if (!given?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag)) return false;
  c.header("ETag", etag);
  return true;
}

/** What makes a browser save an answer under a name. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.() -]+/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
