import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Home } from "../../home/home.ts";
import { knownBy } from "../../load/mapping/known.ts";
import type { Mapping } from "../../load/mapping/mapping.ts";
import { proposeMapping } from "../../load/mapping/propose.ts";
import { type SeenFile, sampleFiles } from "../../load/mapping/sampleFiles.ts";
import { savedMappings } from "../../load/mapping/saved.ts";
import type { Rehearsal } from "./intakeSchema.ts";

/** Rows that are shown and tried; wider files are no table that a person could map by hand. */
const most = { rows: 50, columns: 2000 };

/** The files that nothing recognizes, each with its first rows and the mapping that is proposed for it. */
export async function unmappedFiles(
  home: Home,
  paths: string[],
  { mapping, vendor, signal }: { mapping: Mapping | null; vendor: string | null; signal: AbortSignal },
): Promise<Rehearsal["unmapped"]> {
  const known = knownBy({ records: savedMappings(home), ...(mapping && { mapping }) });
  const scratch = mkdtempSync(join(tmpdir(), "planlens-look-"));
  try {
    const { files } = await sampleFiles(paths, { known, scratch, signal });
    return files.filter(isUnknown).map(({ name, header, samples }) => {
      const proposal = proposeMapping({ name, header, samples }, vendor === null ? {} : { vendor });
      return { name, header, samples: samples.slice(0, most.rows), proposal };
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function isUnknown({ recognition: { kind }, header, samples }: SeenFile): boolean {
  const readable = header.length > 1 && header.length <= most.columns && samples.length > 0;
  return readable && kind !== "table" && kind !== "left";
}
