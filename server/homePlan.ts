import { existsSync, statSync } from "node:fs";
import type { QuestionContent } from "./builder/question.ts";
import { questionReport } from "./builder/questionReport.ts";
import { PlanlensError } from "./errors.ts";
import { clearScratch, type Home, openHome } from "./home/home.ts";
import { activeLoads, ledgerLoads } from "./home/ledger.ts";
import { loadSeen } from "./home/loadSeen.ts";
import { withLock } from "./home/lock.ts";
import { readManifest } from "./home/readManifest.ts";
import type { NormSet } from "./norms/normSet.ts";
import { findNormSet, normSets } from "./norms/normSets.ts";
import type { Filters, LoadSummary, OpenPlan, Progress, ReportMethod, ReportOptions } from "./openPlan.ts";
import { Catalogue, readCatalogue } from "./reports/catalogue.ts";
import { type DataSpan, dataMonths, defaultPeriod, lastCompleteMonth, readDataSpan } from "./reports/dataSpan.ts";
import type { Envelope, Profile } from "./reports/envelope.ts";
import { readFilterValues } from "./reports/filterValues.ts";
import { addMonths, type Month, monthIndex } from "./reports/months.ts";
import { type FilterValues, resolveParameters } from "./reports/parameters.ts";
import { fiscalYear } from "./reports/period.ts";
import {
  administrationOnly,
  allowedParameters,
  narrow,
  ownPeopleOnly,
  profiles,
  readsReleases,
  withoutFilters,
} from "./reports/privacy/profiles.ts";
import { runReport } from "./reports/run.ts";
import { sliceFilters } from "./reports/slice.ts";
import type { Report } from "./reports/spec.ts";
import { annotated } from "./saved/annotated.ts";
import { findCohortIn } from "./saved/findCohort.ts";
import { savedReport, savedReports, savedStamp } from "./saved/savedReports.ts";
import { buildWarehouse, pruneWarehouses, wantedDigest, warehousePath } from "./warehouse/build.ts";
import type { BuildLoad } from "./warehouse/buildLoads.ts";
import { currentDigest, switchTo, watchCurrent } from "./warehouse/current.ts";
import { Warehouse } from "./warehouse/warehouse.ts";

export { readManifest };

export type AskReport = (id: string, params: Record<string, string>) => Promise<Envelope>;

export interface HomePlanOptions {
  threads?: number;
  memoryLimit?: string;
  /** Other folders than the product's own, for tests. */
  queries?: string;
  reference?: string;
}

/** A warehouse open for reading, with what every report asks of it first. */
interface Reading {
  warehouse: Warehouse;
  span: Promise<DataSpan>;
  values: Promise<FilterValues>;
}

/** One plan's home, open: reads its warehouse, follows it when it is switched, builds it when asked. */
export class HomePlan implements OpenPlan {
  readonly home: Home;
  readonly #options: HomePlanOptions;
  readonly #catalogue: Catalogue;
  readonly #listeners = new Set<(digest: string) => void>();
  readonly #asOf = new Map<string, Promise<Reading>>();
  readonly #rejected = new Map<string, number>();
  #reading: Promise<Reading> | null = null;
  #digest: string | null;
  #stopWatching: (() => void) | null = null;

  constructor(dir: string, options: HomePlanOptions = {}) {
    this.home = openHome(dir);
    this.#options = options;
    this.#catalogue = readCatalogue();
    this.#digest = currentDigest(this.home);
  }

  get dir(): string {
    return this.home.dir;
  }

  get planName(): string {
    return this.home.settings.planName;
  }

  digest(): string | null {
    return this.#digest;
  }

  /** True where the warehouse in use is not the one that the loads, settings and queries call for. */
  stale(): boolean {
    return this.wantedDigest() !== this.#digest;
  }

