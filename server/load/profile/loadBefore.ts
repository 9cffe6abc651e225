import { manifestBeside, sendersOf } from "../checks/senders.ts";
import type { Manifest } from "../manifest.ts";

interface Earlier {
  number: number;
  tables: Record<string, string>;
}

/** The newest of the earlier loads that has the table from a vendor who sent it now too; null where there is none. */
export function loadBefore(manifest: Manifest | null, held: Earlier[], table: string): Earlier | null {
  if (!manifest) return null;
  const sendersNow = new Set(sendersIn(manifest, table));
  const newest = [...held].sort((a, b) => b.number - a.number);
  const before = newest.find(({ tables }) => {
    const earlier = tables[table] ? manifestBeside(tables) : null;
    return earlier !== null && sendersIn(earlier, table).some((sender) => sendersNow.has(sender));
  });
  return before ?? null;
}

function sendersIn(manifest: Manifest, table: string): string[] {
  return sendersOf(manifest).flatMap((file) => (file.table === table ? [file.sender] : []));
}
