import type { Known } from "./known.ts";
import type { Reads } from "./mapping.ts";

/** How a file is to be read that does not say so itself: by the mapping that knows its name. */
export function readsFor(fileName: string, known: Known): Reads | undefined {
  for (const { mapping, record, first } of known.mappings) {
    /* one that is given for this time, of one kind of file, need not say a name */
    const meant = mapping.files.length === 1 && (known.mappings.length === 1 || (first && record === null));
    for (const { when, reads } of mapping.files) {
      if (reads && (when.name === undefined ? meant : new RegExp(when.name, "i").test(fileName))) return reads;
    }
  }
  return undefined;
}
