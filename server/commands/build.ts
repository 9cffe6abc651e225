import { HomePlan } from "../homePlan.ts";
import { existingHomeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";

export const build: Command = {
  name: "build",
  summary: "build the warehouse from the active loads",
  usage: "planlens build [--as-of N]",
  async run(argv, { out, say, signal }) {
    const args = parseArguments(argv, { options: ["as_of", "threads", "memory"] });
    if (args.words.length > 0) throw usage("build takes no words.");
    const asOf =
      args.options.as_of === undefined
        ? undefined
        : wholeNumber(args.options.as_of, "--as-of", { from: 1, to: 999_999 });
    const threads =
      args.options.threads === undefined
        ? undefined
        : wholeNumber(args.options.threads, "--threads", { from: 1, to: 256 });
    const plan = new HomePlan(existingHomeOf(args), { threads, memoryLimit: args.options.memory });
    const { digest } = await plan.build({ asOf, signal, onProgress: ({ message }) => say(message) });
    out(`${digest}\n`);
    await plan.close();
  },
};
