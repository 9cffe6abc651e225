import { countCohort } from "../builder/countCohort.ts";
import { openHome } from "../home/home.ts";
import { HomePlan } from "../homePlan.ts";
import { keepCohort } from "../reports/cohort.ts";
import { parsePeriod } from "../reports/period.ts";
import { findCohortIn } from "../saved/findCohort.ts";
import { listSaved } from "../saved/saved.ts";
import { existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const cohorts: Command = {
  name: "cohorts",
  summary: "list the saved cohorts, with their members and what the plan paid for them in their periods",
  usage: "planlens cohorts [--json]",
  async run(argv, { out, signal }) {
    const args = parseArguments(argv, { flags: ["json"] });
    if (args.words.length > 0) throw usage("cohorts takes no words, only options.");
    const home = openHome(existingHomeOf(args));
    const saved = listSaved(home, "cohort");
    const plan = new HomePlan(home.dir);
    try {
      const counted = await plan.read((warehouse) =>
        Promise.all(
          saved.map(async ({ id, version, name, owner, content }) => {
            const { table } = await keepCohort(warehouse, findCohortIn(home)(id), signal);
            const period = parsePeriod(content.period, home.settings.fiscalYearStartMonth);
            const { members, paid } = await countCohort(warehouse, table, period, { sql: "", signal });
            return { id, version, name, owner, period: period.text, members, paid };
          }),
        ),
      );
      if (args.flags.has("json")) return out(`${JSON.stringify({ cohorts: counted }, null, 2)}\n`);
      if (counted.length === 0)
        return out("No cohort has been saved yet. Save one with: planlens save cohort FILE --name NAME\n");
      const rows = counted.map(({ id, name, version, owner, period, members, paid }) => [
        id,
        name,
        String(version),
        owner,
        period,
        members.toLocaleString("en-US"),
        `$${paid}`,
      ]);
      out(alignedTable(["Cohort", "Name", "Version", "Owner", "Period", "Members", "Plan paid"], rows));
    } finally {
      await plan.close();
    }
  },
};
