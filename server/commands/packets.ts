import { isHome, openHome } from "../home/home.ts";
import { packetList } from "../packets/packetList.ts";
import { listSaved } from "../saved/saved.ts";
import { homeOf, parseArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const packets: Command = {
  name: "packets",
  summary: "list the packets: several reports as one",
  usage: "planlens packets [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    const home = homeOf(args);
    const all = packetList(isHome(home) ? listSaved(openHome(home), "packet") : []);
    const rows = all.map(({ id, title, question, parts }) => [id, title, String(parts.length), question]);
    if (args.flags.has("json")) out(`${JSON.stringify({ packets: all }, null, 2)}\n`);
    else out(alignedTable(["Packet", "Title", "Reports", "Question"], rows));
  },
};
