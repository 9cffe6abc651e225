import type { Known } from "./known.ts";
import type { Reads } from "./mapping.ts";

/** How a file is to be read that does not say so itself: by the mapping that knows its name. */
export function readsFor(fileName: string, known: Known): Reads | undefined {
  for (const { mapping } of known.mappings) {
    for (const { when, reads } of mapping.files) {
      if (
        reads &&
        (when.name === undefined
          ? known.mappings.length === 1 && mapping.files.length === 1
          : new RegExp(when.name, "i").test(fileName))
      )
        return reads;
    }
  }
  return undefined;
}
