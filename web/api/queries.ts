import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Search } from "../filters/search.ts";
import { stringifySearch } from "../filters/search.ts";
import { isApiError } from "./apiError.ts";
import { request } from "./request.ts";
import type {
  CatalogueFamily,
  Filters,
  Health,
  LoadSummary,
  NormSummary,
  ReportMethod,
  Session,
  Term,
} from "./types.ts";

/** How often the page asks whether other data have arrived, in milliseconds. */
const pollEvery = 4000;

const retry = (count: number, error: Error) => isApiError(error, "unreachable") && count < 2;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => request<Session>("/api/session", { signal }),
  staleTime: 60_000,
  retry,
});

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => request<Health>("/api/health", { signal }),
  refetchInterval: pollEvery,
  staleTime: pollEvery,
  retry,
});

/** The reports that `profile` may open (undefined: as widely as the session allows). */
export function catalogueQuery(profile: string | undefined) {
  const query = stringifySearch({ profile });
  return queryOptions({
    queryKey: ["reports", query],
    queryFn: ({ signal }) => request<{ families: CatalogueFamily[] }>(`/api/reports${query}`, { signal }),
    select: (answer) => answer.families,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry,
  });
}

/** What can be chosen by who reads as `profile` (undefined: as widely as the session allows), in the data of `digest`. */
export function filtersQuery(profile: string | undefined, digest: string | null | undefined) {
  return queryOptions({
    queryKey: ["filters", profile ?? "", digest ?? ""],
    queryFn: ({ signal }) => request<Filters>(`/api/filters${stringifySearch({ profile })}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    enabled: !!digest,
    retry,
  });
}

/** Sets of norms that figures can be held against. */
export const normsQuery = queryOptions({
  queryKey: ["norms"],
  queryFn: ({ signal }) => request<{ norms: NormSummary[] }>("/api/norms", { signal }),
  select: (answer) => answer.norms,
  staleTime: 60_000,
  retry,
});

export function methodQuery(id: string, search: Search) {
  const query = stringifySearch({ profile: search.profile });
  return queryOptions({
    queryKey: ["method", id, query],
    queryFn: ({ signal }) => request<ReportMethod>(`/api/reports/${id}/method${query}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });
}

export function loadsQuery(digest: string | null | undefined) {
  return queryOptions({
    queryKey: ["loads", digest ?? ""],
    queryFn: ({ signal }) => request<{ loads: LoadSummary[] }>("/api/loads", { signal }),
    select: (answer) => answer.loads,
    retry,
  });
}

export const glossaryQuery = queryOptions({
  queryKey: ["glossary"],
  queryFn: ({ signal }) => request<Term[]>("/api/glossary", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry,
});
