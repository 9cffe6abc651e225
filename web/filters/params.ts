import type { CatalogueEntry } from "../api/types.ts";
import { pick, type Search } from "./search.ts";

/** The filters by enrollment and network that reports share, in the order of the chips. */
export const listNames = [
  "plan",
  "benefit",
  "tier",
  "status",
  "unit",
  "employer_group",
  "employer_type",
  "relationship",
  "age_band",
  "sex",
  "region",
  "network",
] as const;

const shared: readonly string[] = [
  "period",
  "compare",
  "against",
  "basis",
  "completion",
  ...listNames,
  "cohort",
  "norm",
  "norm_base",
  "profile",
  "as_of",
];
/** What the address says beside the slice: how the table is sorted, the way here, what stands open. */
const ofThePage: readonly string[] = ["sort", "via", "show", "metrics", "by", "where", "top", "subtotals", "saved"];
const always = ["profile", "as_of"];

/** What the report is asked with: of the page's address, the parameters that this report knows. */
export function requestParams(search: Search, entry: Pick<CatalogueEntry, "parameters" | "own">): Search {
  return pick(search, [...new Set([...shared.filter((name) => accepts(entry, name)), ...Object.keys(entry.own)])]);
}

/** What a chart beneath a report is asked with: the same slice, and that report's own defaults of period and comparison. */
export function companionParams(
  search: Search,
  parent: Pick<CatalogueEntry, "defaults" | "own">,
  companion: Pick<CatalogueEntry, "parameters" | "own">,
): Search {
  return requestParams(
    {
      ...pick(parent.defaults, ["period", "compare", "basis"]),
      ...carriedSearch(search),
      ...pick(
        search,
        narrowing.filter((name) => parent.own[name]),
      ),
    },
    companion,
  );
}

/** What narrows a report on the way down to its lines: figures of another report without it are of more. */
export const narrowing = [
  "category",
  "service",
  "code",
  "drug",
  "drug_class",
  "provider",
  "diagnosis",
  "condition",
  "encounter",
  "person",
];

/** Whether a companion can follow all that the page is narrowed by; else its chart would be of more than the page. */
export function follows(
  search: Search,
  parent: Pick<CatalogueEntry, "own">,
  companion: Pick<CatalogueEntry, "own">,
): boolean {
  return narrowing.every((name) => !search[name] || !parent.own[name] || companion.own[name] !== undefined);
}

/** What goes along to another report: the shared parameters, and not a report's own ones or how its table is sorted. */
export function carriedSearch(search: Search): Search {
  return pick(search, shared);
}

/**
 * Filters in the address that this report cannot follow, so that its figures may be of more than what led here. They
 * stay there for the next report.
 */
export function unusedNames(search: Search, entry: Pick<CatalogueEntry, "parameters" | "own">): string[] {
  return Object.keys(search).filter(
    (name) => !ofThePage.includes(name) && !accepts(entry, name) && entry.own[name] === undefined,
  );
}

export function accepts(entry: Pick<CatalogueEntry, "parameters">, name: string): boolean {
  return always.includes(name) || entry.parameters.includes(name);
}
