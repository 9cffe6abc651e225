import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { parse } from "yaml";
import { PlanlensError } from "../errors.ts";

/** A file of `queries/`: YAML front matter in the leading block comment, then one statement. */
export interface SqlFile {
  /** File name without its ending. */
  name: string;
  /** Relative to `queries/`, with forward slashes. */
  path: string;
  frontMatter: unknown;
  /** The statement, without the comment and the closing semicolon. */
  sql: string;
  /** The whole file as it stands. */
  text: string;
  /** SHA-256 of the whole file, hex. */
  hash: string;
}

/** @throws PlanlensError `bad-query` that names the file. */
export function readSqlFile(root: string, path: string): SqlFile {
  const shown = relative(root, path).split(sep).join("/");
  return toSqlFile(basename(path, ".sql"), shown, readFileSync(path, "utf8"));
}

/** A text of the form of a file of `queries/`. @throws PlanlensError `bad-query` that names the file. */
export function toSqlFile(name: string, path: string, text: string): SqlFile {
  const match = /^\s*\/\*([\s\S]*?)\*\//.exec(text);
  if (!match) throw new PlanlensError("bad-query", `queries/${path} does not begin with a block comment of YAML.`);
  let frontMatter: unknown;
  try {
    frontMatter = parse(match[1] ?? "");
  } catch (cause) {
    throw new PlanlensError(
      "bad-query",
      `The front matter of queries/${path} is not YAML: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
  const sql = text.slice(match[0].length).trim().replace(/;\s*$/, "");
  const hash = createHash("sha256").update(text).digest("hex");
  return { name, path, frontMatter, sql, text, hash };
}

/** Every `.sql` below `root/folder`, in the order of their paths. */
export function readSqlFolder(root: string, folder: string): SqlFile[] {
  return walk(join(root, folder))
    .filter((path) => path.endsWith(".sql"))
    .map((path) => readSqlFile(root, path));
}

/** Files below a folder, sorted by path; none where there is no such folder. */
export function walk(folder: string): string[] {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function list(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
