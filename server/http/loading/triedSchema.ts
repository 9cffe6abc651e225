import { z } from "@hono/zod-openapi";

const texts = z.array(z.string().nullable());

/** What the first rows of a file become under a mapping that is being tried. */
export const triedSchema = z
  .object({
    tables: z.array(
      z.object({
        table: z.string(),
        setAside: z.int().openapi({ description: "Rows that are no rows of the table" }),
        columns: z.array(
          z.object({
            target: z.string(),
            header: z.string(),
            before: texts,
            after: texts,
            wrong: texts.openapi({ description: "What is wrong with each value; null where nothing is" }),
          }),
        ),
      }),
    ),
    unread: z.array(z.string()),
  })
  .openapi("Tried");

export type Tried = z.infer<typeof triedSchema>;
