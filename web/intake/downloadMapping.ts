import type { Mapping } from "../../server/load/mapping/mapping.ts";

/** Saves a mapping as a file that `planlens load --mapping` takes. */
export function downloadMapping(mapping: Mapping): void {
  const blob = new Blob([`${JSON.stringify(mapping, null, 2)}\n`], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${mapping.name}.mapping.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
