import { basename } from "node:path";

/** One line of the log. Values of parameters, rows and paths do not belong in it. */
export interface LogEvent {
  level: "info" | "warn" | "error";
  event: string;
  [fact: string]: unknown;
}

export type Log = (event: LogEvent) => void;

/** Writes one JSON document a line; stdout is for data alone, so it goes to stderr unless told otherwise. */
export function createLog({
  stream = process.stderr,
  clock = () => new Date(),
}: {
  stream?: { write(line: string): unknown };
  clock?: () => Date;
} = {}): Log {
  return ({ level, event, ...facts }) => {
    stream.write(`${JSON.stringify({ time: clock().toISOString(), level, event, ...facts })}\n`);
  };
}

export interface DescribedError {
  name: string;
  code?: string;
  message: string;
  at: string[];
  cause?: DescribedError;
}

/**
 * An error as it may be logged. A database's message can quote values and SQL, and a stack names folders: whatever is
 * quoted or looks like a path, a number of five or more digits or further lines is left out, and frames keep their
 * file's name and line.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error))
    return { name: typeof error, message: "Something that is not an error was thrown.", at: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: error.name,
    ...(code && { code }),
    message: redact(error.message),
    at: frames(error.stack ?? "", error.message),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}

function redact(message: string): string {
  const [firstLine = ""] = message.split("\n");
  return firstLine
    .replace(/'[^']*'?|"[^"]*"?|`[^`]*`?/g, "…")
    .replace(/(?:[a-z]:)?[\\/][^\s:,;()]+/gi, "…")
    .replace(/\d{4}-\d{2}-\d{2}|\d{5,}/g, "…")
    .slice(0, 300);
}

function frames(stack: string, message: string): string[] {
  return stack
    .replace(message, "")
    .split("\n")
    .map((line) => /([^\s()]+):(\d+):\d+\)?$/.exec(line.trim()))
    .flatMap((match) => (match?.[1] ? [`${basename(match[1])}:${match[2]}`] : []))
    .slice(0, 8);
}
