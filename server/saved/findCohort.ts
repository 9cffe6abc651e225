import { PlanlensError } from "../errors.ts";
import type { Home } from "../home/home.ts";
import type { ChosenCohort, FindCohort } from "../reports/cohort.ts";
import { parsePeriod } from "../reports/period.ts";
import { cohortSql } from "./cohortSql.ts";
import { readSaved } from "./saved.ts";

/** Finds the cohorts that a home keeps: `id`, `id@version`, `!id`. */
export function findCohortIn(home: Home): FindCohort {
  return (reference) => {
    const match = /^(!?)([a-z0-9][a-z0-9.-]*)(?:@([1-9]\d{0,5}))?$/.exec(reference);
    if (!match?.[2]) {
      throw new PlanlensError(
        "invalid-parameter",
        `cohort is the id of a saved cohort, such as diabetes, diabetes@2 or !diabetes; "${reference.slice(0, 60)}" is not.`,
        { detail: { parameter: "cohort" } },
      );
    }
    const { id, version, name, content } = readSaved(home, "cohort", match[2], match[3] ? Number(match[3]) : undefined);
    const period = parsePeriod(content.period, home.settings.fiscalYearStartMonth);
    return { id, version, name, negated: match[1] === "!", ...cohortSql(content, period) } satisfies ChosenCohort;
  };
}
