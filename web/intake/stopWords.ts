import type { Rehearsal } from "../api/types.ts";

type Stop = Rehearsal["stops"][number];

const remedies: Record<string, string> = {
  "rejected-rows":
    "Mend the file and load it again, or accept the load without these rows; they are kept with the reason.",
  "already-loaded": "Leave these files out, undo the earlier load, or accept them once more.",
  "control-difference":
    "Ask the vendor which is right. Where the difference is known, it can be accepted with a reason.",
};

/** What stands in the way, in one line, and what to do on the page; what is listed elsewhere on it is left out. */
export function stopWords({ code, what, remedy }: Stop): { what: string; remedy: string } {
  const [first = "", ...more] = what.split("\n");
  const shown = code === "rejected-rows" ? [first] : [first, ...more];
  return { what: shown.join("\n"), remedy: remedies[code] ?? remedy };
}
