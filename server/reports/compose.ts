import { DATE, DuckDBDateValue, type DuckDBType, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { BoundValue } from "../warehouse/warehouse.ts";
import type { KeptCohort } from "./cohort.ts";
import { type Month, monthIndex } from "./months.ts";
import type { Period } from "./period.ts";
import { rowsRead } from "./rowsRead.ts";
import { benefitMask, type Slice, sliceFilters } from "./slice.ts";

export interface Question {
  period: Period;
  /** Of SQL that reads both periods itself: the one compared with, to which alone `paidLimit` then applies. */
  prior?: Period | null;
  basis: "incurred" | "paid";
  slice: Slice;
  /** Who of those is meant; null or absent: all. */
  cohort?: KeptCohort | null;
  /** The report's own parameters; null where not given. */
  own: Record<string, string[] | string | null>;
  /** Count only what was paid by the end of this month (incurred basis), so that two periods are alike in run-out. */
  paidLimit: Month | null;
  /** Whether to count who stands behind each figure; where nothing is withheld nobody asks. */
  counted: boolean;
}

export interface Composed {
  sql: string;
  bound: Record<string, BoundValue>;
}

/**
 * The one place where SQL is put together. A report's SQL may say, of a table alias,
 * `in_slice(c)`: the filters, on a table of claims or of use;
 * `in_member_slice(m)`: the filters on member months, one row a person and month whatever the benefits;
 * `basis_month(c)`: the month of service or of payment;
 * `people_behind(c)`, `contracts_behind(m)`: how many different ones there are, for the hidden columns of privacy alone,
 * and `person_of(c)` who it is for that count;
 * `totals_of(cost_month)` (or `use_month`, `member_month`): the mart or, where nobody is filtered or counted, its rows
 * added up over people; `ages_of(member_month)` (or `driver_line`) likewise, by age and sex; of member months, `members(m)` and `contracts(m)` count those of one month in either;
 * `blocks_of(cost_month)`: the mart or, where nothing is filtered, its claimants in blocks of 64, with
 * `person_block(c)` the block and `person_bits(c)` who of it is meant: `bit_or` joins them, `bit_count` counts them.
 * `contract_block(m)` and `contracts_in_block(m)` count the contracts of member months likewise, 64 at a time.
 * `$prior_from` and `$prior_to`, in SQL that a derivation goes on with, are the period compared with (null: none).
 * `for_administration()`: whether plan administration asks, for what the others see in wider groups only.
 * Every value is bound; tables and columns come from closed lists.
 */
export function compose(sql: string, question: Question): Composed {
  const { period, prior, basis, slice, cohort = null, own, paidLimit, counted } = question;
  const offered: Record<string, BoundValue> = {
    from: { value: dateOf(period.from), type: DATE },
    to: { value: dateOf(period.to), type: DATE },
    months: { value: monthIndex(period.to) - monthIndex(period.from) + 1, type: INTEGER },
    prior_from: { value: prior ? dateOf(prior.from) : null, type: DATE },
    prior_to: { value: prior ? dateOf(prior.to) : null, type: DATE },
    slice_benefit_mask: { value: benefitMask(slice), type: INTEGER },
    slice_paid_limit: { value: dateOf(paidLimit ?? period.to), type: DATE },
  };
  for (const [name, value] of Object.entries(own)) offered[name] = text(value);
  for (const { name } of sliceFilters) {
    for (const [index, value] of (slice[name] ?? []).entries()) offered[`slice_${name}_${index}`] = text(value);
  }
  const byPayment = basis === "paid" || paidLimit !== null;
  const composed = rowsRead(sql, { slice, cohort: cohort !== null, counted, byPayment })
    .replace(/\bin_slice\((\w+)\)/g, (_, alias: string) => conditions(slice, cohort, alias, "claims"))
    .replace(/\bin_member_slice\((\w+)\)/g, (_, alias: string) => conditions(slice, cohort, alias, "members"))
    .replace(/\bbasis_month\((\w+)\) between \$(prior_)?from and \$(prior_)?to/g, (_, alias: string, of = "") =>
      inPeriod(alias, basis, prior && !of ? null : paidLimit, of),
    )
    .replace(/\bbasis_month\((\w+)\)/g, (_, alias: string) => basisMonth(alias, basis, prior ? null : paidLimit));
  const used = new Set([...composed.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? ""));
  const bound = Object.fromEntries(Object.entries(offered).filter(([name]) => used.has(name)));
  return { sql: composed, bound };
}

function conditions(slice: Slice, cohort: KeptCohort | null, alias: string, of: "claims" | "members"): string {
  const parts: string[] = [];
  if (of === "members") {
    parts.push(
      `(${alias}.benefit_bit & $slice_benefit_mask) <> 0`,
      `(${alias}.benefit_mask & $slice_benefit_mask & (${alias}.benefit_bit - 1)) = 0`,
    );
  }
  for (const { name, column } of sliceFilters) {
    const values = slice[name];
    if (!values || (of === "members" && (name === "network" || name === "benefit"))) continue;
    parts.push(`${alias}.${column} in (${values.map((_, index) => `$slice_${name}_${index}`).join(", ")})`);
  }
  if (cohort)
    parts.push(`${alias}.person_key ${cohort.negated ? "not " : ""}in (select person_key from ${cohort.table})`);
  return parts.length > 0 ? `(${parts.join(" and ")})` : "true";
}

/** Said so that the months of service are found without reading all of them. */
function inPeriod(alias: string, basis: "incurred" | "paid", paidLimit: Month | null, of: "" | "prior_"): string {
  const within = `${basisMonth(alias, basis, null)} between $${of}from and $${of}to`;
  const paid = `(${alias}.paid_month is null or ${alias}.paid_month <= $slice_paid_limit)`;
  return basis === "incurred" && paidLimit ? `(${within} and ${paid})` : within;
}

function basisMonth(alias: string, basis: "incurred" | "paid", paidLimit: Month | null): string {
  if (basis === "paid") return `${alias}.paid_month`;
  if (!paidLimit) return `${alias}.incurred_month`;
  return `(case when ${alias}.paid_month > $slice_paid_limit then null else ${alias}.incurred_month end)`;
}

function text(value: string[] | string | null): BoundValue {
  if (Array.isArray(value)) return { value: listValue(value), type: LIST(VARCHAR) };
  const type: DuckDBType = value === null ? LIST(VARCHAR) : VARCHAR;
  return { value, type };
}

function dateOf(month: Month): DuckDBDateValue {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return DuckDBDateValue.fromParts({ year, month: number, day: 1 });
}
