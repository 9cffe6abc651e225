import { exportPacket, type PacketFormat, packetFormats } from "../exports/exportPacket.ts";
import { HomePlan } from "../homePlan.ts";
import { answerPacket } from "../packets/answerPacket.ts";
import { packetList, packetNamed } from "../packets/packetList.ts";
import { listSaved } from "../saved/saved.ts";
import { existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { write } from "./report.ts";

export const packet: Command = {
  name: "packet",
  summary: "answer several reports as one file",
  usage: "planlens packet ID [--PARAM VALUE …] [--format pdf|xlsx|json] [--out FILE]",
  async run(argv, around) {
    const args = parseArguments(argv, { flags: ["json"], anyOption: true });
    const [id, ...more] = args.words;
    if (!id || more.length > 0) throw usage("Name one packet; planlens packets lists them.");
    const { home: _home, as: _as, format = args.flags.has("json") ? "json" : "pdf", out, ...params } = args.options;
    if (!(packetFormats as readonly string[]).includes(format)) {
      throw usage(`There is no format ${format} for a packet; take ${packetFormats.join(", ")}.`);
    }
    const plan = new HomePlan(existingHomeOf(args));
    try {
      if (plan.stale()) {
        around.say("The warehouse is not up to date with the loads; building it.");
        await plan.build({ signal: around.signal });
      }
      const spec = packetNamed(packetList(listSaved(plan.home, "packet")), id);
      const answered = await answerPacket(plan, spec, params, {
        profile: "plan-administration",
        signal: around.signal,
      });
      for (const { title, why } of answered.left) around.say(`Left out: ${title}. ${why}`);
      const { bytes } = await exportPacket(answered, format as PacketFormat, { signal: around.signal });
      write(out, bytes, around);
    } finally {
      await plan.close();
    }
  },
};
