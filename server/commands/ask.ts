import { type ExportFormat, exportEnvelope, exportFormats } from "../exports/exports.ts";
import { HomePlan } from "../homePlan.ts";
import { toContent } from "../saved/kinds.ts";
import { existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { envelopeText } from "./envelopeText.ts";
import { readContentFile } from "./readContentFile.ts";
import { collect, write } from "./report.ts";

export const ask: Command = {
  name: "ask",
  summary: "answer a question of your own, from a file that names metrics and dimensions",
  usage: "planlens ask FILE.json|FILE.yaml [--PARAM VALUE …] [--format table|json|csv|xlsx|parquet|arrow] [--out FILE]",
  async run(argv, around) {
    const args = parseArguments(argv, { flags: ["json"], anyOption: true });
    const [file, ...more] = args.words;
    if (!file || more.length > 0) throw usage("Name one file with a question.");
    const question = toContent("question", readContentFile(file));
    const { home: _home, as: _as, format = args.flags.has("json") ? "json" : "table", out, ...params } = args.options;
    if (format !== "table" && !(exportFormats as readonly string[]).includes(format)) {
      throw usage(`There is no format ${format}; take table, ${exportFormats.join(", ")}.`);
    }
    const plan = new HomePlan(existingHomeOf(args));
    try {
      if (plan.stale()) {
        around.say("The warehouse is not up to date with the loads; building it.");
        await plan.build({ signal: around.signal });
      }
      const envelope = await plan.ask(question, params, { profile: "plan-administration", signal: around.signal });
      if (format === "table") return write(out, envelopeText(envelope), around);
      const { bytes } = await exportEnvelope(envelope, format as ExportFormat);
      write(out, await collect(bytes), around);
    } finally {
      await plan.close();
    }
  },
};
