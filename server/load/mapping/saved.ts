import type { Home } from "../../home/home.ts";
import { appendRecord, listRecords, readRecord } from "../../home/records.ts";
import { type Mapping, vendorSlug } from "./mapping.ts";
import { checkedMapping } from "./readMapping.ts";
import { withFiles } from "./withFiles.ts";

const kind = "mapping";

/** The plan's own mappings, the newest version of each; one that this version of the product cannot read is left out. */
export function savedMappings(home: Home): { mapping: Mapping; id: string; version: number }[] {
  return listRecords(home, kind).flatMap(({ id, version, body }) => {
    try {
      return [{ mapping: checkedMapping(body, id), id, version }];
    } catch {
      return [];
    }
  });
}

/** Keeps what a mapping says of a vendor's files, beside what is kept of his other files. */
export async function saveMapping(
  home: Home,
  mapping: Mapping,
  by: { actor: string; at: string },
): Promise<{ id: string; version: number }> {
  const id = vendorSlug(mapping.vendor);
  const held = readRecord(home, kind, id);
  const body = withFiles(held ? checkedMapping(held.body, id) : null, checkedMapping(mapping, id));
  const { version } = await appendRecord(home, { kind, id, ...by, body });
  return { id, version };
}
