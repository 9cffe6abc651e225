import { HomePlan } from "../homePlan.ts";
import { undoLoad } from "../intake/undoLoad.ts";
import { actorOf, existingHomeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { telling } from "./load.ts";

export const undo: Command = {
  name: "undo",
  summary: "withdraw a load; loading the same files again brings it back",
  usage: "planlens undo N",
  async run(argv, around) {
    const args = parseArguments(argv);
    if (args.words.length !== 1) throw usage("Name the number of the load to withdraw.");
    const number = wholeNumber(args.words[0], "The load", { from: 1, to: 999_999 });
    const plan = new HomePlan(existingHomeOf(args));
    await undoLoad(plan, number, { actor: actorOf(args) }, telling(around));
    around.say(`Load ${number} is withdrawn; its files are kept.`);
    await plan.close();
  },
};
