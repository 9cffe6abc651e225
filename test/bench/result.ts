import type { Machine } from "./machine.ts";

/** One line of the table: a budget of the design and what was measured. */
export interface Measured {
  /** The measurement, as `--only` names it. */
  part: string;
  what: string;
  unit: "ms" | "s" | "MB" | "kB" | "times";
  /** Null where it could not be measured: `note` says why. */
  measured: number | null;
  /** Null where it is shown for its own sake. */
  budget: number | null;
  note?: string;
}

export interface Results {
  machine: Machine;
  date: string;
  command: string;
  /** As asked for, or null for a home that was given. */
  plan: { employees: number; years: number; seed: number; lines: number } | null;
  rounds: number;
  measured: Measured[];
}

export type Verdict = "held" | "MISSED" | "";

export function verdict({ measured, budget }: Measured): Verdict {
  if (measured === null || budget === null) return "";
  return measured <= budget ? "held" : "MISSED";
}
