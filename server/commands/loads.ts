import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PlanlensError } from "../errors.ts";
import { isHome } from "../home/home.ts";
import { ledgerLoads } from "../home/ledger.ts";
import { HomePlan, readManifest } from "../homePlan.ts";
import { heldLoads } from "../intake/heldLoads.ts";
import { type CheckedRow, checkRows } from "../load/checks/checkRows.ts";
import { scorecard } from "../load/checks/scorecard.ts";
import { rejectsOf } from "../load/load.ts";
import { rejectsFiles } from "../load/rejectsCsv.ts";
import { type Arguments, existingHomeOf, homeOf, parseArguments, usage, wholeNumber } from "./arguments.ts";
import type { Command, Surroundings } from "./command.ts";
import { describeLoads, describeRejects } from "./loadText.ts";
import { findingsText } from "./scorecard.ts";

export const loads: Command = {
  name: "loads",
  summary: "list the loads, the rows that one rejected, or what its checks found",
  usage: "planlens loads [--rejects N [--out FILE] | --findings N [--check ID]] [--json]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["rejects", "out", "findings", "check"], flags: ["json"] });
    const { rejects, out, findings, check } = args.options;
    if (rejects !== undefined && findings !== undefined) throw usage("Ask for --rejects or for --findings.");
    if (out !== undefined && rejects === undefined) throw usage("--out goes with --rejects N.");
    if (check !== undefined && findings === undefined) throw usage("--check goes with --findings N.");
    if (rejects !== undefined) return showRejects(args, around);
    if (findings !== undefined) return showFindings(args, around);
    const all = isHome(homeOf(args)) ? await new HomePlan(homeOf(args)).loads() : [];
    around.out(args.flags.has("json") ? `${JSON.stringify({ loads: all }, null, 2)}\n` : describeLoads(all));
  },
};

async function showRejects(args: Arguments, { out, say }: Surroundings): Promise<void> {
  const { plan, number, folder } = loadOf(args, "rejects");
  if (args.options.out !== undefined) {
    for (const { path, rows, of } of await writeRejects(folder, args.options.out)) {
      say(`${rows.toLocaleString("en-US")} rejected rows of ${of} are in ${path}. Mend them there and load that file.`);
    }
    return;
  }
  const { loadId } = ledgerLoads(plan.home).find((each) => each.number === number) ?? { loadId: "" };
  const tables = Object.keys(readManifest(plan.home, loadId).tables);
  const rejects = (await Promise.all(tables.map((table) => rejectsOf(folder, table, { limit: 100_000 })))).flat();
  const json = args.flags.has("json");
  out(json ? `${JSON.stringify({ load: number, rejects }, null, 2)}\n` : describeRejects(number, rejects));
}

/** One file for each header: `rejects.csv`, `rejects-2.csv`. */
async function writeRejects(folder: string, target: string): Promise<{ path: string; rows: number; of: string }[]> {
  const files = await rejectsFiles(folder);
  if (files.length === 0)
    throw new PlanlensError("not-found", "The load rejected no row, so there is no file of them.");
  const written = files.map(({ rows, of, pieces }, at) => {
    const path = at === 0 ? target : target.replace(/(\.[^./\\]*)?$/, (ending) => `-${at + 1}${ending}`);
    return { path, rows, of, pieces };
  });
  for (const { path, pieces } of written) await writeText(path, pieces());
  return written;
}

async function writeText(path: string, pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), createWriteStream(path, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" ? "There is a file of that name already; name another." : "The file cannot be written.";
    throw new PlanlensError("unwritable-file", `${why} Nothing was changed.`, { cause: error });
  }
}

async function showFindings(args: Arguments, { out }: Surroundings): Promise<void> {
  const { plan, number, folder } = loadOf(args, "findings");
  const json = args.flags.has("json");
  const { check } = args.options;
  if (check === undefined) {
    const scored = scorecard(plan.home).vendors.flatMap((vendor) => vendor.loads);
    const { findings = [] } = scored.find((each) => each.number === number) ?? {};
    out(json ? `${JSON.stringify({ load: number, findings }, null, 2)}\n` : findingsText({ number, findings }));
    return;
  }
  const held = heldLoads(plan.home, (each) => each < number).filter(({ active }) => active);
  const rows = await checkRows(folder, check, { held, limit: 1000 });
  out(json ? `${JSON.stringify({ load: number, check, rows }, null, 2)}\n` : rowsText(rows));
}

function rowsText(rows: CheckedRow[]): string {
  if (rows.length === 0) return "No row is found.\n";
  const lines = rows.map(({ table, file, line, row, values }) => {
    const fields = Object.entries(values).map(([name, value]) => `${name}=${value}`);
    return row === null
      ? `${table}: no single row`
      : `${file} (${table}), ${line === null ? `row ${row}` : `line ${line}`}: ${fields.join(", ")}`;
  });
  return `${lines.join("\n")}\n`;
}

function loadOf(args: Arguments, option: "rejects" | "findings") {
  const plan = new HomePlan(existingHomeOf(args));
  const number = wholeNumber(args.options[option], `--${option}`, { from: 1, to: 999_999 });
  const load = ledgerLoads(plan.home).find((each) => each.number === number);
  if (!load) throw new PlanlensError("not-found", `There is no load ${number}.`);
  return { plan, number, folder: join(plan.home.paths.loads, load.loadId) };
}
