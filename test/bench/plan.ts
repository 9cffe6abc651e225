import type { Filters } from "../../server/openPlan.ts";
import { readCatalogue } from "../../server/reports/catalogue.ts";
import type { Report } from "../../server/reports/spec.ts";
import type { BenchServer } from "./server.ts";

/** What the measurements need to know of the plan: its periods and filters. */
export interface BenchPlan {
  home: string;
  rounds: number;
  /** The period on which reports open. */
  year: string;
  /** All months with data. */
  allMonths: string;
  /** A month of the default period. */
  month: string;
  filters: Filters;
  reports: Report[];
}

export async function readBenchPlan(server: BenchServer, home: string, rounds: number): Promise<BenchPlan> {
  const filters = JSON.parse(await server.get("/api/filters")) as Filters;
  const [first = "", last = ""] = filters.period.months ?? [];
  const year = filters.period.default;
  const month = /^\d{4}$/.test(year) ? `${year}-03` : year.slice(0, 7);
  const reports = [...readCatalogue().reports.values()];
  return { home, rounds, year, month, allMonths: `${first}..${last}`, filters, reports };
}

/** The address of a report with those of the parameters that it takes. */
export function reportPath({ id, spec }: Report, params: Record<string, string>): string {
  const taken = Object.entries(params).filter(
    ([name]) => name === "profile" || spec.parameters.includes(name as never),
  );
  return `/api/reports/${id}?${new URLSearchParams(taken)}`;
}
