import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { BuilderDesk } from "../builder/builderDesk.ts";
import { PlanlensError } from "../errors.ts";
import { exportPacket, type PacketFormat, packetFormats } from "../exports/exportPacket.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { OpenPlan } from "../openPlan.ts";
import { answerPacket } from "../packets/answerPacket.ts";
import { packetList, packetNamed } from "../packets/packetList.ts";
import type { Profile } from "../reports/envelope.ts";
import type { Saved } from "../saved/saved.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { mediaTypes } from "./formats.ts";
import { attachment, single } from "./reports.ts";
import { envelopeSchema, failures, json } from "./schemas.ts";

const partSchema = z.object({
  exhibit: z.string().optional(),
  report: z.string(),
  title: z.string().optional(),
  params: z.record(z.string(), z.string()),
  show: z.array(z.enum(["answer", "figures", "chart", "table"])),
  half: z.enum(["left", "right"]).optional(),
  rows: z.int().optional(),
  columns: z.array(z.string()).optional(),
});

const packetSpecSchema = z
  .object({
    id: z.string(),
    own: z.boolean().openapi({ description: "Saved by a person, not shipped" }),
    title: z.string(),
    question: z.string(),
    order: z.number(),
    layout: z.enum(["page", "exhibits"]),
    defaults: z.record(z.string(), z.string()),
    parts: z.array(partSchema),
  })
  .openapi("PacketSpec");

const packetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    planName: z.string(),
    layout: z.enum(["page", "exhibits"]),
    params: z.record(z.string(), z.string()),
    parts: z.array(
      partSchema.pick({ show: true, half: true, rows: true, columns: true }).extend({
        exhibit: z.string(),
        title: z.string(),
        notes: z.array(z.string()),
        envelope: envelopeSchema,
      }),
    ),
    left: z.array(z.object({ exhibit: z.string(), title: z.string(), report: z.string(), why: z.string() })),
  })
  .openapi("Packet");

const reading = { 400: failures[400], 401: failures[401], 403: failures[403] };

const list = createRoute({
  method: "get",
  path: "/api/packets",
  operationId: "packets",
  summary: "The packets: several reports as one, shipped and saved",
  responses: {
    200: json(z.object({ packets: z.array(packetSpecSchema) }), "Shipped ones in order, then saved ones"),
    ...reading,
  },
});

const run = createRoute({
  method: "get",
  path: "/api/packets/{id}",
  operationId: "packet",
  summary:
    "A packet, with the standard parameters for all its reports; while it runs it is the job of the request's id",
  request: {
    params: z.object({ id: z.string().max(200) }),
    query: z.looseObject({
      format: z.enum(packetFormats).optional().openapi({ description: "What to send, as a download" }),
    }),
  },
  responses: {
    200: {
      description: "The packet",
      content: {
        [mediaTypes.json]: { schema: packetSchema },
        [mediaTypes.pdf]: { schema: z.string().openapi({ format: "binary" }) },
        [mediaTypes.xlsx]: { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    ...reading,
    404: failures[404],
    409: failures[409],
  },
});

/** Several reports as one: the same period and filters for all. */
export function packetRoutes({
  plan,
  builder,
  jobs,
}: {
  plan: OpenPlan;
  builder: BuilderDesk;
  jobs: Jobs;
}): OpenAPIHono<AppEnv> {
  /** Saved ones are for plan administration only, like all that people saved: their titles and filters may say who is meant. */
  const all = (profile: Profile) =>
    packetList(profile === "plan-administration" ? (builder.list("packet") as Saved<"packet">[]) : []);
  return createRouter()
    .openapi(list, (c) => c.json({ packets: all(c.get("session").profile) }, 200))
    .openapi(run, async (c): Promise<Response> => {
      const session = c.get("session");
      const spec = packetNamed(all(session.profile), c.req.valid("param").id);
      const { format: named, ...asked } = single(c.req.queries());
      const format = formatOf(named);
      const { result } = jobs.start(
        { kind: "report", id: c.get("requestId"), subject: spec.id, owner: session.id, signal: c.get("signal") },
        async ({ signal, onProgress }) => {
          const packet = await answerPacket(plan, spec, asked, { profile: session.profile, signal, onProgress });
          return exportPacket(packet, format, { signal });
        },
      );
      const { bytes, contentType, fileName } = await result;
      c.header("Content-Type", contentType);
      if (named !== undefined) c.header("Content-Disposition", attachment(fileName));
      return c.body(bytes as Uint8Array<ArrayBuffer>);
    });
}

function formatOf(named: string | undefined): PacketFormat {
  const found = packetFormats.find((format) => format === (named ?? "json"));
  if (found) return found;
  throw new PlanlensError(
    "invalid-parameter",
    `format is "${named?.slice(0, 40)}"; it can be ${packetFormats.join(", ")}.`,
    {
      detail: { parameter: "format" },
    },
  );
}
