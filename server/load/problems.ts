import { type ErrorCode, PlanlensError } from "../errors.ts";

/** One thing wrong with one file, in words that carry no value of a row and no path. */
export interface Problem {
  code: Extract<ErrorCode, "unreadable-file" | "unknown-layout" | "rejected-rows" | "already-loaded">;
  /** Base name of the file, or the path's last part as the person named it. */
  file: string;
  /** Physical line, 1 for the first. */
  line?: number;
  column?: string;
  /** What is wrong and what to do. */
  what: string;
}

/** Carries a problem out of a reader; `prepareLoad` gathers them. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(describeProblem(problem));
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export function unreadable(file: string, what: string, at: { line?: number; column?: string } = {}): ProblemError {
  return new ProblemError({ code: "unreadable-file", file, ...at, what });
}

export function describeProblem({ file, line, column, what }: Problem): string {
  const place = [file, line === undefined ? "" : `line ${line}`, column === undefined ? "" : `column ${column}`];
  return `${place.filter(Boolean).join(", ")}: ${what}`;
}

/** One error that lists everything that is wrong. */
export function problemsError(problems: Problem[]): PlanlensError {
  const codes = problems.map((problem) => problem.code);
  const code = codes.find((each) => each === "unreadable-file") ?? codes[0] ?? "unreadable-file";
  const lines = problems.map(describeProblem);
  const text = lines.length === 1 ? lines[0] : lines.map((line) => `- ${line}`).join("\n");
  return new PlanlensError(code, `${text}\nNothing was changed.`, { detail: { problems } });
}
