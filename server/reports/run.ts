import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";
import type { Settings } from "../home/settings.ts";
import type { NormSet } from "../norms/normSet.ts";
import { normNote, withNorms } from "../norms/withNorms.ts";
import type { QueryResult, Warehouse } from "../warehouse/warehouse.ts";
import { fillSentence, plainSentence, type Shown } from "./answer.ts";
import { type ChosenCohort, cohortWords, keepCohort } from "./cohort.ts";
import { type ComparedLine, type ComparedTable, compareTables, uncompared } from "./compare.ts";
import { compose, type Question } from "./compose.ts";
import { type DataSpan, dataMonths, incompleteMonths, wholeFrom } from "./dataSpan.ts";
import { derive } from "./derive/derive.ts";
import type { Envelope, Meta, Profile } from "./envelope.ts";
import { addMonths, type Month, monthIndex, monthLabel, monthRangeLabel } from "./months.ts";
import type { FilterValues, Resolved } from "./parameters.ts";
import type { Period } from "./period.ts";
import { type Counts, type Suppressed, suppress } from "./privacy/suppress.ts";
import { isLoaded, missingWords, type Source } from "./source.ts";
import type { Report } from "./spec.ts";
import { type Line, noLines, peopleBasis, toTable } from "./table.ts";

export interface RunContext {
  warehouse: Warehouse;
  span: DataSpan;
  values: FilterValues;
  settings: Settings;
  /** Numbers of the loads that the warehouse was built from. */
  loads: number[];
  /** Rows of those loads that could not be read and are in no figure. */
  rejectedRows: number;
  /** What the asker may see, already narrowed. */
  profile: Profile;
  /** The set of norms that the parameters ask for. */
  norm?: NormSet | null;
  signal?: AbortSignal;
  onFraction?: (fraction: number) => void;
}

/**
 * Answers a report: its SQL for the period and the one compared with, suppression, then the sentence and the notes.
 * @throws PlanlensError `invalid-parameter`, `no-data`, `cancelled`, `bad-query`.
 */
export async function runReport(whole: Report, resolved: Resolved, context: RunContext): Promise<Envelope> {
  const { span, settings, profile } = context;
  const report = narrowed(whole, profile);
  await knownPeople(report, resolved, context);
  const incomplete = fillsIn(report, resolved) ? incompleteMonths(resolved.period, span, settings.runOutMonths) : [];
  const missing = report.spec.needs?.find((source) => !isLoaded(source, span));
  if (missing) return nothingLoaded(report, resolved, missing, context);
  const paidLimit = likeForLikeLimit(report, resolved, span);
  const chosen = report.leading ? await leadingValues(report, report.leading, resolved, context) : report.bound;
  const asked = { ...report, bound: chosen };
  const other = resolved.prior && { ...resolved, ...resolved.against, period: resolved.prior };
  const [now, before] = await Promise.all([
    ask(asked, resolved, readsBoth(report) ? paidLimit : null, context),
    other && !readsBoth(report) ? ask(asked, other, paidLimit, context) : null,
  ]);
  const { prior } = resolved;
  const priorInData = prior && (readsBoth(report) || prior.to >= (span.firstServiceMonth ?? "")) ? prior : null;
  const compared = report.spec.derive
    ? uncompared(
        toTable(
          report,
          await derive(report.spec, now, before, { ...resolved, prior: priorInData, settings, signal: context.signal }),
          span,
        ),
      )
    : beside(report, resolved, now, before, span);
  const withheld = withhold(compared, report, profile, settings.minimumCell);
  const shown = besideNorms(withheld, report, resolved, context);
  const nobody = resolved.cohort && (await isEmpty(resolved.cohort, context)) ? resolved.cohort : null;
  return toEnvelope(report, resolved, shown, { ...context, incomplete, paidLimit, nobody });
}

async function isEmpty(cohort: ChosenCohort, { warehouse, signal }: RunContext): Promise<boolean> {
  if (cohort.negated) return false;
  const { table } = await keepCohort(warehouse, cohort, signal);
  const { rows } = await warehouse.query(`select 1 from ${table} limit 1`, {}, { signal });
  return rows.length === 0;
}

