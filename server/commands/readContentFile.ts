import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { PlanlensError } from "../errors.ts";

/** What a file of JSON or YAML says. @throws PlanlensError `unreadable-file`. */
export function readContentFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? "unknown";
    throw new PlanlensError("unreadable-file", `The file cannot be read (${why}).`, { cause });
  }
  try {
    return parse(text);
  } catch (cause) {
    throw new PlanlensError("unreadable-file", "The file is neither JSON nor YAML.", { cause });
  }
}
