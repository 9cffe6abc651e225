/** When something happened, in the reader's own time. */
export function formatMoment(iso: string): string {
  return new Date(iso).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}
