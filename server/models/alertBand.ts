import { dot, type LinearFit, linearFit } from "./linearFit.ts";

export interface AlertSeries {
  /** One value a month without gaps, above zero; null where there is none. */
  values: readonly (number | null)[];
  /** Calendar month of the first value, 0 to 11. */
  firstCalendarMonth: number;
  /** How many things were counted in each month, where the value is a count over an exposure: chance alone moves it then. */
  counts?: readonly number[];
  /** A stock (members) goes on from where it was last month; anything else (use, cost) happens anew each month. */
  stock?: boolean;
}

export interface AlertOptions {
  /** How many standard errors a month may lie off. */
  limit?: number;
  /** A smaller share off is none of interest. */
  material?: number;
  /** Growth a year, as a share, that is nothing out of the ordinary. */
  usualGrowth?: number;
}

export interface Alarm {
  /** A month or some (spike), another level from a month on (shift), or growth beyond the usual (trend). */
  kind: "spike" | "shift" | "trend";
  /** First and last month that lie outside, by index. */
  from: number;
  to: number;
  direction: "up" | "down";
}

export interface AlertBand {
  /** Expected value and its band by month, in the values' unit; null where there is too little to say. */
  months: { expected: number; lower: number; upper: number }[] | null;
  alarms: Alarm[];
}

const fewestMonths = 24;
const fewestSince = 4;
const smallestSpread = 0.004;

/**
 * The band in which a monthly metric is expected, and where it left it.
 * Logarithms are fitted by level, growth and months of the year (these shrunk towards none by a ridge), robustly: a month
 * further off than 2.5 standard errors counts as if it lay there (winsorized, repeated). The spread is the median absolute deviation × 1.4826, no less
 * than chance moves the counts (Poisson with the rest as overdispersion). A month further off than `limit` is a spike.
 * A level that changes for good is found as the month at which a step betters the fit most (the largest F over all
 * months; the CUSUM's turning point), and growth by its standard error; both allow for months that follow their
 * neighbours by the first autocorrelation, (1 + r) ÷ (1 − r). The band then goes on as before the shift, or at the usual growth.
 * @returns no band and no alarm for fewer than 24 months.
 * Sources: W. A. Taylor, Change-point analysis, 2000; D. W. K. Andrews, Tests for parameter instability, Econometrica 61,
 * 1993; P. J. Huber, Robust Statistics, 1981.
 */
export function alertBand(series: AlertSeries, options: AlertOptions = {}): AlertBand {
  const { limit = 4.5, material = 0.05, usualGrowth = 0.12 } = options;
  const logs = series.values.map((value) => (value !== null && value > 0 ? Math.log(value) : null));
  const y = series.stock ? logs.map((each, i) => difference(each, logs[i - 1] ?? null)) : logs;
  const known = y.flatMap((each, i) => (each === null ? [] : [i]));
  if (known.length < fewestMonths) return { months: null, alarms: [] };
  const model = new Model(series, y, known);
  const steps = series.stock ? [] : model.steps(limit);
  const fit = model.fit(steps, !series.stock);
  const wide = (i: number) => Math.max(limit * fit.spread(i), material);
  const alarms: Alarm[] = [];

  /* what would have gone on: the level before the first shift, and growth no further than the usual */
  const usual = Math.log(1 + usualGrowth);
  const grows = !series.stock && Math.abs(fit.slope) > usual && Math.abs(fit.slope) - usual > 4 * fit.slopeError;
  const slope = grows ? Math.sign(fit.slope) * usual : fit.slope;
  const centre = series.values.map((_, i) => {
    const shifted = steps.reduce((sum, step, k) => sum + (i >= step ? (fit.levels[k] ?? 0) : 0), 0);
    return fit.at(i) - shifted + (slope - fit.slope) * ((i - (known[0] ?? 0)) / 12);
  });
  const off = (i: number) => ((y[i] ?? null) === null ? 0 : (y[i] ?? 0) - (centre[i] ?? 0));
  const last = known.at(-1) ?? 0;
  for (const [k, step] of steps.entries()) {
    const level = fit.levels[k] ?? 0;
    if (Math.abs(level) >= material)
      alarms.push({ kind: "shift", from: step, to: last, direction: level > 0 ? "up" : "down" });
  }
  if (grows && alarms.length === 0) {
    const sign = Math.sign(fit.slope);
    const beyond = known.filter((i) => sign * off(i) > wide(i));
    const [first] = beyond;
    if (first !== undefined)
      alarms.push({ kind: "trend", from: first, to: beyond.at(-1) ?? first, direction: sign > 0 ? "up" : "down" });
  }
  /* what lies off after a change for good is part of it */
  const since = alarms[0]?.from ?? Number.POSITIVE_INFINITY;
  alarms.push(...spikes(known, y, fit, wide).filter((each) => each.from < since));
  const before = (i: number) => (series.stock ? (logs[i - 1] ?? 0) : 0);
  const months = centre.map((each, i) => ({
    expected: Math.exp(before(i) + each),
    lower: Math.exp(before(i) + each - wide(i)),
    upper: Math.exp(before(i) + each + wide(i)),
  }));
  return { months, alarms: alarms.sort((a, b) => a.from - b.from) };
}

interface Fit {
  at: (month: number) => number;
  slope: number;
  slopeError: number;
  /** Of each step. */
  levels: number[];
  spread: (month: number) => number;
}

interface Design {
  /** Of the months that are known, and of all. */
  rows: number[][];
  all: number[][];
  solve: (y: readonly number[]) => LinearFit;
}

class Model {
  readonly #chance: number[];

