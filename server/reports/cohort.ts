import type { BoundValue, Warehouse } from "../warehouse/warehouse.ts";

/** The members whom a saved cohort names, or everyone else. */
export interface ChosenCohort {
  id: string;
  version: number;
  name: string;
  /** Everyone who is not in it. */
  negated: boolean;
  /** A query that gives `person_key` of those in it. */
  sql: string;
  bound: Record<string, BoundValue>;
}

/** Finds a cohort by what the parameter says: `id`, `id@version`, and either after `!`. @throws PlanlensError `not-found`. */
export type FindCohort = (reference: string) => ChosenCohort;

/** Where the people of a cohort stand once they have been sought out in this warehouse. */
export interface KeptCohort {
  table: string;
  negated: boolean;
}

/** Seeks out who is in a cohort, once for each warehouse. */
export async function keepCohort(
  warehouse: Warehouse,
  { sql, bound, negated }: Pick<ChosenCohort, "sql" | "bound" | "negated">,
  signal?: AbortSignal,
): Promise<KeptCohort> {
  return { table: await warehouse.keep(sql, bound, { signal }), negated };
}

/** "the cohort “Diabetes”", "everyone outside the cohort “Diabetes”". */
export function cohortWords({ name, negated }: Pick<ChosenCohort, "name" | "negated">): string {
  return negated ? `everyone outside the cohort “${name}”` : `the cohort “${name}”`;
}

/** As a parameter, its version with it. */
export function cohortReference({ id, version, negated }: ChosenCohort): string {
  return `${negated ? "!" : ""}${id}@${version}`;
}
