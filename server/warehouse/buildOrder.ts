import { z } from "zod";
import { PlanlensError } from "../errors.ts";
import type { SqlFile } from "./sqlFile.ts";

const columns = z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).default([]);

const tableFrontMatter = z
  .object({
    table: z
      .string()
      .regex(/^(core|marts|work)\.[a-z][a-z0-9_]*$/)
      .optional(),
    view: z
      .string()
      .regex(/^(core|marts)\.[a-z][a-z0-9_]*$/)
      .optional(),
    needs: z.array(z.string()).default([]),
    enums: columns,
    absent: z
      .string()
      .regex(/^loads\.[a-z_]+$/)
      .optional(),
  })
  .refine(({ table, view }) => (table === undefined) !== (view === undefined), {
    message: "name one table or one view",
  });

/** What a file of `queries/core` or `queries/marts` makes. */
export interface TableQuery {
  /** `core.` and `marts.` stay in the warehouse; `work.` is there only while it is built. */
  table: string;
  kind: "table" | "view";
  needs: string[];
  /** Text columns of few values that are kept as an enumeration, as small and quick as numbers. */
  enums: string[];
  /** A table of a load: columns of it that no load gives are left out of a table and are null in a view. */
  absent?: string;
  file: SqlFile;
}

/**
 * The table queries, each after the tables that it needs; among equals, by path.
 * @throws PlanlensError `bad-query` for a need that no file meets, a table made twice, or a circle.
 */
export function buildOrder(files: SqlFile[], given: ReadonlySet<string>): TableQuery[] {
  const waiting = files.map((file): TableQuery => {
    const parsed = tableFrontMatter.safeParse(file.frontMatter);
    if (parsed.success) {
      const { table, view, ...rest } = parsed.data;
      return { ...rest, table: table ?? view ?? "", kind: table ? "table" : "view", file };
    }
    const issue = parsed.error.issues[0];
    throw new PlanlensError("bad-query", `queries/${file.path}: ${issue?.path.join(".")}: ${issue?.message}`);
  });
  const made = new Map<string, string>();
  for (const { table, file } of waiting) {
    const twin = made.get(table);
    if (twin) throw new PlanlensError("bad-query", `queries/${twin} and queries/${file.path} both make ${table}.`);
    made.set(table, file.path);
  }
  const ready = new Set(given);
  const order: TableQuery[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((query) => query.needs.every((need) => ready.has(need)));
    const query = waiting[next];
    if (!query) {
      const first = waiting[0];
      const missing = first?.needs.filter((need) => !ready.has(need)).join(", ");
      throw new PlanlensError(
        "bad-query",
        `queries/${first?.file.path} needs ${missing}, which nothing makes before it.`,
      );
    }
    waiting.splice(next, 1);
    ready.add(query.table);
    order.push(query);
  }
  return order;
}
