import { PlanlensError } from "../../errors.ts";
import type { Profile } from "../envelope.ts";
import { addMonths, type Month, monthIndex } from "../months.ts";
import { fiscalYear } from "../period.ts";
import { sliceFilters } from "../slice.ts";

/** The four profiles, widest first. */
export const profiles: readonly { value: Profile; label: string }[] = [
  { value: "plan-administration", label: "Plan administration" },
  { value: "sponsor-summary", label: "Sponsor summary" },
  { value: "committee", label: "Committee" },
  { value: "public", label: "Public" },
];

/** Whether a profile reads closed periods without free filters. */
export function readsReleases(profile: Profile): boolean {
  return profile === "committee" || profile === "public";
}

/** The name of a profile as people read it. */
export function profileLabel(profile: Profile): string {
  return profiles.find((each) => each.value === profile)?.label ?? profile;
}

/**
 * The profile that a request gets: what it asks for, where that shows no more than the session may see.
 * @throws PlanlensError `invalid-parameter` for an unknown profile, `not-allowed` for a wider one.
 */
export function narrow(session: Profile, requested: string | undefined): Profile {
  if (requested === undefined || requested === "") return session;
  const rank = (profile: string) => profiles.findIndex((each) => each.value === profile);
  const found = profiles[rank(requested)];
  if (!found) {
    const known = profiles.map((each) => each.value).join(", ");
    throw new PlanlensError("invalid-parameter", `There is no profile of that name. Profiles: ${known}.`, {
      detail: { parameter: "profile", allowed: profiles.map((each) => each.value) },
    });
  }
  if (rank(requested) < rank(session)) {
    throw new PlanlensError(
      "not-allowed",
      `Your access is ${profileLabel(session)}; ${found.label} shows more than that. Ask for ${session} or a narrower profile.`,
      { detail: { parameter: "profile", widest: session } },
    );
  }
  return found.value;
}

/** What a request asks for, as resolved. */
export interface ReleaseRequest {
  period: { from: Month; to: Month };
  /** The last month that has had its run-out; null where none has. */
  lastClosedMonth: Month | null;
  /** 1 to 12. */
  fiscalYearStartMonth: number;
  /** Names of the filters that are set. */
  filters: readonly string[];
  asOf: boolean;
}

/**
 * Lets committee and public ask only for whole calendar quarters, calendar years and fiscal years that have closed,
 * without filters and without an earlier state of the data. The other profiles may ask for anything.
 * @throws PlanlensError `not-in-release` that says what there is.
 */
export function allowedParameters(profile: Profile, request: ReleaseRequest): void {
  if (!readsReleases(profile)) return;
  const available = closedPeriods(request);
  const refuse = (parameter: string, why: string) => {
    const periods = available.length > 0 ? ` Periods: ${available.join(", ")}.` : " No period has closed yet.";
    return new PlanlensError(
      "not-in-release",
      `${why} ${profileLabel(profile)} reports are given for whole quarters and years that have had their run-out, for everyone covered.${periods}`,
      { detail: { parameter, available } },
    );
  };
  const [filter] = request.filters;
  if (filter !== undefined) throw refuse(filter, `This profile cannot filter by ${filter}.`);
  if (request.asOf) throw refuse("as_of", "This profile cannot ask for an earlier state of the data.");
  const { period, lastClosedMonth, fiscalYearStartMonth } = request;
  if (!isWhole(period, fiscalYearStartMonth)) throw refuse("period", "The period is not a whole quarter or year.");
  if (lastClosedMonth === null || monthIndex(period.to) > monthIndex(lastClosedMonth)) {
    throw refuse("period", "The period has not closed: its claims are still coming in.");
  }
}

/**
 * Refuses filters to committee and public by their names alone, whether the data has such a value or not.
 * @throws PlanlensError `not-in-release`.
 */
export function withoutFilters(profile: Profile, params: Readonly<Record<string, string>>): void {
  const filter = readsReleases(profile) ? sliceFilters.find(({ name }) => params[name]) : undefined;
  if (!filter) return;
  throw new PlanlensError(
    "not-in-release",
    `This profile cannot filter by ${filter.name}. ${profileLabel(profile)} reports are given for everyone covered.`,
    { detail: { parameter: filter.name } },
  );
}

/** @throws PlanlensError `not-allowed` for any other profile. */
export function administrationOnly(profile: Profile): void {
  if (profile === "plan-administration") return;
  throw new PlanlensError("not-allowed", "Questions of one's own are for plan administration only.");
}

/**
 * Lets only plan administration ask for the people of a cohort, or put two populations side by side: from the
 * difference of two that lie one in the other, a few people could be told.
 * @throws PlanlensError `not-allowed`.
 */
export function ownPeopleOnly(profile: Profile, { cohort, against }: { cohort: unknown; against: unknown }): void {
  const parameter = cohort ? "cohort" : against ? "against" : null;
  if (profile === "plan-administration" || !parameter) return;
  const what = parameter === "cohort" ? "Cohorts are" : "Comparing two populations is";
  throw new PlanlensError("not-allowed", `${what} for plan administration only.`, { detail: { parameter } });
}

/** A calendar quarter, a calendar year or a fiscal year. */
function isWhole({ from, to }: { from: Month; to: Month }, fiscalYearStartMonth: number): boolean {
  const months = monthIndex(to) - monthIndex(from) + 1;
  const start = monthIndex(from) % 12;
  if (months === 3) return start % 3 === 0;
  return months === 12 && (start === 0 || start === fiscalYearStartMonth - 1);
}

/** The last four quarters, two calendar years and two fiscal years that have closed, newest first. */
function closedPeriods({ lastClosedMonth, fiscalYearStartMonth }: ReleaseRequest): string[] {
  if (lastClosedMonth === null) return [];
  const last = monthIndex(lastClosedMonth);
  const firstOpen = addMonths(lastClosedMonth, 1);
  const quarter = Math.floor(monthIndex(firstOpen) / 3);
  const quarters = [1, 2, 3, 4].map((back) => {
    const index = quarter - back;
    return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  });
  const year = Number(lastClosedMonth.slice(0, 4)) + 1;
  const closed = (to: Month) => monthIndex(to) <= last;
  const years = [year, year - 1, year - 2, year - 3].filter((each) => closed(`${each}-12`)).slice(0, 2);
  const fiscal = [year, year - 1, year - 2, year - 3]
    .map((each) => fiscalYear(each, fiscalYearStartMonth))
    .filter((each) => closed(each.to))
    .slice(0, 2);
  return [...quarters, ...years.map(String), ...fiscal.map((each) => each.text)];
}
