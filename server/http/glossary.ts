import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { parse } from "yaml";
import { productPaths } from "../root.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json } from "./schemas.ts";

const termSchema = z
  .strictObject({
    term: z.string().min(1),
    /** Other names under which people look for it, and the names of columns that show it. */
    also: z.array(z.string()).default([]),
    definition: z.string().min(1),
    formula: z.string().nullable().default(null),
  })
  .openapi("Term");

export type Term = z.infer<typeof termSchema>;

const route = createRoute({
  method: "get",
  path: "/api/glossary",
  operationId: "glossary",
  summary: "The field's words as Planlens uses them",
  responses: { 200: json(z.array(termSchema), "The words, in alphabetical order"), 401: failures[401] },
});

/** The product's one glossary, in alphabetical order. */
export function readGlossary(file = resolve(productPaths.reference, "glossary.yaml")): Term[] {
  const terms = z.array(termSchema).parse(parse(readFileSync(file, "utf8")));
  return terms.sort((a, b) => a.term.localeCompare(b.term, "en"));
}

export function glossaryRoutes(): OpenAPIHono<AppEnv> {
  const terms = readGlossary();
  return createRouter().openapi(route, (c) => c.json(terms, 200));
}
