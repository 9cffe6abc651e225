import { refuseUnknownCohort } from "../builder/knownWords.ts";
import { openHome } from "../home/home.ts";
import { HomePlan } from "../homePlan.ts";
import type { CohortContent } from "../saved/cohort.ts";
import { toContent } from "../saved/kinds.ts";
import { bringBack, save as saveIn, withdraw } from "../saved/saved.ts";
import { actorOf, existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { readContentFile } from "./readContentFile.ts";

const kinds = ["question", "cohort", "view", "annotation"] as const;
type Kind = (typeof kinds)[number];

export const save: Command = {
  name: "save",
  summary: "keep a question, a cohort, a view or an annotation under a name; withdraw it and bring it back",
  usage:
    "planlens save question|cohort|view|annotation FILE --name NAME [--description TEXT] [--id ID]\n" +
    "  planlens save KIND --withdraw ID    planlens save KIND --bring-back ID",
  async run(argv, { out, say, now }) {
    const args = parseArguments(argv, { options: ["name", "description", "id", "withdraw", "bring_back"] });
    const [kind = "", file, ...more] = args.words;
    if (!isKind(kind) || more.length > 0) throw usage(`Say what to save: ${kinds.join(", ")}.`);
    const home = openHome(existingHomeOf(args));
    const doing = { actor: actorOf(args), at: now().toISOString() };
    const { name, description, id, withdraw: gone, bring_back: back } = args.options;
    if (gone !== undefined || back !== undefined) {
      const saved = gone ? await withdraw(home, kind, gone, doing) : await bringBack(home, kind, back ?? "", doing);
      return say(`"${saved.name}" is ${saved.withdrawn ? "withdrawn; it can be brought back" : "there again"}.`);
    }
    if (!file && !id) throw usage("Name the file to save.");
    const content = file === undefined ? undefined : toContent(kind, readContentFile(file));
    if (kind === "cohort" && content) await checked(home.dir, content as CohortContent);
    const saved = await saveIn(home, kind, { id, name, description, content }, doing);
    out(`${kind === "question" ? "q-" : ""}${saved.id}\n`);
    say(`Saved "${saved.name}", version ${saved.version}.`);
  },
};

async function checked(home: string, content: CohortContent): Promise<void> {
  const plan = new HomePlan(home);
  try {
    await refuseUnknownCohort(plan, content);
  } finally {
    await plan.close();
  }
}

function isKind(kind: string): kind is Kind {
  return (kinds as readonly string[]).includes(kind);
}
