import { HomePlan } from "../../server/homePlan.ts";
import type { Profile } from "../../server/reports/envelope.ts";

/**
 * Processor time of every report, halved for two cores: what a report would take by the clock if nothing else ran
 * and both cores were always busy. For a machine that is shared, where the clock says more of the others.
 * `npx tsx test/bench/processor.ts HOME [report,report…]` prints a Markdown table; each question is asked once to
 * warm up and once to measure.
 */
const [home, ids] = process.argv.slice(2);
if (!home) throw new Error("Name a home: npx tsx test/bench/processor.ts HOME");

interface Question {
  name: string;
  params: Record<string, string>;
  profile: Profile;
  budget: number;
}

const plan = new HomePlan(home);
const { period, filters } = await plan.filters("plan-administration");
const first = (name: string): string => {
  const values = filters.find((each) => each.name === name)?.values ?? [];
  return values.find(({ value }) => !value.startsWith("("))?.value ?? "";
};
const months = period.months;
if (!months) throw new Error("Nothing has been loaded there.");
const all = months.join("..");
const four = { plan: first("plan"), status: first("status"), relationship: first("relationship"), sex: first("sex") };
const questions: Question[] = [
  { name: "a year", params: {}, profile: "plan-administration", budget: 500 },
  {
    name: "one plan, beside the year before",
    params: { plan: first("plan"), compare: "prior-year" },
    profile: "plan-administration",
    budget: 500,
  },
  { name: "sponsors, one unit", params: { unit: first("unit") }, profile: "sponsor-summary", budget: 500 },
  { name: "all years", params: { period: all }, profile: "plan-administration", budget: 1000 },
  { name: "all years, four filters", params: { period: all, ...four }, profile: "plan-administration", budget: 1000 },
];

console.log(`| report | ${questions.map(({ name, budget }) => `${name} (${budget})`).join(" | ")} |`);
console.log(`|---|${questions.map(() => "---:|").join("")}`);
for (const { reports } of plan.catalogue("plan-administration")) {
  for (const { id, parameters } of reports) {
    if (ids && !ids.split(",").includes(id)) continue;
    const cells: string[] = [];
    for (const question of questions) cells.push(await measure(id, parameters, question));
    console.log(`| ${id} | ${cells.join(" | ")} |`);
  }
}
await plan.close();

/** In ms, with a star where it is over the budget; a dash where the report does not take the question. */
async function measure(id: string, parameters: string[], { params, profile, budget }: Question): Promise<string> {
  const asked = { period: period.default, ...params };
  if (Object.keys(asked).some((name) => !parameters.includes(name))) return "–";
  try {
    await plan.report(id, asked, { profile });
    const before = process.cpuUsage();
    await plan.report(id, asked, { profile });
    const { user, system } = process.cpuUsage(before);
    const ms = Math.round((user + system) / 2000);
    return ms > budget ? `**${ms}**` : String(ms);
  } catch (error) {
    return (error as { code?: string }).code ?? "failed";
  }
}
