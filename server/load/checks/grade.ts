import type { CheckResult } from "./checkResult.ts";

export type Grade = "A" | "B" | "C" | "D" | "F";

/** What each grade says, for whoever shows it. */
export const gradeMeanings: Record<Grade, string> = {
  A: "no check finds anything",
  B: "checks find something on no more than one row in a hundred",
  C: "a check finds something on more than one row in a hundred, or rows are rejected",
  D: "more than one row in a hundred is rejected",
  F: "a check says that the file cannot be right",
};

/** The grade of a load by its checks. */
export function gradeOf(checks: CheckResult[], { rows, rejected }: { rows: number; rejected: number }): Grade {
  const found = checks.filter((check) => check.found);
  if (found.some(({ severity }) => severity === "stop")) return "F";
  if (rejected > 0.01 * rows) return "D";
  if (rejected > 0 || found.some((check) => check.rows > 0.01 * check.of)) return "C";
  return found.length > 0 ? "B" : "A";
}
