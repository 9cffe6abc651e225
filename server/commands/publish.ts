import { createHash } from "node:crypto";
import { exportEnvelope } from "../exports/exports.ts";
import { openHome } from "../home/home.ts";
import { appendRecord } from "../home/records.ts";
import { actorOf, existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { answer, collect } from "./report.ts";

export const publish: Command = {
  name: "publish",
  summary: "keep a report as it is seen now",
  usage: "planlens publish ID [--PARAM VALUE …]",
  async run(argv, { out, say, now, signal }) {
    const args = parseArguments(argv, { anyOption: true });
    const [id, ...more] = args.words;
    if (!id || more.length > 0) throw usage("Name one report; planlens reports lists them.");
    const { home: _home, as: _as, ...params } = args.options;
    const envelope = await answer(existingHomeOf(args), id, params, undefined, { say, signal });
    const { bytes } = await exportEnvelope(envelope, "json");
    const text = new TextDecoder().decode(await collect(bytes));
    const sha256 = createHash("sha256").update(text).digest("hex");
    const record = await appendRecord(openHome(existingHomeOf(args)), {
      kind: "published",
      id: `${id}-${sha256.slice(0, 12)}`,
      actor: actorOf(args),
      at: now().toISOString(),
      body: { report: id, params: envelope.meta.params, digest: envelope.meta.digest, sha256, envelope: text },
    });
    out(`${record.id}\n`);
  },
};
