import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse, YAMLParseError } from "yaml";
import { PlanlensError } from "../../errors.ts";
import { tuvaTables } from "../layout.ts";
import { isDatePattern } from "./dates.ts";
import { expandNumbers } from "./expandNumbers.ts";
import { isExtension } from "./extension.ts";
import { type Mapping, mappingSchema, type Value } from "./mapping.ts";

/**
 * A mapping from a file of YAML or JSON.
 * @throws PlanlensError `invalid-parameter` that says where the file is wrong.
 */
export function readMapping(path: string): Mapping {
  const name = basename(path);
  let body: unknown;
  try {
    body = parse(readFileSync(path, "utf8"), { maxAliasCount: 0 });
  } catch (error) {
    throw new PlanlensError("invalid-parameter", `The mapping ${name}: ${unreadWhy(error)}.`);
  }
  return checkedMapping(body, name);
}

function unreadWhy(error: unknown): string {
  if (error instanceof YAMLParseError) {
    const [said = ""] = error.message.split(/ at line \d|[:\n]/);
    const [at] = error.linePos ?? [];
    return `it is not written as YAML or JSON${at ? `: line ${at.line}, column ${at.col}` : ""}: ${said.trim().replace(/\.$/, "")}`;
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file. Look at its name and the folder";
  if (code === "EISDIR") return "it is a folder. Name the file in it";
  return code ? "it cannot be read. Look at who may read it" : "it is not written as YAML or JSON";
}

/** What a file of fixed width, or one without a header, is known by where nothing is said: all of its columns. */
function withNeeded(body: unknown): unknown {
  const { files, ...rest } = (body ?? {}) as { files?: unknown };
  if (!Array.isArray(files)) return body;
  return { ...rest, files: files.map(knownByItsReads) };
}

function knownByItsReads(file: unknown): unknown {
  const { when, reads } = (file ?? {}) as Record<string, Partial<Record<string, unknown>> | undefined>;
  if (when?.columns !== undefined || typeof (when ?? {}) !== "object") return file;
  const { fixed, names } = reads ?? {};
  const columns = Array.isArray(fixed) ? fixed.map((each) => each?.column) : names;
  return Array.isArray(columns) ? { ...(file as object), when: { ...when, columns } } : file;
}

/**
 * The mapping, once its form is right and every table, column and date pattern that it names is there.
 * @param name what to call it in a message
 * @throws PlanlensError `invalid-parameter` that lists what is wrong, with `detail.problems: { place, what }[]`.
 */
export function checkedMapping(body: unknown, name = "mapping"): Mapping {
  const form = mappingSchema.safeParse(withNeeded(expandNumbers(body)));
  const problems = form.success
    ? namesIn(form.data)
    : form.error.issues.map(({ path, message }) => ({ place: path.join("."), what: message }));
  if (form.success && problems.length === 0) return form.data;
  const listed = problems.slice(0, 10).map(({ place, what }) => `${place || "the whole"}: ${what}`);
  const more = problems.length > 10 ? `\nand ${problems.length - 10} more` : "";
  throw new PlanlensError("invalid-parameter", `The mapping ${name} cannot be used.\n${listed.join("\n")}${more}`, {
    detail: { problems: problems.slice(0, 100) },
  });
}

interface Wrong {
  place: string;
  what: string;
}

function namesIn({ files }: Mapping): Wrong[] {
  const tables = tuvaTables();
  return files.flatMap((file, at) =>
    file.tables.flatMap(({ table: name, columns }, nth): Wrong[] => {
      const place = `files.${at}.tables.${nth}`;
      const table = tables.find((each) => each.name === name);
      if (!table) {
        return [{ place: `${place}.table`, what: `there is no table ${name}. Tables: ${namesOf(tables)}` }];
      }
      const known = new Set(table.columns.map((column) => column.name));
      return Object.entries(columns).flatMap(([column, value]): Wrong[] => {
        const here = `${place}.columns.${column}`;
        const patterns = patternsOf(value).filter((pattern) => !isDatePattern(pattern));
        return [
          ...(known.has(column) || isExtension(column)
            ? []
            : [
                {
                  place: here,
                  what: `${name} has no such column. A column of your own has a name that begins with x_`,
                },
              ]),
          ...patterns.map((pattern) => ({
            place: here,
            what: `${pattern} is no date pattern. Write it with YYYY or YY, MM, M or MMM, DD or D, or serial`,
          })),
        ];
      });
    }),
  );
}

function namesOf(tables: { name: string }[]): string {
  return tables.map(({ name }) => name).join(", ");
}

function patternsOf(value: Value): string[] {
  if (typeof value === "string") return [];
  const inner = [...(value.first ?? []), ...(value.combine ?? []), ...(value.sum ?? [])].flatMap(patternsOf);
  return [...inner, ...[value.date ?? []].flat()];
}
