import { z } from "@hono/zod-openapi";
import type { Mapping } from "../../load/mapping/mapping.ts";

const form = z
  .looseObject({
    name: z.string(),
    vendor: z.string(),
    files: z.array(z.looseObject({})),
  })
  .openapi("Mapping", { description: "How a vendor's files fill the tables; the same document as for --mapping" });

/** A mapping as it is sent and told; whether it can be read is found out by the mapping's own schema. */
export const mappingDocument = form as unknown as z.ZodType<Mapping>;
