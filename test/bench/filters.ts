import { timed, warm } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";

/** Every report with usual filters over a year (beside the year before) and over all years: the slowest of each. */
export async function filters(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const report of plan.reports.filter(({ spec }) => spec.people)) {
    for (const [what, period, budget] of [
      ["a year", plan.year, 500],
      ["all years", plan.allMonths, 1000],
    ] as const) {
      let slowest = { ms: 0, asked: "" };
      for (const [asked, params] of questions(plan, budget === 500)) {
        const path = reportPath(report, { period, compare: "none", ...params });
        const ms = await warm(() => timed(() => server.get(path)), Math.min(plan.rounds, budget === 500 ? 3 : 2));
        if (ms > slowest.ms) slowest = { ms, asked };
      }
      results.push({
        part: "filters",
        what: `${report.id}, ${what}`,
        unit: "ms",
        measured: slowest.ms,
        budget,
        note: `slowest: ${slowest.asked}`,
      });
    }
  }
  results.push({
    part: "filters",
    what: "Free diagnosis filters and six-way totals",
    unit: "ms",
    measured: null,
    budget: 1000,
    note: "not built yet",
  });
  return results;
}

function questions(
  { filters: { filters: offered } }: BenchPlan,
  compared: boolean,
): [string, Record<string, string>][] {
  const value = (name: string, place: number) => {
    const values = offered.find((each) => each.name === name)?.values ?? [];
    return (values[place] ?? values[0])?.value.replaceAll(",", "\\,");
  };
  const some = (names: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([name, place]) => {
        const found = value(name, place);
        return found === undefined ? [] : [[name, found]];
      }),
    );
  return [
    ["no filter", {}],
    ["plan", some({ plan: 0 })],
    ["plan, status, relationship and sex", some({ plan: 0, status: 0, relationship: 0, sex: 0 })],
    ["network, paid basis", { ...some({ network: 0 }), basis: "paid" }],
    ["as sponsors see it, one bargaining unit", { ...some({ unit: 0 }), profile: "sponsor-summary" }],
    ...(compared
      ? [
          ["plan, beside the year before", { ...some({ plan: 0 }), compare: "prior-year" }] as [
            string,
            Record<string, string>,
          ],
        ]
      : []),
  ];
}
