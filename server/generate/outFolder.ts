import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PlanlensError } from "../errors.ts";
import { isHome } from "../home/home.ts";
import { fileColumns } from "./generateSteps.ts";
import { madeUpLine } from "./planReadme.ts";

/**
 * Makes the folder to write to, or makes sure that it is empty or holds nothing but an earlier made-up plan.
 * @throws PlanlensError `usage` that says what stands in the way; nothing is changed then.
 */
export function prepareOutFolder(path: string, templates: string[]): { earlier: string[] } {
  const folder = resolve(path);
  try {
    refuseHome(folder);
    makeFolder(folder);
    const names = readdirSync(folder);
    const foreign = names.find((name) => !isOurs(name, templates));
    const isEarlierPlan = readme(folder).startsWith(madeUpLine);
    const leftOver = names.every((name) => name.startsWith(".generating-"));
    if (!leftOver && (foreign || !isEarlierPlan)) {
      throw new PlanlensError(
        "usage",
        `The folder already holds ${foreign ?? names[0]}, which was not generated. Name an empty or a new folder with --out.`,
      );
    }
    return { earlier: names };
  } catch (cause) {
    if (cause instanceof PlanlensError) throw cause;
    throw new PlanlensError(
      "unwritable-file",
      "The folder of --out cannot be made or read. Name one that you may write to.",
      {
        cause,
      },
    );
  }
}

/** A home's loads never change, and nothing else belongs between them. */
function refuseHome(folder: string): void {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (isHome(at)) {
      throw new PlanlensError("usage", "That folder is a home, or within one. Name a folder outside of it with --out.");
    }
  }
}

export function removeEarlier(path: string, names: string[]): void {
  for (const name of names) rmSync(join(path, name), { recursive: true, force: true });
}

function isOurs(name: string, templates: string[]): boolean {
  if (/^(README\.txt|answer-key\.json|dirt|\.generating-\w+)$/.test(name)) return true;
  return templates.some((template) => pattern(template).test(name.replace(/\.control\.csv$/, ".csv")));
}

function pattern(template: string): RegExp {
  const columns = fileColumns(template);
  const literal = template.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${columns.reduce((text, column) => text.replaceAll(`{${column}}`, "[\\w-]+"), literal)}$`);
}

function readme(folder: string): string {
  const path = join(folder, "README.txt");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** One folder after the other: where a file system takes none, Node's own recursion never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