function beside(
  report: Report,
  { period, prior }: Resolved,
  now: QueryResult,
  before: QueryResult | null,
  span: DataSpan,
): ComparedTable {
  const table = toTable(report, now, span);
  if (!before || !prior) return uncompared(table);
  const shift = monthIndex(period.from) - monthIndex(prior.from);
  return compareTables(table, toTable(report, before, span), report.spec.columns, shift);
}

/** Zero of what has no file would be a figure that nobody gave. */
function nothingLoaded(report: Report, resolved: Resolved, missing: Source, context: RunContext): Envelope {
  const empty = withhold(uncompared(noLines(report)), report, context.profile, context.settings.minimumCell);
  const { meta, ...table } = toEnvelope(report, { ...resolved, prior: null }, empty, {
    ...context,
    incomplete: [],
    paidLimit: null,
    nobody: null,
  });
  return { meta: { ...meta, answer: missingWords[missing] }, ...table };
}

/** Whether the SQL asks for the period and the one compared with at once, for a derivation to tell apart. */
function readsBoth(report: Report): boolean {
  return report.file.sql.includes("$prior_from");
}

/** The report without the columns that are for plan administration alone, where another asks. */
function narrowed(report: Report, profile: Profile): Report {
  if (profile === "plan-administration") return report;
  return { ...report, spec: { ...report.spec, columns: report.spec.columns.filter((each) => !each.administration) } };
}

/** Whether claims still to come can change the figures: membership and what has been paid stay as they are. */
function fillsIn(report: Report, { basis }: Resolved): boolean {
  return (
    basis === "incurred" && /(cost|use|pharmacy|driver)_month|_claim|marts\.(service|fill)\b/.test(report.file.sql)
  );
}

async function ask(
  report: Report,
  resolved: Resolved,
  paidLimit: Month | null,
  context: RunContext,
): Promise<QueryResult> {
  const { warehouse, signal, onFraction } = context;
  const { period, basis, slice } = resolved;
  const own = { ...resolved.own, ...report.bound };
  const prior = readsBoth(report) ? resolved.prior : null;
  const counted = context.profile !== "plan-administration";
  const cohort = resolved.cohort && (await keepCohort(warehouse, resolved.cohort, signal));
  const question: Question = { period, prior, basis, slice, cohort, own, paidLimit, counted };
  const { sql, bound } = compose(report.file.sql, question);
  const result = await warehouse.query(sql, bound, { signal, onFraction });
  if (report.most !== undefined && result.rows.length > report.most) {
    throw new PlanlensError(
      "too-large",
      `The answer has more than ${report.most.toLocaleString("en-US")} lines. Tell it apart by fewer dimensions, or let only the largest stand alone.`,
      { detail: { most: report.most } },
    );
  }
  return result;
}

/** What the other values of a dimension are told apart from, on this side and so on the other. */
async function leadingValues(
  report: Report,
  { sql, column, count, parameter }: NonNullable<Report["leading"]>,
  resolved: Resolved,
  context: RunContext,
): Promise<Report["bound"]> {
  const { names, rows } = await ask({ ...report, file: { ...report.file, sql } }, resolved, null, context);
  const at = names.indexOf(column);
  const line = names.indexOf("line");
  const values = rows.filter((row) => row[line] === "row").map((row) => String(row[at]));
  return { ...report.bound, [parameter]: values.slice(0, count) };
}

/** After so many months of payments a period's last claims are too few to be taken for a change. */
const settledMonths = 12;

/**
 * Until a year of payments has followed this period, the dollars of the prior one are those that were paid equally
 * early: its last claims would else be taken for a fall of cost. Every report compares by this one rule, so that all
 * name the same change. Use is counted whole: its tables know no month of payment.
 */
function likeForLikeLimit(report: Report, resolved: Resolved, span: DataSpan): Month | null {
  const { prior, period, basis } = resolved;
  if (!prior || basis === "paid" || !span.lastPaidDate) return null;
  if (!report.file.sql.includes("basis_month(") || monthIndex(prior.from) >= monthIndex(period.from)) return null;
  const paidThrough = span.lastPaidDate.slice(0, 7);
  if (monthIndex(paidThrough) - monthIndex(period.to) >= settledMonths) return null;
  return addMonths(paidThrough, monthIndex(prior.from) - monthIndex(period.from));
}

type Withheld = Omit<Suppressed, "order"> & Pick<Envelope, "columns">;