  constructor(
    private readonly series: AlertSeries,
    private readonly y: readonly (number | null)[],
    private readonly known: readonly number[],
  ) {
    this.#chance = y.map((_, i) => {
      const count = series.counts?.[i];
      const usual = series.counts ? median(series.counts.map((each) => Math.max(each, 0.5))) : 0;
      return count === undefined ? 0 : 1 / Math.max(Math.min(count, usual), 0.5);
    });
  }

  /** The month from which the level is another for good, if there is one. */
  steps(limit: number): number[] {
    const without = this.fit([], true);
    const y = this.#winsorized(without, 6);
    const { rows, solve } = this.#design([], true);
    /* what level, growth and months of the year leave unexplained */
    const left = (values: readonly number[]) => {
      const { coefficients } = solve(values);
      return values.map((value, n) => value - dot(rows[n] ?? [], coefficients));
    };
    const residual = left(this.known.map((i) => y[i] ?? 0));
    let [best, gain] = [-1, 0];
    const step = new Array<number>(this.known.length).fill(0);
    for (let n = this.known.length - 1; n >= fewestSince; n -= 1) {
      step[n] = 1;
      if (n > this.known.length - fewestSince) continue;
      const rest = left(step);
      const size = dot(rest, rest);
      const better = size > 1e-9 ? dot(rest, residual) ** 2 / size : 0;
      if (better >= gain) [best, gain] = [this.known[n] ?? -1, better];
    }
    if (best < 0) return [];
    const fit = this.fit([best], true);
    const residuals = this.known.map((i) => (y[i] ?? 0) - fit.at(i));
    const spread = mean(this.known.map((i) => fit.spread(i) ** 2));
    return gain / (spread * persistence(residuals)) < limit ** 2 ? [] : [best];
  }

  fit(steps: readonly number[], grows: boolean): Fit {
    const design = this.#design(steps, grows);
    let fit = this.#once([...this.y], design, steps, grows);
    for (let round = 0; round < 4; round += 1) fit = this.#once(this.#winsorized(fit, 2.5), design, steps, grows);
    return fit;
  }

  #winsorized(fit: Fit, limit: number): (number | null)[] {
    return this.y.map((value, i) => {
      if (value === null) return null;
      const bound = limit * fit.spread(i);
      return fit.at(i) + Math.max(-bound, Math.min(bound, value - fit.at(i)));
    });
  }

  #once(y: readonly (number | null)[], { all, solve }: Design, steps: readonly number[], grows: boolean): Fit {
    const { coefficients, inverseDiagonal } = solve(this.known.map((i) => y[i] ?? 0));
    const fitted = all.map((row) => dot(row, coefficients));
    const at = (i: number) => fitted[i] ?? 0;
    const residuals = this.known.map((i) => (this.y[i] ?? 0) - at(i));
    /* some six of the months of the year are free under the ridge */
    const free = this.known.length / Math.max(this.known.length - 8 - steps.length, 4);
    const spread = 1.4826 * median(residuals.map(Math.abs)) * Math.sqrt(free);
    const over = Math.max(spread ** 2 - median(this.known.map((i) => this.#chance[i] ?? 0)), 0);
    const persistent = persistence(this.known.map((i) => (y[i] ?? 0) - at(i)));
    return {
      at,
      slope: grows ? (coefficients[1] ?? 0) : 0,
      slopeError: grows ? Math.max(spread, smallestSpread) * Math.sqrt((inverseDiagonal[1] ?? 0) * persistent) : 0,
      levels: steps.map((_, k) => coefficients[(grows ? 14 : 13) + k] ?? 0),
      spread: (i) => Math.max(Math.sqrt(over + (this.#chance[i] ?? 0)), smallestSpread),
    };
  }

  #design(steps: readonly number[], grows: boolean): Design {
    const all = this.y.map((_, i) => this.#row(i, steps, grows));
    const rows = this.known.map((i) => all[i] ?? []);
    const ridge = [0, ...(grows ? [0] : []), ...new Array<number>(12).fill(0.5), ...steps.map(() => 0)];
    return { rows, all, solve: linearFit(rows, ridge) };
  }

  #row(i: number, steps: readonly number[], grows: boolean): number[] {
    const row = new Array<number>((grows ? 14 : 13) + steps.length).fill(0);
    row[0] = 1;
    if (grows) row[1] = i / 12;
    row[(grows ? 2 : 1) + ((this.series.firstCalendarMonth + i) % 12)] = 1;
    for (const [k, step] of steps.entries()) if (i >= step) row[(grows ? 14 : 13) + k] = 1;
    return row;
  }
}

/** Runs of months off by more than the band, those with a month between counted as one. */
function spikes(
  known: readonly number[],
  y: readonly (number | null)[],
  fit: Fit,
  wide: (i: number) => number,
): Alarm[] {
  const runs: Alarm[] = [];
  for (const i of known) {
    const off = (y[i] ?? 0) - fit.at(i);
    if (Math.abs(off) <= wide(i)) continue;
    const direction = off > 0 ? "up" : "down";
    const open = runs.at(-1);
    if (open && open.direction === direction && i - open.to <= 2) open.to = i;
    else runs.push({ kind: "spike", from: i, to: i, direction });
  }
  return runs;
}

/** How much further sums of residuals go than those of independent ones would. */
function persistence(residuals: readonly number[]): number {
  const squares = residuals.reduce((sum, each) => sum + each * each, 0);
  if (squares === 0) return 1;
  const r = residuals.reduce((sum, each, i) => sum + each * (residuals[i + 1] ?? 0), 0) / squares;
  const bounded = Math.max(0, Math.min(0.7, r + 1 / residuals.length));
  return (1 + bounded) / (1 - bounded);
}

function difference(now: number | null, before: number | null): number | null {
  return now === null || before === null ? null : now - before;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
