import { createHash } from "node:crypto";
import { PlanlensError } from "../errors.ts";
import type { SqlFile } from "../warehouse/sqlFile.ts";

/**
 * A file whose front matter says `sql_of: NAME` has no statement of its own: it shows the rows of that report in
 * another way. Its version is of both files.
 * @throws PlanlensError `bad-query` that names the file, where there is no such report or it has a statement all the same.
 */
export function shareSql(files: SqlFile[]): SqlFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  return files.map((file) => {
    const { sql_of: name, ...frontMatter } = (file.frontMatter ?? {}) as Record<string, unknown>;
    if (name === undefined) return file;
    const other = byName.get(String(name));
    if (!other?.sql || file.sql) {
      const why = file.sql
        ? `says sql_of: ${name} and has a statement of its own`
        : `takes its SQL of ${name}, which has none`;
      throw new PlanlensError("bad-query", `queries/${file.path} ${why}.`);
    }
    const hash = createHash("sha256").update(file.hash).update(other.hash).digest("hex");
    return { ...file, frontMatter, sql: other.sql, hash };
  });
}
