import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlanlensError } from "../errors.ts";
import { clearScratch, type Home } from "../home/home.ts";
import { acceptLoad, changeLoad, type LedgerLoad, ledgerLoads } from "../home/ledger.ts";
import { withLock } from "../home/lock.ts";
import { writeSafely } from "../home/writeSafely.ts";
import { HomePlan, readManifest } from "../homePlan.ts";
import { type PreparedLoad, prepareLoad } from "../load/load.ts";
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
    const request: LoadRequest = {
      paths: args.words,
      layout: args.options.layout,
      force: args.flags.has("force"),
      actor: actorOf(args),
    };
    const outcome = args.flags.has("dry_run")
      ? await rehearse(homeOf(args), request, around)
      : await loadFiles(new HomePlan(homeOf(args)), request, around);
    around.out(args.flags.has("json") ? `${JSON.stringify(loadDocument(outcome), null, 2)}\n` : describeLoad(outcome));
  },
};

export interface LoadRequest {
  paths: string[];
  layout?: string;
  /** Accept rejected rows, and files that were loaded before. */
  force: boolean;
  actor: string;
}

export interface LoadOutcome extends PreparedLoad {
  /** Null for a rehearsal. */
  number: number | null;
  digest: string | null;
}

/** Loads, accepts and builds, as one piece of work under the lock. Nothing is accepted unless all files can be. */
export async function loadFiles(
  plan: HomePlan,
  request: LoadRequest,
  around: Pick<Surroundings, "say" | "now" | "signal">,
): Promise<LoadOutcome> {
  const { home } = plan;
  const outcome = await withLock(home, "load", async () => {
    clearScratch(home);
    const staged = mkdtempSync(join(home.paths.scratch, "load-"));
    try {
      const prepared = await prepare(staged, request, around);
      const loads = ledgerLoads(home);
      refuseRepeats(home, loads, prepared, request.force);
      const number = await accept(home, staged, prepared, loads, {
        actor: request.actor,
        at: around.now().toISOString(),
      });
      around.say(`Accepted as load ${number}. Building the warehouse.`);
      const digest = await plan.buildLocked({ signal: around.signal });
      return { ...prepared, number, digest };
    } finally {
      rmSync(staged, { recursive: true, force: true });
    }
  });
  return outcome;
}

async function rehearse(homeDir: string, request: LoadRequest, around: Surroundings): Promise<LoadOutcome> {
  const staged = mkdtempSync(join(tmpdir(), "planlens-"));
  try {
    const prepared = await prepare(staged, request, around);
    if (existsSync(join(homeDir, "loads", "ledger"))) {
      const { home } = new HomePlan(homeDir);
      refuseRepeats(home, ledgerLoads(home), prepared, request.force);
    }
    return { ...prepared, number: null, digest: null };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function prepare(
  stagingDir: string,
  request: LoadRequest,
  around: Pick<Surroundings, "say" | "signal">,
): Promise<PreparedLoad> {
  const { paths, layout, force } = request;
  let last = "";
  const onProgress = ({ message }: { message: string }) => {
    if (message !== last) around.say(message);
    last = message;
  };
  return prepareLoad({ paths, stagingDir, layout, force, signal: around.signal, onProgress });
}

/** @throws PlanlensError `already-loaded` that names the files and the loads that hold them. */
function refuseRepeats(home: Home, loads: LedgerLoad[], prepared: PreparedLoad, force: boolean): void {
  if (force) return;
  const holders = new Map<string, number>();
  for (const { loadId, number, state } of loads) {
    if (state === "active") for (const file of readManifest(home, loadId).files) holders.set(file.sha256, number);
  }
  const repeated = prepared.manifest.files.filter((file) => holders.has(file.sha256));
  if (repeated.length === 0) return;
  const named = repeated.map((file) => `${file.name} (load ${holders.get(file.sha256)})`).join(", ");
  throw new PlanlensError(
    "already-loaded",
    `Already loaded: ${named}. Nothing was changed. Leave these files out, undo the earlier load, or load them once more with --force.`,
  );
}

/** A load that was withdrawn comes back under its own number; one forced in twice gets a name of its own. */
async function accept(
  home: Home,
  staged: string,
  prepared: PreparedLoad,
  loads: LedgerLoad[],
  by: { actor: string; at: string },
): Promise<number> {
  const same = loads.filter((each) => each.loadId.replace(/-\d+$/, "") === prepared.manifest.load_id);
  const withdrawn = same.find((each) => each.state === "withdrawn");
  if (withdrawn) return (await changeLoad(home, withdrawn.number, "reinstated", by)).number;
  const loadId = same.length === 0 ? prepared.manifest.load_id : `${prepared.manifest.load_id}-${same.length + 1}`;
  const manifest = { ...prepared.manifest, load_id: loadId };
  await writeSafely(join(staged, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return acceptLoad(home, staged, { loadId, ...by });
}
