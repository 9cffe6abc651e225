import { timed } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import { startServer } from "./server.ts";

/** The first answer of a fresh server, opening the warehouse included; the page cache is as it was. */
export async function cold(plan: BenchPlan): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const report of plan.reports) {
    const period = report.spec.people ? plan.year : plan.month;
    const server = await startServer(plan.home);
    try {
      const measured = await timed(() => server.get(reportPath(report, { period, compare: "none" })));
      const note = "once, in a fresh process; the system's page cache as it was";
      results.push({ part: "cold", what: report.id, unit: "ms", measured, budget: null, note });
    } finally {
      await server.close();
    }
  }
  return results;
}