  /** The digest that the active loads call for, or those given, or those active when a load was accepted. */
  wantedDigest(of: { asOf?: number; loads?: BuildLoad[] } = {}): string {
    return wantedDigest(this.home, { ...this.#options, ...of });
  }

  onSwitch(listener: (digest: string) => void): () => void {
    this.#listeners.add(listener);
    this.#stopWatching ??= watchCurrent(this.home, () => this.#follow());
    return () => this.#listeners.delete(listener);
  }

  catalogue(profile: Profile) {
    if (profile !== "plan-administration") return this.#catalogue.families(profile);
    return new Catalogue([...this.#catalogue.reports.values(), ...savedReports(this.home)]).families(profile);
  }

  /** A report of `queries/`, or a saved question of the version asked for. */
  #report(id: string, profile: Profile, version?: string): Report {
    const saved = profile === "plan-administration" ? savedReport(this.home, id, version) : null;
    return saved ?? this.#catalogue.get(id, profile);
  }

  /** What answers depend on besides the data: the versions of what people saved. */
  stamp(): string {
    return savedStamp(this.home);
  }

  method(id: string, profile: Profile, asked?: string): ReportMethod {
    const { spec, version, file } = this.#report(id, profile, asked);
    return {
      id,
      title: spec.title,
      question: spec.question,
      version,
      sql: file.text,
      columns: spec.columns
        .filter((each) => !each.hidden)
        .map(({ name, label, definition }) => ({ name, label, definition })),
      parameters: spec.parameters,
      footnotes: spec.footnotes,
    };
  }

  async report(id: string, params: Record<string, string>, options: ReportOptions): Promise<Envelope> {
    const report = this.#report(id, narrow(options.profile, params.profile), params.version);
    return this.#asked(report, params, options);
  }

  /** Answers a question that nobody has saved. For plan administration only. */
  async ask(question: QuestionContent, params: Record<string, string>, options: ReportOptions): Promise<Envelope> {
    administrationOnly(narrow(options.profile, params.profile));
    return this.#asked(questionReport(question, { id: "ask" }), params, options);
  }

  /** Works on the warehouse in use. */
  read<T>(work: (warehouse: Warehouse, span: DataSpan) => Promise<T>): Promise<T> {
    return this.#reader(undefined, async ({ warehouse, span }) => work(warehouse, await span));
  }

  #asked(report: Report, params: Record<string, string>, options: ReportOptions): Promise<Envelope> {
    const asOf = params.as_of === undefined ? undefined : loadNumber(params.as_of);
    return this.#reader(asOf, (reading) => {
      const active = activeLoads(this.home, asOf);
      const loads = active.map((load) => load.number);
      const rejectedRows = active.reduce((sum, load) => sum + this.#rejectedRows(load.loadId), 0);
      return this.#answer(reading, report, params, { ...options, loads, rejectedRows, asOf });
    });
  }

  /** Asks reports of any warehouse that has been built, whichever is in use. */
  async withWarehouse<T>(digest: string, work: (ask: AskReport, span: DataSpan) => Promise<T>): Promise<T> {
    const reading = await this.#open(digest);
    try {
      const profile = "plan-administration";
      const ask: AskReport = (id, params) =>
        this.#answer(reading, this.#report(id, profile, params.version), params, {
          profile,
          loads: [],
          rejectedRows: 0,
        });
      return await work(ask, await reading.span);
    } finally {
      await Promise.allSettled([reading.span, reading.values]);
      reading.warehouse.close();
    }
  }

  async #answer(
    { warehouse, span, values }: Reading,
    report: Report,
    params: Record<string, string>,
    options: ReportOptions & { loads: number[]; rejectedRows: number; asOf?: number },
  ): Promise<Envelope> {
    const { asOf, loads, rejectedRows, signal, onProgress } = options;
    const profile = narrow(options.profile, params.profile);
    const settings = this.home.settings;
    // Before anything is looked up: what is refused must not tell which values or cohorts there are.
    ownPeopleOnly(profile, { cohort: params.cohort, against: params.against });
    withoutFilters(profile, params);
    const context = { span: await span, values: await values, settings, findCohort: findCohortIn(this.home) };
    const resolved = resolveParameters(params, report, context);
    ownPeopleOnly(profile, resolved);
    if (asOf !== undefined) resolved.shown.as_of = String(asOf);
    allowedParameters(profile, {
      period: resolved.period,
      lastClosedMonth: closedThrough(context.span, this.home),
      fiscalYearStartMonth: this.home.settings.fiscalYearStartMonth,
      filters: [
        ...Object.keys(resolved.slice),
        // What the report opens with is no choice; to leave it empty is one.
        ...Object.keys(resolved.own).filter(
          (name) => String(resolved.own[name] ?? "") !== (report.spec.defaults[name] ?? ""),
        ),
      ],
      asOf: asOf !== undefined,
    });
    const norm = resolved.norm && (await findNormSet(this.home, resolved.norm.id));
    const onFraction = (fraction: number) => onProgress?.({ fraction, message: "Reading the claims" });
    const running = { ...context, warehouse, loads, rejectedRows, profile, norm, signal, onFraction };
    const envelope = await runReport(report, resolved, running);
    // What people wrote is not withheld by any count, so that nobody else reads it.
    return profile === "plan-administration" ? annotated(envelope, this.home) : envelope;
  }

  async filters(profile: Profile): Promise<Filters> {
    const [covered, known] = await this.#reader(undefined, ({ span, values }) => Promise.all([span, values]));
    const { fiscalYearStartMonth } = this.home.settings;
    const months = dataMonths(covered);
    const releaseOnly = readsReleases(profile);
    const closed = releaseOnly ? closedThrough(covered, this.home) : null;
    const offered = sliceFilters.map(({ name, label }) => ({
      name,
      label,
      values: known[name].map((value) => ({ value, label: value })),
    }));
    return {
      period: {
        default: defaultPeriod(covered, this.home.settings)?.text ?? "",
        ...offeredPeriods(months, closed, fiscalYearStartMonth),
        months,
      },
      filters: releaseOnly ? [] : offered.filter((filter) => filter.values.length > 1),
      profiles: profiles.slice(profiles.findIndex((each) => each.value === profile)),
      releaseOnly,
    };
  }

  norms(): Promise<NormSet[]> {
    return normSets(this.home);
  }

  async loads(): Promise<LoadSummary[]> {
    return ledgerLoads(this.home)
      .reverse()
      .map((load) => {
        const manifest = readManifest(this.home, load.loadId);
        const { layout, files, tables, unread } = manifest;
        return { ...load, layout, files, tables, unread, ...loadSeen(this.home, load) };
      });
  }

  async build(
    options: { asOf?: number; signal?: AbortSignal; onProgress?: Progress } = {},
  ): Promise<{ digest: string }> {
    const digest = await withLock(this.home, "build", () => {
      clearScratch(this.home);
      return this.buildLocked(options);
    });
    return { digest };
  }

  /** Builds and switches; only inside the lock. */
  async buildLocked(options: { asOf?: number; signal?: AbortSignal; onProgress?: Progress } = {}): Promise<string> {
    const digest = await buildWarehouse(this.home, { ...this.#options, ...options });
    if (options.asOf === undefined) await this.switchLocked(digest);
    else this.#prune(digest);
    return digest;
  }

  /** Builds what other loads than the active ones call for, and leaves in use what is; only inside the lock. */
  buildAside(loads: BuildLoad[], options: { signal?: AbortSignal; onProgress?: Progress } = {}): Promise<string> {
    return buildWarehouse(this.home, { ...this.#options, ...options, loads });
  }

  /** Switches to a warehouse that has been built; only inside the lock. */
  async switchLocked(digest: string): Promise<void> {
    await switchTo(this.home, digest);
    this.#follow();
    this.#prune(digest);
  }

  #prune(keep: string): void {
    pruneWarehouses(this.home, currentDigest(this.home) ?? keep, (path) => statSync(path).mtimeMs);
  }

  async close(): Promise<void> {
    this.#stopWatching?.();
    const open = [...this.#asOf.values(), ...(this.#reading ? [this.#reading] : [])];
    for (const reading of open) (await reading.catch(() => null))?.warehouse.close();
  }

  /** Works on a warehouse that stays open until the work is done, whatever is switched meanwhile. */
  async #reader<T>(asOf: number | undefined, work: (reading: Reading) => Promise<T>): Promise<T> {
    for (;;) {
      const reading = await (asOf === undefined ? this.#current() : this.#builtAsOf(asOf));
      const release = reading.warehouse.hold();
      if (!release) continue;
      try {
        return await work(reading);
      } finally {
        release();
      }
    }
  }

  #rejectedRows(loadId: string): number {
    const known = this.#rejected.get(loadId);
    if (known !== undefined) return known;
    const { tables } = readManifest(this.home, loadId);
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rejected, 0);
    this.#rejected.set(loadId, rows);
    return rows;
  }

  #current(): Promise<Reading> {
    const wanted = currentDigest(this.home);
    if (!wanted) {
      const why = activeLoads(this.home).length > 0 ? "not-built" : "no-data";
      throw why === "no-data"
        ? new PlanlensError(why, "Nothing has been loaded yet. Load the plan's extracts with: planlens load FOLDER")
        : new PlanlensError(why, "The loads have not been built into a warehouse yet. Run: planlens build");
    }
    if (wanted !== this.#digest) this.#follow();
    this.#reading ??= this.#open(wanted);
    return this.#reading;
  }

  #builtAsOf(asOf: number): Promise<Reading> {
    const digest = this.wantedDigest({ asOf });
    if (!existsSync(warehousePath(this.home, digest))) {
      throw new PlanlensError(
        "not-built",
        `The warehouse as of load ${asOf} has not been built. Run: planlens build --as-of ${asOf}`,
        {
          detail: { asOf },
        },
      );
    }
    const open = this.#asOf.get(digest) ?? this.#open(digest);
    this.#asOf.set(digest, open);
    return open;
  }

  async #open(digest: string): Promise<Reading> {
    const warehouse = await Warehouse.open(warehousePath(this.home, digest), digest, this.#options);
    const span = readDataSpan(warehouse);
    const values = readFilterValues(warehouse);
    values.catch(() => {});
    span.catch(() => {});
    return { warehouse, span, values };
  }

  /** Leaves the old warehouse to the queries that are still on it and reads the new one from now on. */
  #follow(): void {
    const digest = currentDigest(this.home);
    if (!digest || digest === this.#digest) return;
    const old = this.#reading;
    this.#digest = digest;
    this.#reading = null;
    old?.then(({ warehouse }) => warehouse.close()).catch(() => {});
    for (const listener of this.#listeners) listener(digest);
  }
}

function loadNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new PlanlensError("invalid-parameter", `as_of is "${text.slice(0, 40)}"; it is the number of a load.`, {
    detail: { parameter: "as_of" },
  });
}

