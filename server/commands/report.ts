import { writeFileSync } from "node:fs";
import { PlanlensError } from "../errors.ts";
import { type ExportFormat, exportEnvelope, exportFormats } from "../exports/exports.ts";
import { HomePlan } from "../homePlan.ts";
import type { Envelope } from "../reports/envelope.ts";
import { existingHomeOf, parseArguments, usage } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { envelopeText } from "./envelopeText.ts";

export const report: Command = {
  name: "report",
  summary: "answer a report",
  usage: "planlens report ID [--PARAM VALUE …] [--format table|json|csv|xlsx|parquet|arrow|pdf|svg|notes] [--out FILE]",
  async run(argv, around) {
    const args = parseArguments(argv, { flags: ["json"], anyOption: true });
    const [id, ...more] = args.words;
    if (!id || more.length > 0) throw usage("Name one report; planlens reports lists them.");
    const {
      home: _home,
      as: _as,
      format = args.flags.has("json") ? "json" : "table",
      out,
      threads,
      ...params
    } = args.options;
    if (format !== "table" && !(exportFormats as readonly string[]).includes(format)) {
      throw usage(`There is no format ${format}; take table, ${exportFormats.join(", ")}.`);
    }
    const envelope = await answer(
      existingHomeOf(args),
      id,
      params,
      threads === undefined ? undefined : Number(threads),
      around,
    );
    if (format === "table") return write(out, envelopeText(envelope), around);
    const { bytes } = await exportEnvelope(envelope, format as ExportFormat);
    write(out, await collect(bytes), around);
  },
};

/** Answers from the warehouse that the home's loads call for, building it first where it is not there. */
export async function answer(
  home: string,
  id: string,
  params: Record<string, string>,
  threads: number | undefined,
  { say, signal }: Pick<Surroundings, "say" | "signal">,
): Promise<Envelope> {
  const plan = new HomePlan(home, { threads });
  try {
    if (plan.stale()) {
      say("The warehouse is not up to date with the loads; building it.");
      await plan.build({ signal });
    }
    return await plan.report(id, params, { profile: "plan-administration", signal });
  } finally {
    await plan.close();
  }
}

/** To the file named by `--out`, or out. */
export function write(path: string | undefined, content: string | Uint8Array, { out, say }: Surroundings): void {
  if (path === undefined) {
    out(content);
    return;
  }
  try {
    writeFileSync(path, content, { mode: 0o600 });
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? "unknown";
    throw new PlanlensError(
      "unwritable-file",
      `The file named by --out cannot be written (${why}). Name a file in a folder that is there and that you may write to.`,
      { cause },
    );
  }
  say(`Written to ${path}`);
}

/** All bytes of an export, whether it came whole or as a stream. */
export async function collect(bytes: Uint8Array | ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(await new Response(bytes).arrayBuffer());
}
