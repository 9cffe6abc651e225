import { useDebouncedValue } from "@mantine/hooks";
import { hashKey, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BuilderChoices } from "../../server/http/builder.ts";
import type { Envelope } from "../../server/reports/envelope.ts";
import { newRequestId, request } from "../api/request.ts";
import { pick, type Search, stringifySearch } from "../filters/search.ts";
import { asked, draftOf, questionOf } from "./questionSearch.ts";

/** Milliseconds of quiet after which a changed question is asked. */
const quiet = 350;

const running = new Map<string, string>();

export const choicesQuery = queryOptions({
  queryKey: ["builder"],
  queryFn: ({ signal }) => request<BuilderChoices>("/api/builder", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** The answer to the question in the address, asked once it stands still; the former stays in sight meanwhile. */
export function useAnswer(search: Search, digest: string | null) {
  const client = useQueryClient();
  const now = JSON.stringify([questionOf(draftOf(search)), pick(search, asked)]);
  const [still] = useDebouncedValue(now, quiet);
  const [question, params] = JSON.parse(still) as [ReturnType<typeof questionOf>, Search];
  const queryKey = ["ask", still, digest ?? ""];
  const hash = hashKey(queryKey);
  const query = useQuery<Envelope>({
    queryKey,
    queryFn: async ({ signal }) => {
      const requestId = newRequestId();
      running.set(hash, requestId);
      try {
        const path = `/api/ask${stringifySearch(params)}`;
        return await request<Envelope>(path, { signal, requestId, method: "POST", body: question });
      } finally {
        if (running.get(hash) === requestId) running.delete(hash);
      }
    },
    enabled: question.metrics.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
    refetchOnWindowFocus: false,
    placeholderData: (previous) => previous,
  });
  return {
    query,
    waiting: still !== now || query.isFetching,
    cancel: () => client.cancelQueries({ queryKey, exact: true }, { revert: true }),
    runningId: () => running.get(hash) ?? null,
  };
}
