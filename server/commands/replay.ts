import { HomePlan } from "../homePlan.ts";
import { replayLoad } from "../intake/replayLoad.ts";
import { readMapping } from "../load/mapping/readMapping.ts";
import { actorOf, existingHomeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { telling } from "./load.ts";
import { describeLoad, loadDocument } from "./loadText.ts";

export const replay: Command = {
  name: "replay",
  summary: "read the files of a load anew, by a mended mapping, in its place",
  usage: "planlens replay N [PATH…] [--mapping FILE|proposed] [--accept-difference REASON] [--force] [--json]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["mapping", "accept_difference"], flags: ["force", "json"] });
    const [word, ...paths] = args.words;
    if (word === undefined) throw usage("Name the number of the load to read anew.");
    const number = wholeNumber(word, "The load", { from: 1, to: 999_999 });
    const { mapping } = args.options;
    const plan = new HomePlan(existingHomeOf(args));
    const request = {
      paths,
      ...(mapping === undefined
        ? {}
        : { mapping: mapping === "proposed" ? ("proposed" as const) : readMapping(mapping) }),
      force: args.flags.has("force"),
      acceptDifference: args.options.accept_difference,
      actor: actorOf(args),
    };
    const done = await replayLoad(plan, number, request, telling(around));
    const outcome = { ...done, number };
    around.out(args.flags.has("json") ? `${JSON.stringify(loadDocument(outcome), null, 2)}\n` : describeLoad(outcome));
    await plan.close();
  },
};
