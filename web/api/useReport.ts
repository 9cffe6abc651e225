import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Envelope } from "../../server/reports/envelope.ts";
import type { Search } from "../filters/search.ts";
import { stringifySearch } from "../filters/search.ts";
import { newRequestId, request } from "./request.ts";

/** The id under which the server runs each report that is being waited for. */
const running = new Map<string, string>();

/**
 * One report under these parameters and this state of the data. A result belongs to its parameters, so a late reply
 * never shows under others; until the new one is there, the former result of the same report stays as a placeholder.
 */
export function useReport(id: string, params: Search, digest: string | null | undefined) {
  const client = useQueryClient();
  const queryKey = ["report", id, stringifySearch(params), digest ?? ""];
  const hash = hashKey(queryKey);
  const query = useQuery<Envelope>({
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
    enabled: !!digest,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
    retry: false,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: (previous, former) => (former?.queryKey[1] === id ? previous : undefined),
  });
  return {
    query,
    cancel: () => client.cancelQueries({ queryKey, exact: true }, { revert: true }),
    runningId: () => running.get(hash) ?? null,
  };
}

/** Where the server gives a report, as JSON or in the format asked for. */
export function reportAddress(id: string, params: Search, format?: string): string {
  return `/api/reports/${encodeURIComponent(id)}${stringifySearch(format ? { ...params, format } : params)}`;
}
