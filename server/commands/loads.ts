import { HomePlan } from "../homePlan.ts";
import { homeOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { describeLoads } from "./loadText.ts";

export const loads: Command = {
  name: "loads",
  summary: "list the loads",
  usage: "planlens loads [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    const all = await new HomePlan(homeOf(args)).loads();
    out(args.flags.has("json") ? `${JSON.stringify({ loads: all }, null, 2)}\n` : describeLoads(all));
  },
};
