import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { stringify } from "yaml";
import { PlanlensError } from "../errors.ts";
import { isHome, openHome } from "../home/home.ts";
import { createSafely } from "../home/writeSafely.ts";
import { knownBy } from "../load/mapping/known.ts";
import { type Mapping, vendorSlug } from "../load/mapping/mapping.ts";
import { type Proposal, proposeMapping } from "../load/mapping/propose.ts";
import { type SeenFile, sampleFiles } from "../load/mapping/sampleFiles.ts";
import { savedMappings, saveMapping } from "../load/mapping/saved.ts";
import { withFiles } from "../load/mapping/withFiles.ts";
import { actorOf, homeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { describeProposals } from "./mapText.ts";
import { type Skeleton, skeletonFor } from "./skeleton.ts";

export const map: Command = {
  name: "map",
  summary: "propose how a vendor's files are read",
  usage: "planlens map PATH… [--vendor NAME] [--out FILE] [--save] [--again] [--json]",
  async run(argv, around) {
    const args = parseArguments(argv, { options: ["vendor", "out"], flags: ["save", "again", "json"] });
    const { vendor, out } = args.options;
    if (args.words.length === 0) throw usage("Name the files or the folder to map.");
    if (args.flags.has("save") && vendor === undefined) {
      throw usage("Name the vendor under whom the mapping is saved, with --vendor.");
    }
    const home = isHome(homeOf(args)) || args.flags.has("save") ? openHome(homeOf(args)) : null;
    const known = knownBy({ records: home ? savedMappings(home) : [] });
    const scratch = mkdtempSync(join(tmpdir(), "planlens-map-"));
    try {
      const seen = await sampleFiles(args.words, { known, scratch, signal: around.signal });
      const proposed = proposals(seen.files, { vendor, again: args.flags.has("again") });
      const mapping = together(proposed, vendor);
      const skeleton = proposed.find((each) => each.skeleton)?.skeleton ?? null;
      if (out !== undefined) await write(out, mapping, skeleton);
      const saved =
        home && args.flags.has("save")
          ? await saveMapping(home, needed(mapping), { actor: actorOf(args), at: around.now().toISOString() })
          : null;
      const document = { files: proposed, unread: seen.unread, mapping, saved };
      around.out(
        args.flags.has("json")
          ? `${JSON.stringify(document, null, 2)}\n`
          : describeProposals({ ...document, written: out === undefined ? null : basename(out) }),
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

export interface ProposedFile {
  name: string;
  /** By what it is read already; null where it is not known. */
  known: { layout: string; tables: string[] } | null;
  proposal: Proposal | null;
  /** To fill in by hand, where the file does not name its columns. */
  skeleton: Skeleton | null;
}

/** What is known already is left alone, unless it is to be mapped again. */
function proposals(files: SeenFile[], { vendor, again }: { vendor?: string; again: boolean }): ProposedFile[] {
  return files.map(({ recognition, ...file }): ProposedFile => {
    const known =
      recognition.kind === "table"
        ? { layout: recognition.layout.name, tables: recognition.parts.map(({ table }) => table.name) }
        : null;
    const proposal = known && !again ? null : proposeMapping(file, { vendor });
    const told = proposal === null || proposal.table !== null;
    return { name: file.name, known, proposal, skeleton: told ? null : skeletonFor(file, vendor) };
  });
}

/** One mapping for all kinds of files, each kind once. */
function together(files: ProposedFile[], vendor: string | undefined): Mapping | null {
  const mappings = files.flatMap(({ proposal }) => (proposal?.table ? [proposal.mapping] : []));
  const [first] = mappings;
  if (!first) return null;
  const name = vendor ?? first.vendor;
  const whole = mappings.reduce<Mapping | null>((held, mapping) => withFiles(held, mapping), null) ?? first;
  return { ...whole, name: vendorSlug(name), vendor: name };
}

function needed(mapping: Mapping | null): Mapping {
  if (mapping) return mapping;
  const text = "There is no mapping to keep: every file is known already, or nothing can be told of it.";
  throw new PlanlensError("unknown-layout", text);
}

/** A file that somebody has mended by hand is not written over. */
async function write(path: string, mapping: Mapping | null, skeleton: Skeleton | null): Promise<void> {
  const text = mapping === null && skeleton ? skeleton.text : written(path, needed(mapping));
  await createNew(path, text);
}

function written(path: string, whole: Mapping): string {
  return extname(path) === ".json" ? `${JSON.stringify(whole, null, 2)}\n` : stringify(whole, { lineWidth: 120 });
}

async function createNew(path: string, text: string): Promise<void> {
  try {
    await createSafely(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new PlanlensError("unwritable-file", `${basename(path)} is there already. Name another file with --out.`);
  }
}