/** The last month that has closed: run out where paid dates are given, else the last with services. */
function closedThrough(span: DataSpan, home: Home): Month | null {
  return lastCompleteMonth(span, home.settings.runOutMonths) ?? span.lastServiceDate?.slice(0, 7) ?? null;
}

/** Periods that the data touches, newest first; only whole closed ones where `closed` is given. */
function offeredPeriods(months: [Month, Month] | null, closed: Month | null, fiscalYearStartMonth: number) {
  if (!months) return { years: [], fiscalYears: [], quarters: [] };
  const [first, last] = months;
  const touches = (from: Month, to: Month) =>
    closed
      ? monthIndex(from) >= monthIndex(first) && monthIndex(to) <= monthIndex(closed)
      : to >= first && from <= last;
  const span = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 2 },
    (_, i) => Number(first.slice(0, 4)) + i,
  );
  const years = span.map(String).filter((year) => touches(`${year}-01`, `${year}-12`));
  const fiscalYears = span
    .map((year) => fiscalYear(year, fiscalYearStartMonth))
    .filter((year) => touches(year.from, year.to))
    .map((year) => year.text);
  const quarters = span.flatMap((year) =>
    [1, 2, 3, 4].flatMap((quarter) => {
      const from = addMonths(`${year}-01`, (quarter - 1) * 3);
      return touches(from, addMonths(from, 2)) ? [`${year}-Q${quarter}`] : [];
    }),
  );
  return { years: years.reverse(), fiscalYears: fiscalYears.reverse(), quarters: quarters.reverse() };
}
