import { queryOptions } from "@tanstack/react-query";
import { isApiError } from "./apiError.ts";
import { request } from "./request.ts";
import type { CheckRows, Intake, LoadChecks, Restatement, Scorecard, TargetTable } from "./types.ts";

const retry = (count: number, error: Error) => isApiError(error, "unreachable") && count < 2;

/** Asked anew while something runs for it, should the stream of its progress break. */
const whileRunning = 3000;

export function intakeQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ["intake", id ?? ""],
    queryFn: ({ signal }) => request<Intake>(`/api/intakes/${id}`, { signal }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.job ? whileRunning : false),
    retry,
  });
}

export type OpenIntake = Omit<Intake, "rehearsal" | "mapping">;

export const intakesQuery = queryOptions({
  queryKey: ["intakes"],
  queryFn: ({ signal }) => request<{ intakes: OpenIntake[] }>("/api/intakes", { signal }),
  select: (answer) => answer.intakes,
  retry,
});

/** The tables and columns that files can fill. */
export const tablesQuery = queryOptions({
  queryKey: ["tables"],
  queryFn: ({ signal }) => request<{ tables: TargetTable[] }>("/api/tables", { signal }),
  select: (answer) => answer.tables,
  staleTime: Number.POSITIVE_INFINITY,
  retry,
});

export function loadChecksQuery(number: number) {
  return queryOptions({
    queryKey: ["loads", "checks", number],
    queryFn: ({ signal }) => request<LoadChecks>(`/api/loads/${number}/checks`, { signal }),
    retry,
  });
}

/** Null where nothing was compared. */
export function restatementQuery(number: number) {
  return queryOptions({
    queryKey: ["loads", "restatement", number],
    queryFn: async ({ signal }) => {
      try {
        return await request<Restatement>(`/api/loads/${number}/restatement`, { signal });
      } catch (error) {
        if (isApiError(error, "not-found")) return null;
        throw error;
      }
    },
    retry,
  });
}

export function checkRowsQuery(number: number, check: string, table: string) {
  return queryOptions({
    queryKey: ["loads", "rows", number, check, table],
    queryFn: ({ signal }) =>
      request<CheckRows>(`/api/loads/${number}/checks/${check}/rows?table=${encodeURIComponent(table)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry,
  });
}

export function scorecardQuery(digest: string | null | undefined) {
  return queryOptions({
    queryKey: ["scorecard", digest ?? ""],
    queryFn: ({ signal }) => request<Scorecard>("/api/scorecard", { signal }),
    retry,
  });
}
