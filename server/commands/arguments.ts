import { userInfo } from "node:os";
import { PlanlensError } from "../errors.ts";
import { isHome } from "../home/home.ts";

/** A command line taken apart: words, `--name value` or `--name=value`, and flags without a value. */
export interface Arguments {
  words: string[];
  options: Record<string, string>;
  flags: Set<string>;
}

const everywhere = ["home", "as"];

/**
 * @param known names of options that take a value, and of flags; `anyOption` lets unknown options through.
 * @throws PlanlensError `usage`.
 */
export function parseArguments(
  argv: string[],
  known: { options?: string[]; flags?: string[]; anyOption?: boolean } = {},
): Arguments {
  const { options = [], flags = [], anyOption = false } = known;
  const parsed: Arguments = { words: [], options: {}, flags: new Set() };
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? "";
    if (word === "--") {
      parsed.words.push(...argv.slice(i + 1));
      break;
    }
    if (!word.startsWith("--")) {
      parsed.words.push(word);
      continue;
    }
    const [name = "", inline] = splitAt(word.slice(2), "=");
    const key = name.replaceAll("-", "_");
    if (flags.includes(key)) {
      if (inline !== undefined) throw usage(`--${name} takes no value.`);
      parsed.flags.add(key);
      continue;
    }
    if (!anyOption && !options.includes(key) && !everywhere.includes(key))
      throw usage(`There is no option --${name} here.`);
    const value = inline ?? argv[++i];
    if (value === undefined || (inline === undefined && value.startsWith("--")))
      throw usage(`--${name} needs a value.`);
    if (key in parsed.options) throw usage(`--${name} is given twice.`);
    parsed.options[key] = value;
  }
  return parsed;
}

/** The folder named by `--home`, else by the environment, else `planlens-home` here. */
export function homeOf({ options }: Arguments): string {
  return options.home ?? process.env.PLANLENS_HOME ?? "planlens-home";
}

/**
 * The same for a command that only reads: a folder that is no home is not made one.
 * @throws PlanlensError `no-data`.
 */
export function existingHomeOf(args: Arguments): string {
  const home = homeOf(args);
  if (isHome(home)) return home;
  throw new PlanlensError(
    "no-data",
    "Nothing has been loaded yet: there is no plan in that folder. Load extracts with: planlens load FOLDER --home DIR",
  );
}

/** Who does it: `--as`, else the operating system's user. */
export function actorOf({ options }: Arguments): string {
  const actor = options.as ?? userInfo().username;
  if (actor.length > 0 && actor.length <= 100) return actor;
  throw usage("--as is a name of 1 to 100 characters.");
}

export function wholeNumber(text: string | undefined, name: string, range: { from: number; to: number }): number {
  if (text !== undefined && /^\d{1,9}$/.test(text) && Number(text) >= range.from && Number(text) <= range.to)
    return Number(text);
  throw usage(`${name} is a whole number from ${range.from} to ${range.to}.`);
}

export function usage(message: string): PlanlensError {
  return new PlanlensError("usage", message);
}

function splitAt(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
