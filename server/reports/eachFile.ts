import { PlanlensError } from "../errors.ts";
import { type SqlFile, toSqlFile } from "../warehouse/sqlFile.ts";

/**
 * A file whose front matter says `each:` makes several reports, one for each entry: `{ name: plan, label: Plan }` in
 * `cost-by.sql` makes `cost-by-plan`, whose text has `Plan` where the file has `each_label`. Any other file is itself.
 * @throws PlanlensError `bad-query` that names the file and the word that an entry does not give.
 */
export function eachFile(file: SqlFile): SqlFile[] {
  const entries = (file.frontMatter as { each?: unknown } | null)?.each;
  if (entries === undefined) return [file];
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new PlanlensError(
      "bad-query",
      `The front matter of queries/${file.path} has an each: that is not a list of words, each entry with a name.`,
    );
  }
  const text = file.text.replace(/^each:\n(?:[ -].*\n)+/m, "");
  return entries.map((entry) => toSqlFile(`${file.name}-${entry.name}`, file.path, filled(text, entry, file)));
}

type Entry = Record<string, string | number> & { name: string };

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const words = Object.entries(value);
  return (
    words.every(([, word]) => typeof word === "string" || typeof word === "number") &&
    /^[a-z0-9-]+$/.test(String((value as Entry).name))
  );
}

function filled(text: string, entry: Entry, file: SqlFile): string {
  return text.replace(/\beach_([a-z]+)\b/g, (_, word: string) => {
    if (Object.hasOwn(entry, word)) return String(entry[word]);
    throw new PlanlensError("bad-query", `queries/${file.path} says each_${word}, which ${entry.name} does not give.`);
  });
}
