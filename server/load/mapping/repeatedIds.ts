import type { Contents } from "./contents.ts";

/**
 * What is left of the sureness that a column numbers the fills: one that repeats does not, where another column is told
 * to number something and never repeats.
 */
export function repeatedId(contents: Contents, others: Contents[]): number {
  return isRepeated(contents) && others.some(isUnique) ? 0.4 : 1;
}

const least = 5;

function isRepeated({ values, distinct }: Contents): boolean {
  return values.length >= least && distinct < values.length * 0.8;
}

function isUnique({ values, distinct, dates, amount }: Contents): boolean {
  return values.length >= least && distinct === values.length && dates.length === 0 && amount !== "decimal";
}
