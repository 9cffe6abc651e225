import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Home } from "../../home/home.ts";
import { knownBy } from "../../load/mapping/known.ts";
import type { Mapping } from "../../load/mapping/mapping.ts";
import { type Proposal, proposeMapping } from "../../load/mapping/propose.ts";
import { type SeenFile, sampleFiles } from "../../load/mapping/sampleFiles.ts";
import { savedMappings } from "../../load/mapping/saved.ts";
import type { Rehearsal } from "./intakeSchema.ts";

/** Rows that are shown and tried; wider files are no table that a person could map by hand. */
const most = { rows: 50, columns: 2000 };

type Shown = Rehearsal["unmapped"];

/**
 * The files that nothing recognizes, each with its first rows and the mapping that is proposed for it, and those that
 * a mapping of the plan's own reads, with that mapping, so that it can be mended.
 */
export async function unmappedFiles(
  home: Home,
  paths: string[],
  { mapping, vendor, signal }: { mapping: Mapping | null; vendor: string | null; signal: AbortSignal },
): Promise<{ unmapped: Shown; mapped: Shown }> {
  const records = savedMappings(home);
  const known = knownBy({ records, ...(mapping && { mapping }) });
  const own = new Set([...records.map(({ id }) => id), ...(mapping ? [mapping.name] : [])]);
  const scratch = mkdtempSync(join(tmpdir(), "planlens-look-"));
  try {
    const { files } = await sampleFiles(paths, { known, scratch, signal });
    const unmapped = files
      .filter(isUnknown)
      .map((file) => shown(file, lacking(file) ?? proposeMapping(file, vendor === null ? {} : { vendor })));
    const mapped = files.flatMap((file) => {
      const by = file.recognition.kind === "table" ? file.recognition.mapping : null;
      return by && own.has(by.id) ? [shown(file, standing(by.body, file))] : [];
    });
    return { unmapped, mapped };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function shown({ name, header, samples }: SeenFile, proposal: Proposal): Shown[number] {
  return { name, header, samples: samples.slice(0, most.rows), proposal };
}

/** The mapping that reads a file but for columns that are not in it: what is to be mended, not a new one. */
function lacking({ recognition, ...file }: SeenFile): Proposal | null {
  const would = recognition.kind === "lacks" ? recognition.would : undefined;
  return would?.mapping ? standing(would.mapping.body, { ...file, recognition: would }) : null;
}

/** A mapping that holds already, as if it were proposed. */
function standing(mapping: Mapping, { recognition }: SeenFile): Proposal {
  const table = recognition.kind === "table" ? recognition.table.name : null;
  return { mapping, table, columns: [], missing: [], unread: [] };
}

function isUnknown({ recognition: { kind }, header, samples }: SeenFile): boolean {
  const readable = header.length > 1 && header.length <= most.columns && samples.length > 0;
  return readable && kind !== "table" && kind !== "left";
}
