import { hashKey, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Envelope } from "../../server/reports/envelope.ts";
import type { Search } from "../filters/search.ts";
import { stringifySearch } from "../filters/search.ts";
import { newRequestId, request } from "./request.ts";

/** The id under which the server runs each report that is being waited for. */
const running = new Map<string, string>();

/** A result belongs to its parameters and the state of the data, so a late reply never shows under others. */
export function reportQuery(id: string, params: Search, digest: string | null) {
  const queryKey = ["report", id, stringifySearch(params), digest ?? ""];
  const hash = hashKey(queryKey);
  return queryOptions<Envelope>({
    queryKey,
    queryFn: async ({ signal }) => {
      const requestId = newRequestId();
      running.set(hash, requestId);
      try {
        return await request<Envelope>(reportAddress(id, params), { signal, requestId });
      } finally {
        if (running.get(hash) === requestId) running.delete(hash);
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
    retry: false,
    structuralSharing: false,
  });
}

/** One report. Until the result for new parameters is there, the former result of the same report stays as a placeholder. */
export function useReport(id: string, params: Search, digest: string | null) {
  const client = useQueryClient();
  const options = reportQuery(id, params, digest);
  const query = useQuery({
    ...options,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: (previous: Envelope | undefined, former) => (former?.queryKey[1] === id ? previous : undefined),
  });
  return {
    query,
    cancel: () => client.cancelQueries({ queryKey: options.queryKey, exact: true }, { revert: true }),
    runningId: () => running.get(hashKey(options.queryKey)) ?? null,
  };
}

/** Where the server gives a report, as JSON or in the format asked for. */
export function reportAddress(id: string, params: Search, format?: string): string {
  return `/api/reports/${encodeURIComponent(id)}${stringifySearch(format ? { ...params, format } : params)}`;
}
