import { PlanlensError } from "../errors.ts";
import type { Settings } from "../home/settings.ts";
import { type Against, againstWords, parseAgainst } from "./against.ts";
import { type ChosenCohort, cohortReference, type FindCohort } from "./cohort.ts";
import { type DataSpan, dataMonths, defaultPeriod } from "./dataSpan.ts";
import { type ClosedValues, readOwn, splitList } from "./ownParameter.ts";
import { type Comparison, clipPeriod, type Period, parsePeriod, priorPeriod } from "./period.ts";
import { type FilterName, type Slice, sliceFilters } from "./slice.ts";
import type { Report, StandardParameter } from "./spec.ts";

export interface Resolved {
  period: Period;
  compare: Comparison;
  prior: Period | null;
  basis: "incurred" | "paid";
  slice: Slice;
  /** Null where everyone is meant. */
  cohort: ChosenCohort | null;
  /** Who and when stands in the columns of the prior period; null where that is these same people, or nobody. */
  against: Against | null;
  own: Record<string, string[] | string | null>;
  /** The set of norms to compare with, and what a difference is a part of; null where none was asked for. */
  norm: { id: string; base: "norm" | "plan" } | null;
  /** Every parameter as it was used, defaults included. */
  shown: Record<string, string>;
}

/** Values that a filter may take, as the data has them, and those of the reports' own parameters whose lists are closed. */
export type FilterValues = Record<FilterName, string[]> & { closed?: ClosedValues };

const choices = {
  compare: ["none", "prior-year", "prior-period"],
  basis: ["incurred", "paid"],
  completion: ["off"],
  norm_base: ["norm", "plan"],
} as const;

/**
 * Parameters as given, checked and completed with the report's defaults and the product's.
 * @throws PlanlensError `invalid-parameter` that names the parameter, what was given and what is allowed;
 * `no-data` where nothing has been loaded.
 */
export function resolveParameters(
  raw: Record<string, string>,
  report: Report,
  context: { span: DataSpan; settings: Settings; values: FilterValues; findCohort?: FindCohort },
): Resolved {
  const { spec } = report;
  const { span, settings, values } = context;
  const known = [...new Set([...spec.parameters, ...Object.keys(spec.own), "profile", "as_of"])];
  for (const name of Object.keys(raw)) {
    if (!known.includes(name)) {
      throw invalid(name, `${report.id} has no parameter "${name.slice(0, 60)}". It takes ${known.join(", ")}.`);
    }
  }
  const given = { ...spec.defaults, ...raw };
  const months = dataMonths(span);
  const fallback = defaultPeriod(span, settings);
  if (!months || !fallback) {
    throw new PlanlensError(
      "no-data",
      "Nothing has been loaded yet. Load the plan's extracts with: planlens load FOLDER",
    );
  }
  const asked = given.period ? parsePeriod(given.period, settings.fiscalYearStartMonth) : fallback;
  const period = clipPeriod(asked, months[1]);
  const compare = comparison(choose("compare", given.compare ?? "none") as Comparison, report);
  const basis = choose("basis", given.basis ?? "incurred") as "incurred" | "paid";
  const slice = sliceOf(given, values);
  const cohort = given.cohort ? cohortOf(given.cohort, context) : null;
  const against = given.against ? otherSide(given.against, { given, period, months, report }, context) : null;
  const own: Resolved["own"] = {};
  for (const [name, parameter] of Object.entries(spec.own)) {
    own[name] = readOwn(name, parameter, given[name], { fallback: spec.defaults[name], closed: values.closed ?? {} });
  }
  const shown: Record<string, string> = { period: period.text };
  if (spec.parameters.includes("compare")) shown.compare = against ? "none" : compare;
  if (against) shown.against = given.against ?? "";
  if (spec.parameters.includes("basis")) shown.basis = basis;
  if (spec.parameters.includes("completion")) shown.completion = choose("completion", given.completion ?? "off");
  const normBase = choose("norm_base", given.norm_base ?? "norm") as "norm" | "plan";
  const norm = given.norm ? { id: given.norm, base: normBase } : null;
  if (norm) Object.assign(shown, { norm: norm.id, norm_base: norm.base });
  for (const { name } of sliceFilters) if (slice[name]) shown[name] = joinList(slice[name]);
  if (cohort) shown.cohort = cohortReference(cohort);
  for (const [name, value] of Object.entries(own)) {
    if (value !== null) shown[name] = Array.isArray(value) ? joinList(value) : value;
  }
  const prior = against?.period ?? priorOf(period, asked, compare, settings);
  return { period, compare: against ? "none" : compare, prior, basis, slice, cohort, against, own, norm, shown };
}

