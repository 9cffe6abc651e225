import { HomePlan } from "../homePlan.ts";
import { homeOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const reports: Command = {
  name: "reports",
  summary: "list the reports",
  usage: "planlens reports [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    const all = new HomePlan(homeOf(args)).catalogue("plan-administration").flatMap((family) => family.reports);
    if (args.flags.has("json")) out(`${JSON.stringify({ reports: all }, null, 2)}\n`);
    else
      out(
        alignedTable(
          ["Report", "Family", "Question"],
          all.map((each) => [each.id, each.family, each.question]),
        ),
      );
  },
};
