import { isHome } from "../home/home.ts";
import { HomePlan } from "../homePlan.ts";
import { rehearse } from "../intake/rehearse.ts";
import type { IntakeRequest, IntakeSurroundings } from "../intake/request.ts";
import { takeIn } from "../intake/takeIn.ts";
import type { LoadMode } from "../load/manifest.ts";
import { readMapping } from "../load/mapping/readMapping.ts";
import { type Arguments, actorOf, homeOf, parseArguments, usage } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { describeLoad, loadDocument } from "./loadText.ts";

export const load: Command = {
  name: "load",
  summary: "take extract files into the home",
  usage: `planlens load PATH… [--layout NAME] [--mapping FILE|proposed] [--vendor NAME]
    [--mode append|replace-period|replace-all] [--period 2025-01..2025-03] [--by paid_date]
    [--control FILE] [--accept-difference REASON] [--force] [--dry-run] [--json]`,
  async run(argv, around) {
    const args = parseArguments(argv, {
      options: ["layout", "mapping", "vendor", "mode", "period", "by", "control", "accept_difference"],
      flags: ["force", "dry_run", "json"],
    });
    if (args.words.length === 0) throw usage("Name the files or the folder to load.");
    const request = requestOf(args);
    const outcome = args.flags.has("dry_run")
      ? { rehearsal: await rehearseAt(homeOf(args), request, around), number: null, digest: null, restatement: null }
      : await takeIn(new HomePlan(homeOf(args)), request, telling(around));
    around.out(args.flags.has("json") ? `${JSON.stringify(loadDocument(outcome), null, 2)}\n` : describeLoad(outcome));
  },
};

function requestOf(args: Arguments): IntakeRequest {
  const { layout, mapping, vendor, control, accept_difference: acceptDifference } = args.options;
  if (acceptDifference !== undefined && acceptDifference.trim() === "") {
    throw usage("--accept-difference needs the reason, in words.");
  }
  return {
    paths: args.words,
    layout,
    ...(mapping === undefined ? {} : { mapping: mapping === "proposed" ? "proposed" : readMapping(mapping) }),
    vendor,
    mode: modeOf(args),
    ...(control === undefined ? {} : { control: { path: control } }),
    acceptDifference,
    force: args.flags.has("force"),
    actor: actorOf(args),
  };
}

/** @throws PlanlensError `usage`. */
function modeOf({ options }: Arguments): LoadMode | undefined {
  const { mode, period, by } = options;
  if (mode !== "replace-period" && (period !== undefined || by !== undefined)) {
    throw usage("--period and --by go with --mode replace-period.");
  }
  if (mode === undefined) return undefined;
  if (mode === "append" || mode === "replace-all") return { kind: mode };
  if (mode !== "replace-period") throw usage("--mode is append, replace-period or replace-all.");
  const months = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(period ?? "");
  if (!months) throw usage("--mode replace-period needs --period, as 2025-01..2025-03.");
  const [, first = "", last = first] = months;
  if (last < first) throw usage("--period ends before it begins.");
  if (by !== undefined && !/^[a-z_]{1,60}$/.test(by)) throw usage("--by is the name of a date column, as paid_date.");
  return { kind: mode, from: `${first}-01`, to: lastDayOf(last), by: by ?? "paid_date" };
}

function lastDayOf(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

async function rehearseAt(dir: string, request: IntakeRequest, around: Surroundings) {
  const plan = isHome(dir) ? new HomePlan(dir) : null;
  try {
    return await rehearse(plan, request, telling(around));
  } finally {
    await plan?.close();
  }
}

/** Says each step of the work once; of many files and of many tables, what is done with them all. */
export function telling({ say, now, signal }: Surroundings): IntakeSurroundings {
  let last = "";
  const onProgress: IntakeSurroundings["onProgress"] = ({ message }) => {
    const [first] = Object.keys(together).filter((start) => message.startsWith(start));
    const said = together[first ?? ""] ?? message;
    if (said !== last) say(said);
    last = said;
  };
  return { now, signal, onProgress };
}

const together: Record<string, string> = {
  "Checking ": "Looking at the files",
  "Building ": "Building the warehouse",
};
