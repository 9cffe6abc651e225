import { queryOptions } from "@tanstack/react-query";
import type { Packet } from "../../server/packets/packet.ts";
import type { PacketSpec } from "../../server/packets/packetSpec.ts";
import { request } from "../api/request.ts";
import { listNames } from "../filters/params.ts";
import { pick, type Search, stringifySearch } from "../filters/search.ts";

/** What a packet is asked with: the same for all its reports. */
const packetParameters = [
  "period",
  "compare",
  "against",
  "basis",
  ...listNames,
  "cohort",
  "norm",
  "norm_base",
  "profile",
  "as_of",
];

/** A packet stands in the filter bar as a report that takes all of the shared filters. */
export function packetEntry({ id, title, question, defaults }: PacketSpec) {
  return { id, title, question, family: "", parameters: packetParameters, own: {}, defaults, companions: [] };
}

/** Of the page's address, what a packet is asked with. */
export function packetParams(search: Search): Search {
  return pick(search, packetParameters);
}

export const packetsQuery = queryOptions({
  queryKey: ["packets"],
  queryFn: ({ signal }) => request<{ packets: PacketSpec[] }>("/api/packets", { signal }),
  select: ({ packets }) => packets,
});

/** All reports of a packet, answered. */
export function packetQuery(id: string, params: Search, digest: string | null | undefined) {
  return queryOptions({
    queryKey: ["packet", id, stringifySearch(params), digest ?? ""],
    queryFn: ({ signal }) => request<Packet>(packetAddress(id, params), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !!digest,
    retry: false,
    structuralSharing: false,
  });
}

/** Where the server gives a packet, as JSON or in the format asked for. */
export function packetAddress(id: string, params: Search, format?: string): string {
  return `/api/packets/${encodeURIComponent(id)}${stringifySearch(format ? { ...params, format } : params)}`;
}
