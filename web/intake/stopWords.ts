import type { Rehearsal } from "../api/types.ts";

type Stop = Rehearsal["stops"][number];

/** What stands in the way, in one line, and what to do on the page; what is listed elsewhere on it is left out. */
export function stopWords({ code, what, onPage }: Stop): { what: string; remedy: string } {
  const [first = "", ...more] = what.split("\n");
  const shown = code === "rejected-rows" ? [first] : [first, ...more];
  return { what: shown.join("\n"), remedy: onPage };
}
