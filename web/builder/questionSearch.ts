import type { QuestionContent, QuestionFilter } from "../../server/builder/question.ts";
import { listNames } from "../filters/params.ts";
import { pick, type Search } from "../filters/search.ts";
import { readFilters, writeFilters } from "./filterText.ts";

/** The parts of a question that the builder itself sets; the rest of the address is filters like any report's. */
export interface Draft {
  metrics: string[];
  by: string[];
  where: QuestionFilter[];
  /** How many of the largest stand alone; null where nobody said. */
  top: number | null;
  subtotals: QuestionContent["subtotals"];
}

/** Parameters that a question is asked with like any report. */
export const asked = ["period", "compare", "against", "basis", ...listNames, "cohort", "as_of"];

export function draftOf(search: Search): Draft {
  const top = Number(search.top);
  const subtotals = search.subtotals;
  return {
    metrics: list(search.metrics),
    by: list(search.by),
    where: readFilters(search.where),
    top: Number.isInteger(top) && top > 0 ? Math.min(top, 500) : null,
    subtotals: subtotals === "none" || subtotals === "all" ? subtotals : "first",
  };
}

/** The address of a draft; names without a value are left out of it. */
export function searchOf({ metrics, by, where, top, subtotals }: Draft): Record<string, string | undefined> {
  return {
    metrics: metrics.join(",") || undefined,
    by: by.join(",") || undefined,
    where: writeFilters(where),
    top: top === null ? undefined : String(top),
    subtotals: subtotals === "first" ? undefined : subtotals,
  };
}

/** The draft as the server is asked. */
export function questionOf({ metrics, by, where, top, subtotals }: Draft): QuestionContent {
  return { metrics, by, where, subtotals, ...(top === null ? {} : { top: { count: top } }) };
}

/** What is kept when it is saved: the filters of the page become part of it. */
export function contentOf(draft: Draft, search: Search): QuestionContent {
  const given = pick(search, ["period", "compare", "against", "basis", "cohort"]) as Partial<QuestionContent>;
  const filters = pick(search, listNames) as NonNullable<QuestionContent["filters"]>;
  return { ...questionOf(draft), ...given, ...(Object.keys(filters).length > 0 ? { filters } : {}) };
}

/** The address that opens a saved question. */
export function searchOfContent(content: QuestionContent): Search {
  const { metrics, by, where, top, subtotals, period, compare, against, basis, cohort, filters } = content;
  const parts = {
    ...searchOf({ metrics, by, where, top: top?.count ?? null, subtotals }),
    period,
    compare,
    against,
    basis,
    cohort,
    ...filters,
  };
  return Object.fromEntries(Object.entries(parts).filter((each): each is [string, string] => each[1] !== undefined));
}

function list(text: string | undefined): string[] {
  return [...new Set((text ?? "").split(",").filter(Boolean))];
}
