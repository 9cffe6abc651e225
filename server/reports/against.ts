import { PlanlensError } from "../errors.ts";
import { type ChosenCohort, cohortWords } from "./cohort.ts";
import type { Period } from "./period.ts";
import { type Slice, sliceFilters } from "./slice.ts";

/** The other side of a comparison: another population, another period, or both. */
export interface Against {
  period: Period;
  slice: Slice;
  cohort: ChosenCohort | null;
  /** Whether it is other people, and not the same ones at another time. */
  otherPeople: boolean;
}

/**
 * Takes `plan=HDHP;period=2024` apart. An empty value lets go of a filter; `\;` is a semicolon inside a value.
 * @throws PlanlensError `invalid-parameter` that says how it is written.
 */
export function parseAgainst(text: string): Record<string, string> {
  const allowed = ["period", "cohort", ...sliceFilters.map(({ name }) => name)];
  const given: Record<string, string> = {};
  for (const part of text.split(/(?<!\\);/).filter((each) => each.trim() !== "")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at < 0 || !allowed.includes(name)) {
      throw new PlanlensError(
        "invalid-parameter",
        `against is written as plan=HDHP;period=2024. "${part.slice(0, 60)}" is not one of ${allowed.join(", ")}.`,
        { detail: { parameter: "against" } },
      );
    }
    given[name] = part
      .slice(at + 1)
      .replaceAll("\\;", ";")
      .trim();
  }
  if (Object.keys(given).length === 0) {
    throw new PlanlensError("invalid-parameter", "against names nothing. Write for instance plan=HDHP;period=2024.", {
      detail: { parameter: "against" },
    });
  }
  return given;
}

/** The other side in words: "HDHP, 2024", "all plans", "the cohort “Diabetes”". */
export function againstWords(
  given: Record<string, string>,
  { period, slice, cohort }: Pick<Against, "period" | "slice" | "cohort">,
): string {
  const parts = sliceFilters
    .filter(({ name }) => given[name] !== undefined)
    .map(({ name, label }) => slice[name]?.map(named).join(", ") ?? `${label}: all`);
  if (given.cohort !== undefined) parts.push(cohort ? cohortWords(cohort) : "all members");
  if (given.period) parts.push(period.label);
  return parts.join(", ");
}

function named(value: string): string {
  return value === "(none)" ? "No enrollment found" : value;
}
