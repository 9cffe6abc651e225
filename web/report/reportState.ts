import type { Envelope } from "../../server/reports/envelope.ts";

/** What the page has to say about a report. */
export type ReportState =
  | { kind: "loading" }
  | { kind: "stopped" }
  | { kind: "failed"; error: unknown }
  | { kind: "empty"; envelope: Envelope }
  | { kind: "suppressed"; envelope: Envelope }
  /** `stale`: the result of former filters, kept in sight until the new one is there or the wait was given up. */
  | { kind: "shown"; envelope: Envelope; stale: "no" | "waiting" | "stopped" };

interface QueryFacts {
  data: Envelope | undefined;
  error: unknown;
  isPlaceholderData: boolean;
  isFetching: boolean;
}

/** Tells loading, stopped, failed, empty, suppressed and shown apart. */
export function reportState({ data, error, isPlaceholderData, isFetching }: QueryFacts): ReportState {
  if (error && !isFetching) return { kind: "failed", error };
  if (!data) return { kind: isFetching ? "loading" : "stopped" };
  if (isPlaceholderData) return { kind: "shown", envelope: data, stale: isFetching ? "waiting" : "stopped" };
  if (!hasFigures(data)) {
    return { kind: data.meta.suppressed.cells.length > 0 ? "suppressed" : "empty", envelope: data };
  }
  return { kind: "shown", envelope: data, stale: "no" };
}

/** Whether any measure that is shown has a value on any line. */
function hasFigures({ columns, rows, totals }: Envelope): boolean {
  if (rows.length === 0) return false;
  const measures = columns.flatMap((column, i) =>
    column.role === "measure" && !column.compare && !column.hidden ? [i] : [],
  );
  return [...rows, ...(totals ? [totals] : [])].some((cells) => measures.some((i) => cells[i] !== null));
}
