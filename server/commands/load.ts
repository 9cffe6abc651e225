import { isHome } from "../home/home.ts";
import { HomePlan } from "../homePlan.ts";
import { rehearse } from "../intake/rehearse.ts";
import type { IntakeRequest, IntakeSurroundings } from "../intake/request.ts";
import { takeIn } from "../intake/takeIn.ts";
import { actorOf, homeOf, parseArguments, usage } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { describeLoad, loadDocument } from "./loadText.ts";

export const load: Command = {
  name: "load",
  summary: "take extract files into the home",
  usage: "planlens load PATH… [--layout NAME] [--force] [--dry-run] [--json]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["layout"], flags: ["force", "dry_run", "json"] });
    if (args.words.length === 0) throw usage("Name the files or the folder to load.");
    const request: IntakeRequest = {
      paths: args.words,
      layout: args.options.layout,
      force: args.flags.has("force"),
      actor: actorOf(args),
    };
    const outcome = args.flags.has("dry_run")
      ? { rehearsal: await rehearseAt(homeOf(args), request, around), number: null, digest: null, restatement: null }
      : await takeIn(new HomePlan(homeOf(args)), request, telling(around));
    around.out(args.flags.has("json") ? `${JSON.stringify(loadDocument(outcome), null, 2)}\n` : describeLoad(outcome));
  },
};

async function rehearseAt(dir: string, request: IntakeRequest, around: Surroundings) {
  const plan = isHome(dir) ? new HomePlan(dir) : null;
  try {
    return await rehearse(plan, request, telling(around));
  } finally {
    await plan?.close();
  }
}

/** Says each step of the work once. */
export function telling({ say, now, signal }: Surroundings): IntakeSurroundings {
  let last = "";
  const onProgress: IntakeSurroundings["onProgress"] = ({ message }) => {
    if (message !== last) say(message);
    last = message;
  };
  return { now, signal, onProgress };
}
