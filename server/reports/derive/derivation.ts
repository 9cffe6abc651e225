import type { DuckDBValue } from "@duckdb/node-api";
import type { Settings } from "../../home/settings.ts";
import type { Period } from "../period.ts";

/** A row of SQL, or one that is made of such rows, by column name. */
export type NamedRow = Record<string, DuckDBValue>;

export interface DeriveContext {
  period: Period;
  prior: Period | null;
  /** Months of each. */
  months: number;
  priorMonths: number;
  /**
   * Rows of the same SQL for the period compared with, as like in run-out as any comparison; null where there is none,
   * and where the SQL reads both periods itself (it names `$prior_from`).
   */
  before: NamedRow[] | null;
  own: Record<string, string[] | string | null>;
  settings: Settings;
  signal?: AbortSignal;
}

/**
 * Makes a report's lines of its SQL's rows, without side effects: the declared columns, `line` (row, subtotal, total)
 * and the hidden columns that count people. Money as `amount` (exact), never as a text.
 */
export type Derivation = (rows: NamedRow[], context: DeriveContext) => NamedRow[];

/** One of so much arithmetic that it gives way to others now and then. @throws PlanlensError `cancelled`. */
export type LongDerivation = (rows: NamedRow[], context: DeriveContext) => Promise<NamedRow[]>;
