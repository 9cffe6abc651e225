import { readdir, readFile } from "node:fs/promises";
import { PlanlensError } from "../errors.ts";

/** One file of `queries/generate`, in the order of its number: a script, a table to make, or a file to write. */
export interface GenerateStep {
  name: string;
  kind: "step" | "table" | "file";
  target: string;
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

function readStep(name: string, sql: string): GenerateStep {
  const header = /^\/\*\s*\n(step|table|file): (\S+)/.exec(sql);
  if (!header) {
    throw new PlanlensError("bad-query", `${name} must begin with a comment that names its step, table or file.`);
  }
  return { name, kind: header[1] as GenerateStep["kind"], target: header[2] ?? "", sql };
}
