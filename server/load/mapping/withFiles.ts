import type { MappedFile, Mapping } from "./mapping.ts";
import { normalName } from "./names.ts";

/**
 * The mapping with all that another says: a kind of file that is mapped anew takes the place of what was said of it,
 * what is said of other files stays.
 */
export function withFiles(held: Mapping | null, next: Mapping): Mapping {
  if (!held) return next;
  const kept = held.files.filter((file) => !next.files.some((other) => sameKind(file, other)));
  return { ...held, ...next, files: [...kept, ...next.files] };
}

/** Both fill the same tables and are known by the same columns, but for a few. */
function sameKind(a: MappedFile, b: MappedFile): boolean {
  const [left, right] = [a, b].map(({ when }) => new Set(when.columns.map(normalName)));
  const shared = [...(left ?? [])].filter((name) => right?.has(name)).length;
  const most = Math.max(left?.size ?? 0, right?.size ?? 0);
  return a.when.name === b.when.name && tablesOf(a) === tablesOf(b) && shared * 2 >= most;
}

function tablesOf({ tables }: MappedFile): string {
  return [...new Set(tables.map(({ table }) => table))].sort().join();
}
