import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import { isHome } from "../home/home.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { HomePlan, readManifest } from "../homePlan.ts";
import { rejectsOf } from "../load/load.ts";
import { existingHomeOf, homeOf, parseArguments, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { describeLoads, describeRejects } from "./loadText.ts";

export const loads: Command = {
  name: "loads",
  summary: "list the loads, or the rows that one of them rejected",
  usage: "planlens loads [--rejects N] [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { options: ["rejects"], flags: ["json"] });
    const json = args.flags.has("json");
    if (args.options.rejects === undefined) {
      const all = isHome(homeOf(args)) ? await new HomePlan(homeOf(args)).loads() : [];
      out(json ? `${JSON.stringify({ loads: all }, null, 2)}\n` : describeLoads(all));
      return;
    }
    const number = wholeNumber(args.options.rejects, "--rejects", { from: 1, to: 999_999 });
    const rejects = await rejectsOfLoad(new HomePlan(existingHomeOf(args)), number);
    out(json ? `${JSON.stringify({ load: number, rejects }, null, 2)}\n` : describeRejects(number, rejects));
  },
};

async function rejectsOfLoad(plan: HomePlan, number: number) {
  const load = ledgerLoads(plan.home).find((each) => each.number === number);
  if (!load) throw new PlanlensError("not-found", `There is no load ${number}.`);
  const tables = Object.keys(readManifest(plan.home, load.loadId).tables);
  const folder = join(plan.home.paths.loads, load.loadId);
  return (await Promise.all(tables.map((table) => rejectsOf(folder, table, { limit: 100_000 })))).flat();
}
