import { timed, warm } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";

/** They list lines for a figure that was opened, and are asked for that below. */
const listings = new Set(["claim-lines", "encounters"]);

/** Every report with usual filters over a year (beside the year before) and over all years: the slowest of each. */
export async function filters(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const report of plan.reports.filter(({ id }) => !listings.has(id))) {
    for (const [what, period, budget] of [
      ["a year", plan.year, 500],
      ["all years", plan.allMonths, 1000],
    ] as const) {
      let slowest = { ms: 0, asked: "" };
      for (const [asked, params] of questions(plan, budget === 500)) {
        const path = reportPath(report, { period, compare: "none", ...params });
        const ms = await warm(() => timed(() => server.get(path)), Math.min(plan.rounds, budget === 500 ? 2 : 1));
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
  results.push(...(await opened(server, plan)), ...(await questionsAsked(server, plan)));
  return results;
}

/** What stands behind a figure that was opened: one service of a month, and of the year. */
async function opened(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const report of plan.reports.filter(({ id }) => listings.has(id))) {
    for (const [what, period, budget] of [
      ["a month", plan.month, 500],
      ["a year", plan.year, 500],
    ] as const) {
      const chosen = new URLSearchParams({ period, category: "Emergency department", limit: "100" });
      const path = `/api/reports/${report.id}?${chosen}`;
      results.push({
        part: "filters",
        what: `${report.id}, the emergency department in ${what}`,
        unit: "ms",
        measured: await warm(() => timed(() => server.get(path)), Math.min(plan.rounds, 3)),
        budget,
        note: "the first 100",
      });
    }
  }
  return results;
}

/** Questions of one's own: a filter on diagnoses by how they begin, and totals by six dimensions, over all years. */
async function questionsAsked(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const all = { metrics: ["paid", "allowed"], period: plan.allMonths };
  const asked: [string, object][] = [
    ["A question with a free diagnosis filter", { ...all, by: ["category"], where: [diagnosisFilter] }],
    ["A question with six-way totals", { ...all, by: sixWays, top: { count: 50 }, subtotals: "none" }],
  ];
  const results: Measured[] = [];
  for (const [what, content] of asked) {
    const body = JSON.stringify(content);
    const ask = async () => {
      const answered = await server.request("/api/ask", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      const text = await answered.text();
      if (!answered.ok) throw new Error(`/api/ask: ${text.slice(0, 400)}`);
    };
    const ms = await warm(() => timed(ask), Math.min(plan.rounds, 2));
    results.push({ part: "filters", what, unit: "ms", measured: ms, budget: 1000, note: "all years" });
  }
  return results;
}

const diagnosisFilter = { dimension: "diagnosis", is: "starts-with", values: ["E11"] };
const sixWays = ["plan", "status", "relationship", "sex", "age_band", "category"];

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
