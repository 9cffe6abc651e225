import { benefitMask, type Slice, sliceFilters } from "./slice.ts";

/** What decides which rows a question can be answered from. */
export interface Reading {
  slice: Slice;
  /** Whether only the people of a cohort are meant. */
  cohort: boolean;
  counted: boolean;
  /** Whether months of payment matter: the paid basis, or a limit of payment. */
  byPayment: boolean;
}

type Mart = keyof typeof totals;

const totals = {
  age_month: "age_total",
  cost_month: "cost_total",
  driver_line: "driver_total",
  drug_month: "drug_total",
  use_month: "use_total",
  member_month: "member_total",
  treatment_fill: "treatment_line",
} as const;

const medicalOrPharmacy = benefitMask({});

/**
 * Turns `totals_of`, `blocks_of` and what counts people into tables and columns (see `compose`): the few rows of a
 * mart's totals where they can answer, and else the mart itself. Both give the same figures.
 */
export function rowsRead(sql: string, reading: Reading): string {
  const { counted } = reading;
  const whole = readsTotals("member_month", reading);
  const blocks = readsBlocks(reading);
  const nobody = "max(cast(null as bigint))";
  return sql
    .replace(/\bfor_administration\(\)/g, counted ? "false" : "true")
    .replace(/\btotals_of\((\w+)\)/g, (_, mart: string) =>
      isMart(mart) && readsTotals(mart, reading) ? `marts.${totals[mart]}` : `marts.${mart}`,
    )
    .replace(/\bages_of\(member_month\)/g, whole ? "marts.member_age" : "marts.member_month")
    .replace(/\bages_of\(driver_line\)/g, `marts.driver_${readsTotals("driver_line", reading) ? "age" : "line"}`)
    .replace(/\bblocks_of\(cost_month\)/g, blocks ? "marts.claimant_block" : "marts.cost_month")
    .replace(/\bperson_block\((\w+)\)/g, blocks ? "$1.block" : "cast($1.person_key >> 6 as integer)")
    .replace(/\bperson_bits\((\w+)\)/g, blocks ? "$1.people" : "(1::ubigint << cast($1.person_key & 63 as ubigint))")
    .replace(/\bperson_of\((\w+)\)/g, counted ? "$1.person_key" : "cast(null as integer)")
    .replace(/\bpeople_behind\((\w+)\)/g, counted ? "count(distinct $1.person_key)" : nobody)
    .replace(/\bcontracts_behind\((\w+)\)/g, counted ? "count(distinct $1.contract_key)" : nobody)
    .replace(/\bmembers\((\w+)\)/g, whole ? "sum($1.members)" : "count_if($1.member_months > 0)")
    .replace(/\bcontract_block\((\w+)\)/g, whole ? "cast(null as integer)" : "$1.contract_key >> 6")
    .replace(
      /\bcontracts_in_block\((\w+)\)/g,
      whole
        ? "sum($1.contracts)"
        : "bit_count(bit_or(1::ubigint << cast($1.contract_key & 63 as ubigint)) filter (where $1.member_months > 0))",
    )
    .replace(
      /\bcontracts\((\w+)\)/g,
      whole ? "sum($1.contracts)" : "count(distinct $1.contract_key) filter (where $1.member_months > 0)",
    );
}

function isMart(name: string): name is Mart {
  return name in totals;
}

/** The totals know benefits and networks, but nothing that a person is known by; those of members not even these. */
function readsTotals(mart: Mart, { slice, cohort, counted }: Reading): boolean {
  if (counted || cohort) return false;
  const others = filtersBesides(["benefit", "network"], slice);
  const ofMembers = mart === "member_month" || mart === "age_month";
  return !others && (!ofMembers || benefitMask(slice) === medicalOrPharmacy);
}

/** The blocks know months of service and categories alone. */
function readsBlocks({ slice, cohort, byPayment }: Reading): boolean {
  return !byPayment && !cohort && !filtersBesides([], slice);
}

function filtersBesides(known: readonly string[], slice: Slice): boolean {
  return sliceFilters.some(({ name }) => slice[name] && !known.includes(name));
}
