import { useQueryClient } from "@tanstack/react-query";
import { filtersQuery } from "../api/queries.ts";
import { listNames } from "./params.ts";
import { useFilterChange } from "./useFilterChange.ts";
import { usePageSearch } from "./usePageSearch.ts";

/** Sets the profile to read as, and takes back the filters and the period that it may not have. */
export function useNarrowedProfile(digest: string | null) {
  const client = useQueryClient();
  const search = usePageSearch();
  const change = useFilterChange();
  return async (profile: string | undefined) => {
    const next = await client.fetchQuery(filtersQuery(profile, digest)).catch(() => null);
    if (!next?.releaseOnly) return change({ profile });
    const { years, fiscalYears, quarters } = next.period;
    const lost = search.period && ![...years, ...fiscalYears, ...quarters].includes(search.period);
    const filters = Object.fromEntries(listNames.map((name) => [name, undefined]));
    change({ profile, ...filters, ...(lost ? { period: undefined } : {}) });
  };
}