function withhold(table: ComparedTable, report: Report, profile: Profile, minimum: number): Withheld {
  const behind = ({ now, before }: ComparedLine) => ({
    current: now?.counts ?? nobody(before),
    prior: before?.counts ?? null,
  });
  const parts = {
    columns: table.columns,
    rows: table.rows.map((line) => line.cells),
    subtotals: table.subtotals.map((line) => line.cells),
    totals: table.total?.cells ?? null,
    behind: {
      rows: table.rows.map(behind),
      subtotals: table.subtotals.map(behind),
      totals: table.total && behind(table.total),
    },
  };
  return { columns: table.columns, ...suppress(parts, { profile, minimum, basis: peopleBasis(report.spec) }) };
}

/** After what is withheld is gone, so that no difference to a published figure brings it back. */
function besideNorms(table: Withheld, { spec }: Report, { norm }: Resolved, context: RunContext): Withheld {
  return norm && context.norm ? { ...table, ...withNorms(table, spec.columns, context.norm, norm.base) } : table;
}

/** A line that only the prior period has: nobody stands behind it now. */
function nobody(before: Line | null): Counts {
  return Object.fromEntries(Object.keys(before?.counts ?? {}).map((name) => [name, 0]));
}

function toEnvelope(
  report: Report,
  resolved: Resolved,
  table: Withheld,
  context: RunContext & { incomplete: Month[]; paidLimit: Month | null; nobody: ChosenCohort | null },
): Envelope {
  const { spec } = report;
  const { columns, rows, subtotals, totals, suppressed } = table;
  const { period, prior, basis } = resolved;
  const sentence: Shown = {
    columns,
    rows,
    totals,
    suppressed: suppressed.cells,
    period: period.label,
    prior: prior && !startsBefore(report, context.span, prior) ? prior.label : null,
  };
  const said = resolved.against ? spec.answer.replaceAll("in {prior}", "for {prior}") : spec.answer;
  const own = spec.footnotes
    .map((note) => fillSentence(note, sentence))
    .filter((note): note is string => Boolean(note));
  const meta: Meta = {
    report: report.id,
    title: spec.title,
    family: spec.family,
    question: spec.question,
    version: report.version,
    params: { ...resolved.shown, profile: context.profile },
    basis,
    period: { from: period.from, to: period.to, label: period.label },
    prior: prior && { from: prior.from, to: prior.to, label: prior.label },
    serviceThrough: context.span.lastServiceDate,
    paidThrough: context.span.lastPaidDate,
    incomplete: context.incomplete,
    digest: context.warehouse.digest,
    inputs: {
      ...(context.norm?.version ? { [`norm ${context.norm.id}`]: String(context.norm.version) } : {}),
      ...cohortInputs(resolved),
      ...report.inputs,
    },
    loads: context.loads,
    profile: context.profile,
    answer: context.nobody
      ? `No member meets the conditions of ${cohortWords(context.nobody)}: this report stands empty.`
      : (outside(context.span, period) ?? unknownValue(report, resolved, rows.length) ?? plainSentence(said, sentence)),
    footnotes: [
      ...own,
      ...(resolved.norm && context.norm ? [normNote(table, context.norm, resolved.norm.base)] : []),
      ...standardNotes(report, resolved, context),
    ],
    suppressed,
    figures: spec.figures.map(({ column, row, label }) => ({
      column,
      row,
      label: label ?? row ?? columns.find((each) => each.name === column)?.label ?? column,
    })),
    chart: spec.chart,
    drill: spec.drill ?? null,
    companions: spec.companions,
  };
  return { meta, columns, rows, subtotals, totals };
}

function cohortInputs({ cohort, against }: Resolved): Record<string, string> {
  const cohorts = [cohort, against?.cohort ?? null].flatMap((each) => each ?? []);
  return Object.fromEntries(cohorts.map(({ id, version }) => [`cohort ${id}`, String(version)]));
}

