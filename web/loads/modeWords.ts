import type { LoadSummary } from "../api/types.ts";
import { formatDate } from "../format/month.ts";
import { columnTitle } from "./tableTitles.ts";

/** How a load stands to earlier ones, in a phrase. */
export function modeWords(mode: LoadSummary["mode"]): string {
  if (mode.kind === "append") return "added to what was there";
  if (mode.kind === "replace-all") return "replaces all of this vendor before it";
  return `replaces ${formatDate(mode.from)} – ${formatDate(mode.to)} by ${columnTitle(mode.by).toLowerCase()}`;
}
