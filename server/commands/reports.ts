import { readCatalogue } from "../reports/catalogue.ts";
import { parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const reports: Command = {
  name: "reports",
  summary: "list the reports",
  usage: "planlens reports [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    const all = readCatalogue()
      .families("plan-administration")
      .flatMap((family) => family.reports);
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
