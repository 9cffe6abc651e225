import type { AbsentColumn } from "./absentColumns.ts";

const most = 12;

/** Why a file is not taken by a mapping of which it lacks columns. */
export function absentWords(vendor: string, absent: AbsentColumn[], unread: string[]): string {
  const reads = absent.map(({ target, column }) => `${target} from ${column}`);
  const which = new Set(absent.map(({ column }) => column)).size === 1 ? "which is" : "which are";
  const others = unread.length > 0 ? `; columns that nothing reads: ${few(unread)}` : "";
  return `this looks like a file of ${vendor}, but the mapping of ${vendor} reads ${few(reads)}, ${which} not in this file${others}. Mend the mapping (planlens map FILE --out mapping.yaml shows what is there), name the columns under optional where they may be absent, or ask the vendor.`;
}

/** Why a file is not taken by a mapping that leaves out what its table needs. */
export function needsWords(needs: { table: string; unmet: string[] }[], unread: string[]): string {
  const tables = needs.map(({ table }) => table).join(" and ");
  const lacks = needs.flatMap(({ unmet }) => unmet).join("; ");
  const others = unread.length > 0 ? ` Columns that nothing reads: ${few(unread)}.` : "";
  return `this looks like ${tables}, but its mapping does not say where to find: ${lacks}.${others} Say it in the mapping (planlens map FILE --out mapping.yaml, then planlens load FILE --mapping mapping.yaml); where the file has no such column, the table's entry says so with without: [persons], [dollars] or [dates].`;
}

/** What is said in the notes of a file that is taken without some columns. */
export function absentNotes(absent: AbsentColumn[]): string[] {
  return absent.map(({ target, column }) => `${column}, from which the mapping reads ${target}, is not in this file`);
}

function few(names: string[]): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
