import type { ControlFigure } from "../api/types.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";

/** Whether a vendor's figure equals what was loaded and rejected together. */
export function ties({ difference }: ControlFigure): boolean {
  return !/[1-9]/.test(difference);
}

/** How the vendor's figures compare, in one phrase. */
export function controlWords(figures: readonly ControlFigure[]): string {
  const wrong = figures.filter((figure) => !ties(figure));
  if (wrong.length === 0) return figures.some(({ what }) => what !== "rows") ? "ties to the cent" : "row counts tie";
  return `${counted(wrong.length, "figure")} of ${figures.length} ${wrong.length === 1 ? "differs" : "differ"}`;
}

/** A figure as a finance office writes it: rows as a whole number, dollars to the cent. */
export function formatFigure(what: string, value: string): string {
  if (what === "rows") return formatDecimal(value, 0);
  const text = formatDecimal(value, 2);
  return text.startsWith("−") ? `−$${text.slice(1)}` : `$${text}`;
}
