import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PlanlensError } from "../errors.ts";
import { productPaths } from "../root.ts";

const parameters = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string());

const partSchema = z.strictObject({
  /** The number or letter that stands before the title; without one parts are counted. */
  exhibit: z.string().max(8).optional(),
  report: z.string().min(1).max(200),
  /** The report's own where there is none. */
  title: z.string().min(1).max(200).optional(),
  /** What this part fixes, whatever is asked of the packet. */
  params: parameters.default({}),
  show: z
    .array(z.enum(["answer", "figures", "chart", "table"]))
    .min(1)
    .default(["answer", "figures", "chart", "table"]),
  /** At most so many rows of the table. */
  rows: z.int().min(1).max(3000).optional(),
  /** On a packet of one page: in the left or the right half, below the parts of that half before it. */
  half: z.enum(["left", "right"]).optional(),
  /** Columns of the table; the report's own choice without them. */
  columns: z.array(z.string()).min(1).optional(),
});

/** A packet as it is written in a file or saved by a person. */
export const packetBodySchema = z.strictObject({
  title: z.string().min(1).max(200),
  question: z.string().max(500).default(""),
  order: z.number().default(100),
  layout: z.enum(["page", "exhibits"]).default("exhibits"),
  /** Parameters of every part, which the one who asks may change. */
  defaults: parameters.default({}),
  parts: z.array(partSchema).min(1).max(100),
});

export type PacketBody = z.infer<typeof packetBodySchema>;
export type PacketPart = z.infer<typeof partSchema>;

export interface PacketSpec extends PacketBody {
  id: string;
  /** Saved by a person, not shipped. */
  own: boolean;
}

/**
 * The packets that are shipped: one file each in `queries/packets`.
 * @throws PlanlensError `bad-query` that names the file and what is wrong with it.
 */
export function readPacketFiles(queries = productPaths.queries): PacketSpec[] {
  const folder = join(queries, "packets");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const parsed = packetBodySchema.safeParse(parse(readFileSync(join(folder, name), "utf8")));
      if (parsed.success) return { ...parsed.data, id: name.slice(0, -5), own: false };
      const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
      throw new PlanlensError("bad-query", `queries/packets/${name} is not complete. ${wrong}`);
    });
}
