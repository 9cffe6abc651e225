import { timed, warm } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";

/** What the page asks for when it opens: the first report and its companions, as they open, all at once. */
export async function landing(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const first = plan.reports.find((report) => report.id === "plan-summary");
  const companions = plan.reports.filter((report) => first?.spec.companions.includes(report.id));
  const asked = [first, ...companions].filter((report) => report !== undefined);
  const paths = asked.map((report) => reportPath(report, { ...first?.spec.defaults }));
  const measured = await warm(
    () => timed(() => Promise.all(paths.map((path) => server.get(path)))),
    Math.max(plan.rounds, 5),
  );
  const note = `${asked.map((report) => report.id).join(", ")}, with what they compare with, at once over HTTP`;
  return [{ part: "landing", what: "Its queries together, warm", unit: "ms", measured, budget: 150, note }];
}