function standardNotes(
  report: Report,
  resolved: Resolved,
  context: RunContext & { incomplete: Month[]; paidLimit: Month | null },
): string[] {
  const { span, incomplete, paidLimit, settings, rejectedRows } = context;
  const { prior, basis, cohort } = resolved;
  const notes: string[] = [];
  if (cohort) notes.push(`Only ${cohortWords(cohort)} (version ${cohort.version}).`);
  notes.push(...againstNotes(resolved, span, settings));
  if (rejectedRows > 0) {
    notes.push(
      `Rows of the loaded files that could not be read and are in no figure: ${rejectedRows.toLocaleString("en-US")}.`,
    );
  }
  const [first] = incomplete;
  const last = incomplete.at(-1);
  if (first && last && basis === "incurred") {
    notes.push(
      `Claims for ${monthRangeLabel(first, last)} are still coming in: those months have not had ${settings.runOutMonths} months of payments.`,
    );
  }
  if (prior && paidLimit) {
    notes.push(
      `To compare like with like, the dollars of ${prior.label} are those paid through ${monthLabel(paidLimit)}.`,
    );
  }
  if (basis === "paid" && !span.lastPaidDate) {
    notes.push(
      "The loaded files give no paid dates, so nothing can be shown by month of payment. Use the incurred basis.",
    );
  }
  const start = prior && startsBefore(report, span, prior);
  if (prior && start) {
    notes.push(`The data is not whole before ${monthLabel(start)}, so ${prior.label} is no like comparison.`);
  }
  return notes;
}

/** What makes the two sides of a comparison unlike. */
function againstNotes({ against, period, basis }: Resolved, span: DataSpan, settings: Settings): string[] {
  if (!against) return [];
  const notes = [`The columns beside are of ${against.period.label}; whatever is not named there is as on this side.`];
  const months = (each: Period) => monthIndex(each.to) - monthIndex(each.from) + 1;
  if (months(period) !== months(against.period)) {
    notes.push(
      `This side covers ${months(period)} months and the other ${months(against.period)}: compare rates and not sums.`,
    );
  }
  const later = basis === "incurred" && monthIndex(against.period.from) > monthIndex(period.from);
  const filling = later ? incompleteMonths(against.period, span, settings.runOutMonths) : [];
  const [first, last] = [filling[0], filling.at(-1)];
  if (first && last) {
    notes.push(
      `Claims of the other side for ${monthRangeLabel(first, last)} are still coming in; this side has had more.`,
    );
  }
  return notes;
}

/** The month from which the data is whole, where the period compared with begins before it. */
function startsBefore({ spec }: Report, span: DataSpan, period: Period): Month | null {
  return wholeFrom(span, period, { ofMembers: spec.family === "enrollment" });
}

/** What to say where no line has the values of the report's own parameters that were asked for. */
function unknownValue({ spec }: Report, { own, slice, cohort, period }: Resolved, lines: number): string | null {
  const asked = Object.entries(spec.own).flatMap(([name, { type, label, each }]) => {
    const values = own[name];
    if (type !== "list" || each || !Array.isArray(values)) return [];
    return `${label.charAt(0).toLowerCase()}${label.slice(1)} ${values.join(" or ")}`;
  });
  if (lines > 0 || asked.length === 0) return null;
  const narrowed = cohort || Object.keys(slice).length > 0 ? " under these filters" : "";
  return `No line of ${period.label} has ${asked.join(" and ")}${narrowed}.`;
}

/** @throws PlanlensError `invalid-parameter` for a term of a member whom no file names. */
async function knownPeople(report: Report, resolved: Resolved, { warehouse, signal }: RunContext): Promise<void> {
  for (const [name, { each }] of Object.entries(report.spec.own)) {
    const terms = resolved.own[name];
    if (each !== "person-number" || !Array.isArray(terms)) continue;
    const ids = terms.map((term) => term.slice(0, term.lastIndexOf(":")));
    const sql = "select id from (select unnest($ids) as id) where id not in (select person_id from marts.person)";
    const { rows } = await warehouse.query(sql, { ids: { value: listValue(ids), type: LIST(VARCHAR) } }, { signal });
    const [unknown] = rows;
    if (!unknown) continue;
    throw new PlanlensError(
      "invalid-parameter",
      `${name} names member "${String(unknown[0]).slice(0, 60)}", whom the data does not have.`,
      { detail: { parameter: name } },
    );
  }
}

/** What to say of a period of which the data knows nothing. */
function outside(span: DataSpan, period: Period): string | null {
  const months = dataMonths(span);
  if (!months || (period.to >= months[0] && period.from <= months[1])) return null;
  return `Nothing was found for ${period.label}: the data covers ${monthRangeLabel(...months)}.`;
}
