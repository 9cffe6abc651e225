import type { Home } from "../home/home.ts";
import type { HomePlan } from "../homePlan.ts";
import { keepCohort } from "../reports/cohort.ts";
import { parsePeriod } from "../reports/period.ts";
import type { CohortContent } from "../saved/cohort.ts";
import { cohortSql } from "../saved/cohortSql.ts";
import type { SavedKind } from "../saved/kinds.ts";
import { bringBack, listSaved, readSaved, type Saved, save, type ToSave, withdraw } from "../saved/saved.ts";
import { type CohortCount, countCohort } from "./countCohort.ts";
import { type DimensionValue, dimensionValues } from "./dimensionValues.ts";
import { refuseUnknownCohort, refuseUnknownWords } from "./knownWords.ts";
import { isWordList, listedWords } from "./listedWords.ts";
import { dimensionNamed } from "./sources.ts";

/** What people put together and keep: questions, cohorts, views, annotations, and what helps to make them. */
export interface BuilderDesk {
  list(kind: SavedKind, options?: { withdrawn?: boolean }): Saved[];
  /** Everything of a kind that stands by a name, or was withdrawn. @throws PlanlensError `not-found`. */
  read(kind: SavedKind, id: string, version?: number): Saved;
  save(kind: SavedKind, given: ToSave<SavedKind>, actor: string): Promise<Saved>;
  withdraw(kind: SavedKind, id: string, actor: string): Promise<Saved>;
  bringBack(kind: SavedKind, id: string, actor: string): Promise<Saved>;
  values(dimension: string, text: string, options?: { signal?: AbortSignal }): Promise<DimensionValue[]>;
  count(cohort: CohortContent, options?: { signal?: AbortSignal }): Promise<CohortCount>;
}

/** The desk of a home on the disk. */
export function builderDesk(plan: HomePlan, { clock = () => new Date() }: { clock?: () => Date } = {}): BuilderDesk {
  const home: Home = plan.home;
  const doing = (actor: string) => ({ actor, at: clock().toISOString() });
  return {
    list: (kind, options) => listSaved(home, kind, options),
    read: (kind, id, version) => readSaved(home, kind, id, version),
    async save(kind, given, actor) {
      if (kind === "cohort" && given.content) await refuseUnknownCohort(plan, given.content as CohortContent);
      return save(home, kind, given, doing(actor));
    },
    withdraw: (kind, id, actor) => withdraw(home, kind, id, doing(actor)),
    bringBack: (kind, id, actor) => bringBack(home, kind, id, doing(actor)),
    values: async (name, text, { signal } = {}) => {
      if (isWordList(name)) return plan.read((warehouse) => listedWords(warehouse, name, text, signal));
      const dimension = dimensionNamed(name);
      return plan.read((warehouse) => dimensionValues(warehouse, dimension, text, signal));
    },
    async count(content, { signal } = {}) {
      const period = parsePeriod(content.period, home.settings.fiscalYearStartMonth);
      const query = cohortSql(content, period);
      return plan.read(async (warehouse) => {
        await refuseUnknownWords(warehouse, content, signal);
        const { table } = await keepCohort(warehouse, { ...query, negated: false }, signal);
        return countCohort(warehouse, table, period, { sql: query.sql, signal });
      });
    },
  };
}
