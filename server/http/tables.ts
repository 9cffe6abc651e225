import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { tuvaTables } from "../load/layout.ts";
import { tableNeeds } from "../load/mapping/tableNeeds.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json } from "./schemas.ts";

const layoutSchema = z
  .object({
    tables: z.array(
      z.object({
        name: z.string(),
        meaning: z.string(),
        columns: z.array(
          z.object({
            name: z.string(),
            kind: z.enum(["text", "id", "date", "amount", "quantity", "integer"]),
            meaning: z.string(),
            values: z.array(z.string()).openapi({ description: "The only values allowed; empty: any" }),
            needed: z.boolean().openapi({ description: "Without it the table cannot be filled" }),
            wanted: z.boolean().openapi({ description: "Without it reports have gaps" }),
          }),
        ),
        oneOf: z.array(z.array(z.string())).openapi({ description: "Groups of which one column at least is needed" }),
      }),
    ),
  })
  .openapi("Tables");

export type LayoutDocument = z.infer<typeof layoutSchema>;

const route = createRoute({
  method: "get",
  path: "/api/tables",
  operationId: "tables",
  summary: "The tables and columns that files can fill, as a mapping names them",
  responses: { 200: json(layoutSchema, "The tables"), 401: failures[401] },
});

export function tableRoutes(): OpenAPIHono<AppEnv> {
  return createRouter().openapi(route, (c) => c.json(layoutDocument(), 200));
}

function layoutDocument(): LayoutDocument {
  const tables = tuvaTables().map((table) => {
    const { name, meaning, filled, wanted, columns } = table;
    const needs = tableNeeds(table);
    const needed = new Set([...needs, ...filled].filter((group) => group.length === 1).flat());
    return {
      name,
      meaning,
      oneOf: needs.filter((group) => group.length > 1),
      columns: columns.map(({ name, kind, meaning, values }) => {
        return { name, kind, meaning, values, needed: needed.has(name), wanted: wanted.includes(name) };
      }),
    };
  });
  return { tables };
}