function sliceOf(given: Record<string, string>, values: FilterValues): Slice {
  const slice: Slice = {};
  for (const { name } of sliceFilters) {
    const text = given[name];
    const chosen = text ? listOf(name, text, values[name]) : [];
    if (chosen.length > 0) slice[name] = chosen;
  }
  return slice;
}

function cohortOf(reference: string, { findCohort }: { findCohort?: FindCohort }): ChosenCohort {
  if (findCohort) return findCohort(reference);
  throw invalid("cohort", "Cohorts cannot be asked for here.");
}

/** The same question of the other side: what is not said of it is as on this one. */
function otherSide(
  text: string,
  here: { given: Record<string, string>; period: Period; months: [string, string]; report: Report },
  context: { settings: Settings; values: FilterValues; findCohort?: FindCohort },
): Against {
  const changes = parseAgainst(text);
  const { report } = here;
  const others = Object.keys(changes).filter((name) => name !== "period");
  const unknown = others.find((name) => !report.spec.parameters.includes(name as StandardParameter));
  if (unknown) throw invalid("against", `${report.id} cannot be filtered by ${unknown}.`);
  if (others.length > 0 && report.file.sql.includes("$prior_from")) {
    throw invalid("against", `${report.id} compares two periods of the same members: against can name a period only.`);
  }
  const given = { ...here.given, ...changes };
  const asked = changes.period
    ? clipPeriod(parsePeriod(changes.period, context.settings.fiscalYearStartMonth), here.months[1])
    : here.period;
  const slice = sliceOf(given, context.values);
  const cohort = given.cohort ? cohortOf(given.cohort, context) : null;
  const label = againstWords(changes, { period: asked, slice, cohort });
  return { period: { ...asked, label }, slice, cohort, otherPeople: others.length > 0 };
}

/** A clipped period is compared with the same months of before, not with a whole year. */
function priorOf(period: Period, asked: Period, compare: Comparison, settings: Settings): Period | null {
  const whole = period === asked ? period : { ...period, text: `${period.from}..${period.to}` };
  return priorPeriod(whole, compare, settings.fiscalYearStartMonth);
}

/** A report whose SQL reads both periods says nothing without one to compare with. */
function comparison(asked: Comparison, { spec, file }: Report): Comparison {
  return asked === "none" && spec.derive && file.sql.includes("$prior_from") ? "prior-year" : asked;
}

function choose(name: keyof typeof choices, value: string): string {
  const allowed = choices[name] as readonly string[];
  if (allowed.includes(value)) return value;
  const why = name === "completion" && value === "on" ? " Completion needs a projection, and there is none yet." : "";
  throw invalid(name, `${name} is "${value.slice(0, 60)}"; it can be ${allowed.join(" or ")}.${why}`);
}

function listOf(name: string, text: string, allowed: string[]): string[] {
  const asAllowed = (value: string) =>
    allowed.find((each) => each === value) ??
    allowed.find((each) => each.toLowerCase() === value.toLowerCase()) ??
    value;
  if (allowed.includes(asAllowed(text))) return [asAllowed(text)];
  const asked = splitList(text).map(asAllowed);
  const unknown = asked.find((value) => !allowed.includes(value));
  if (unknown === undefined) return asked;
  const some = allowed.slice(0, 12).join(", ");
  const more = allowed.length > 12 ? ` and ${allowed.length - 12} more` : "";
  throw invalid(
    name,
    `${name} has no "${unknown.slice(0, 60)}" in this data. ${allowed.length ? `It has ${some}${more}.` : "It was not given."}`,
  );
}

function joinList(values: string[]): string {
  return values.map((value) => value.replaceAll(",", "\\,")).join(",");
}

function invalid(parameter: string, message: string): PlanlensError {
  return new PlanlensError("invalid-parameter", message, { detail: { parameter } });
}
