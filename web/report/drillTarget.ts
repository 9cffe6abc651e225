import type { Cell, Envelope } from "../../server/reports/envelope.ts";
import { joinValues } from "../filters/valueList.ts";
import { columnIndex } from "./envelopeCells.ts";

export interface DrillTarget {
  report: string;
  set: Record<string, string>;
}

/** Where a line leads: the next report with the values of this line; null where the report has no next level. */
export function drillTarget(envelope: Envelope, cells: Cell[]): DrillTarget | null {
  const { drill } = envelope.meta;
  if (!drill) return null;
  const set: Record<string, string> = {};
  for (const [parameter, column] of Object.entries(drill.set)) {
    const value = cells[columnIndex(envelope, column)] ?? null;
    if (value === null) continue;
    set[parameter] = parameter === "period" ? String(value).slice(0, 7) : (joinValues([String(value)]) ?? "");
  }
  return { report: drill.report, set };
}
