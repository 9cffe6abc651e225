import { existsSync } from "node:fs";
import { openHome } from "../home/home.ts";
import type { NormSet } from "../norms/normSet.ts";
import { importNorms, normSets } from "../norms/normSets.ts";
import { actorOf, existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const norms: Command = {
  name: "norms",
  summary: "the norms that a report can be compared with; takes in the plan's own from a CSV",
  usage: "planlens norms [NAME] [--add FILE.csv] [--json]",
  async run(argv, { out, say, now }) {
    const args = parseArguments(argv, { options: ["add"], flags: ["json"] });
    if (args.words.length > 1) throw usage("norms takes the name of one set.");
    const home = openHome(existingHomeOf(args));
    const { add } = args.options;
    if (add !== undefined) {
      if (!existsSync(add)) throw usage("--add names a file that is not there.");
      const kept = await importNorms(home, add, { actor: actorOf(args), at: now().toISOString() });
      for (const { id, version, norms: figures } of kept) say(`${id}, version ${version}: ${figures.length} figures.`);
    }
    const [name] = args.words;
    const sets = (await normSets(home)).filter((set) => name === undefined || set.id === name);
    if (sets.length === 0) throw usage("There is no set of norms of that name. Run: planlens norms");
    if (args.flags.has("json")) out(`${JSON.stringify({ norms: sets }, null, 2)}\n`);
    else out(name === undefined ? overview(sets) : figuresOf(sets));
  },
};

function overview(sets: NormSet[]): string {
  return alignedTable(
    ["Name", "Norm", "Year", "Figures", "Source"],
    sets.map(({ id, title, year, norms: figures, source }) => [
      id,
      title,
      String(year),
      String(figures.length),
      source,
    ]),
  );
}

function figuresOf(sets: NormSet[]): string {
  return sets
    .map(({ title, population, period, source, norms: figures }) => {
      const table = alignedTable(
        ["Key", "Measure", "Value", "Unit", "Per", "Note"],
        figures.map(({ key, measure, value, unit, per, note }) => [key, measure, value, unit, per, note]),
      );
      return `${title}. ${population}; ${period}; ${source}.\n\n${table}`;
    })
    .join("\n");
}
