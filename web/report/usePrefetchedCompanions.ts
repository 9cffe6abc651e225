import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { CatalogueEntry } from "../api/types.ts";
import { reportQuery } from "../api/useReport.ts";
import { companionParams, follows } from "../filters/params.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";

/** Asks for the companions' charts together with the report, so that they are there when it is. */
export function usePrefetchedCompanions(
  entry: CatalogueEntry,
  reports: readonly CatalogueEntry[],
  digest: string | null,
) {
  const client = useQueryClient();
  const search = usePageSearch();
  useEffect(() => {
    for (const id of entry.companions) {
      const companion = reports.find((report) => report.id === id);
      if (companion && follows(search, entry, companion))
        void client.prefetchQuery(reportQuery(id, companionParams(search, entry, companion), digest));
    }
  }, [client, entry, reports, search, digest]);
}
