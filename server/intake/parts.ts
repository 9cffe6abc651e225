/** Shapes that the parts of a load speak in, until each part brings its own. */

export type { CheckResult } from "../load/checks/runChecks.ts";
export type { ControlFigure, ControlInput } from "../load/control/compareControl.ts";
export type { LoadMode } from "../load/manifest.ts";
export type { Mapping } from "../load/mapping/mapping.ts";
export type { Overlap } from "../load/recognized/overlap.ts";
export type { RepeatedAmount } from "../load/recognized/repeatedAmounts.ts";

export interface ColumnProfile {
  column: string;
  header: string | null;
  given: number;
  empty: number;
  distinct: number;
  least: string | null;
  most: string | null;
  top: { value: string; rows: number }[];
  valid: { share: number; of: string } | null;
}

interface MonthOfRows {
  rows: number;
  amounts: Record<string, string>;
}

export interface LoadProfile {
  tables: Record<
    string,
    {
      columns: ColumnProfile[];
      months: (MonthOfRows & { month: string; prior: MonthOfRows | null })[];
      matched: { id: string; share: number; rows: number; of: number } | null;
    }
  >;
}

export interface Unmapped {
  name: string;
  header: string[];
  samples: (string | null)[][];
  proposal: object;
}
