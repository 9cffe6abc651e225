import { isHome, openHome } from "../home/home.ts";
import { Catalogue, readCatalogue } from "../reports/catalogue.ts";
import { savedReports } from "../saved/savedReports.ts";
import { homeOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const reports: Command = {
  name: "reports",
  summary: "list the reports, a home's saved questions among them",
  usage: "planlens reports [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    const home = homeOf(args);
    const saved = isHome(home) ? savedReports(openHome(home)) : [];
    const all = new Catalogue([...readCatalogue().reports.values(), ...saved])
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
