import { readdir, readFile } from "node:fs/promises";
import { parse } from "yaml";
import { PlanlensError } from "../errors.ts";

/**
 * What a step does. For every portion of the plan: a script run once per engine (`step`), a `table`, the cost shares
 * worked out line by line (`cost share`), rows kept for the whole plan as `plan.<target>` (`total`), rows of files
 * (`file`). Once, after all portions: a table (`finish`), a file (`finish file`), a section of the answer key (`key`).
 */
export const stepKinds = ["step", "table", "cost share", "total", "file", "finish", "finish file", "key"] as const;
export type StepKind = (typeof stepKinds)[number];

/** One file of `queries/generate`. */
export interface GenerateStep {
  name: string;
  kind: StepKind;
  target: string;
  /** Of files: columns that the control report adds up. */
  amounts: string[];
  /** Of answer-key sections: one object, not a list of rows. */
  one: boolean;
  sql: string;
}

const folder = new URL("../../queries/generate/", import.meta.url);

/** Reads the steps of the generator, numbered ones first, in the order in which they run. */
export async function readGenerateSteps(): Promise<GenerateStep[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(names.map(async (name) => readStep(name, await readFile(new URL(name, folder), "utf8"))));
}

/** The settings files as name and path, for the engine to read. */
export async function listGenerateSettings(): Promise<{ name: string; url: URL }[]> {
  const settings = new URL("settings/", folder);
  const names = (await readdir(settings)).filter((name) => name.endsWith(".csv")).sort();
  return names.map((name) => ({ name: name.replace(/\.csv$/, ""), url: new URL(name, settings) }));
}

/** The columns in braces of a file's name. */
export function fileColumns(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function readStep(name: string, text: string): GenerateStep {
  const match = /^\/\*\n([\s\S]*?)\*\//.exec(text);
  const front = frontMatter(name, match?.[1] ?? "");
  const kind = stepKinds.find((each) => typeof front[each] === "string");
  if (!match || !kind) {
    throw new PlanlensError("bad-query", `${name} must begin with a comment that names its step, table or file.`);
  }
  const sql = text.slice(match[0].length).trim().replace(/;\s*$/, "");
  const amounts = (front.amounts as string[] | undefined) ?? [];
  return { name, kind, target: String(front[kind]), amounts, one: front.one === true, sql };
}

function frontMatter(name: string, text: string): Record<string, unknown> {
  try {
    return (parse(text) ?? {}) as Record<string, unknown>;
  } catch (cause) {
    throw new PlanlensError("bad-query", `The comment at the top of ${name} is not YAML.`, { cause });
  }
}
