import { clearScratch } from "../home/home.ts";
import { changeLoad } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import { HomePlan } from "../homePlan.ts";
import { actorOf, existingHomeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";

export const undo: Command = {
  name: "undo",
  summary: "withdraw a load; loading the same files again brings it back",
  usage: "planlens undo N",
  async run(argv, { say, now, signal }) {
    const args = parseArguments(argv);
    if (args.words.length !== 1) throw usage("Name the number of the load to withdraw.");
    const number = wholeNumber(args.words[0], "The load", { from: 1, to: 999_999 });
    const plan = new HomePlan(existingHomeOf(args));
    await withLock(plan.home, "undo", async () => {
      clearScratch(plan.home);
      await changeLoad(plan.home, number, "withdrawn", { actor: actorOf(args), at: now().toISOString() });
      say(`Load ${number} is withdrawn; its files are kept. Building the warehouse without it.`);
      await plan.buildLocked({ signal });
    });
    await plan.close();
  },
};
