import { PlanlensError } from "../errors.ts";
import { openHome } from "../home/home.ts";
import { readRestatement } from "../intake/restatements.ts";
import { existingHomeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command } from "./command.ts";
import { describeRestatement } from "./restatementText.ts";

export const restatement: Command = {
  name: "restatement",
  summary: "tell which figures a load moved, by how much, and because of which rows",
  usage: "planlens restatement N [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    if (args.words.length !== 1) throw usage("Name the number of one load.");
    const number = wholeNumber(args.words[0], "The load", { from: 1, to: 999_999 });
    const found = readRestatement(openHome(existingHomeOf(args)), number);
    if (!found) {
      const text = `Of load ${number} no restatement was kept: there is no such load, or the work ended before the figures were compared.`;
      throw new PlanlensError("not-found", text);
    }
    out(args.flags.has("json") ? `${JSON.stringify(found, null, 2)}\n` : describeRestatement(found));
  },
};
