import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { SavedKind } from "../../server/saved/kinds.ts";
import type { Saved } from "../../server/saved/saved.ts";
import { request } from "../api/request.ts";

export type { Saved };

/** What people saved of a kind, those withdrawn last seen among them. */
export function savedQuery<K extends SavedKind>(kind: K) {
  return queryOptions({
    queryKey: ["saved", kind],
    queryFn: ({ signal }) => request<{ saved: Saved<K>[] }>(`/api/saved/${kind}?withdrawn=true`, { signal }),
    select: (answer) => answer.saved,
    retry: false,
  });
}

/** Saves, withdraws and brings back; what shows it is asked anew. */
export function useSaving<K extends SavedKind>(kind: K) {
  const client = useQueryClient();
  const done = async (saved: Saved<K>) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["saved", kind] }),
      client.invalidateQueries({ queryKey: ["reports"] }),
      ...(kind === "annotation" || kind === "cohort" ? [client.invalidateQueries({ queryKey: ["report"] })] : []),
    ]);
    return saved;
  };
  const path = `/api/saved/${kind}`;
  return {
    save: async (body: { id?: string; name?: string; description?: string; content?: unknown }) =>
      done(await request<Saved<K>>(path, { method: "POST", body })),
    withdraw: async (id: string) => done(await request<Saved<K>>(`${path}/${id}`, { method: "DELETE" })),
    bringBack: async (id: string) => done(await request<Saved<K>>(`${path}/${id}/restore`, { method: "POST" })),
  };
}
