import type { LayoutColumn } from "../layout.ts";
import type { Contents, Look } from "./contents.ts";
import { tellsClaimType } from "./madeFrom.ts";

/** What a column's values look like where they can be told; the share that must look so. */
const expected: Record<string, Look> = {
  ndc_code: "ndc",
  rendering_npi: "npi",
  billing_npi: "npi",
  facility_npi: "npi",
  prescribing_provider_npi: "npi",
  dispensing_provider_npi: "npi",
  revenue_center_code: "revenue",
  hcpcs_code: "hcpcs",
  gender: "sex",
  zip_code: "zip",
  social_security_number: "ssn",
};

/** Columns that are known by their values alone, and how surely. */
const telling: Record<string, number> = {
  ndc_code: 0.75,
  diagnosis_code_1: 0.6,
  gender: 0.65,
  hcpcs_code: 0.55,
  rendering_npi: 0.5,
  prescribing_provider_npi: 0.4,
  subscriber_relation: 0.45,
};

/**
 * From 0, where the values cannot be those of the column, over 1, where they say nothing of it, to 1.15, where they are
 * just what it holds.
 */
export function contentFit({ name, kind }: LayoutColumn, contents: Contents): number {
  if (contents.values.length === 0) return 0.95;
  if (kind === "date") return contents.dates.length > 0 ? 1.1 : 0;
  if (kind === "amount") return amountFit(contents);
  if (kind === "quantity") return contents.amount && !onlyDates(contents) ? 1 : 0;
  if (kind === "integer") return contents.looks.integer > 0.95 || wholeNumbers(contents) ? 1 : 0;
  if (onlyDates(contents) || (contents.amount === "decimal" && withPoint(contents))) return 0.1;
  if (/^diagnosis_code_\d+$/.test(name)) return diagnosisShare(contents) > 0.8 ? 1.1 : 0.3;
  if (name === "claim_type")
    return contents.values.filter(tellsClaimType).length > contents.values.length / 2 ? 1.1 : 0.3;
  if (/_tin$/.test(name)) return shareOf(contents, /^\d{2}-?\d{6,7}$/) > 0.8 ? 1.1 : 0.3;
  if (name === "place_of_service_code" && counted(contents)) return 0.3;
  if (name === "coverage_tier" && shareOf(contents, benefitWord) > 0.8) return 0.3;
  if (name === "benefit" && shareOf(contents, tierWord) > 0.8) return 0.3;
  if (name === "line_type" && contents.values.every(tellsClaimType)) return 0.5;
  if (/_flag$/.test(name)) return contents.distinct <= 6 ? 1 : 0.5;
  if (kind === "id" && /^(claim|person|member|subscriber|old|new)_id$/.test(name)) return idFit(name, contents);
  const look = expected[name];
  if (!look) return 1;
  const share = contents.looks[look];
  if (share > 0.85) return 1.15;
  /* numbers that a spreadsheet shortened, and identifiers of another kind under the right name */
  return share > 0.4 || contents.looks.integer > 0.9 ? 0.85 : 0.5;
}

/** How surely the values alone tell a column; dollars and dates are never told so. */
export function contentScore({ name }: LayoutColumn, contents: Contents): number {
  const most = telling[name] ?? 0;
  if (most === 0 || contents.values.length < 3) return 0;
  if (name === "diagnosis_code_1") {
    const dotted = contents.values.filter((text) => /^[A-Z]\d[0-9AB](\.?[0-9A-Z]{1,4})?$/i.test(text)).length;
    return contents.looks.icd10 > 0.95 && dotted > 0 && contents.looks.hcpcs < 0.5 && contents.distinct > 3 ? most : 0;
  }
  const look = expected[name] ?? (name === "subscriber_relation" ? "relation" : null);
  if (!look || contents.looks[look] < 0.97) return 0;
  if (look === "hcpcs" && (contents.looks.zip > 0.9 || contents.looks.integer === 1)) return 0;
  if (look === "sex" && contents.distinct < 2) return 0;
  if (look === "relation" && (contents.looks.integer > 0.5 || contents.distinct < 2)) return 0;
  return most;
}

const tierWord =
  /^(fam(ily)?|ee|emp(loyee)?( only)?|ind(ividual)?|single|(ee|emp|employee) ?[-+&/] ?\w+|es|ec|esp|ech|spouse|child(ren)?|two[- ]?party|[e2-4])$/i;
const benefitWord = /^(med(ical)?|rx|pharmacy|drug|den(tal)?|vis(ion)?|life|hlt|health)$/i;

function shareOf({ values }: Contents, shape: RegExp): number {
  return values.length === 0 ? 0 : values.filter((text) => shape.test(text)).length / values.length;
}

/** Nothing but 1, or 1, 2, 3 and on: a position, and no place. */
function counted({ values, distinct }: Contents): boolean {
  const numbers = values.map((text) => (/^\d{1,2}$/.test(text) && !text.startsWith("0") ? Number(text) : Number.NaN));
  return numbers.includes(1) && numbers.every((number) => number >= 1 && number <= distinct);
}

export function diagnosisShare({ looks, values }: Contents): number {
  return values.length === 0 ? 0 : Math.max(looks.icd10, looks.icd9);
}

function amountFit(contents: Contents): number {
  if (!contents.amount) return 0;
  if (contents.amount === "whole") return 0.75;
  return 1.05;
}

function idFit(name: string, contents: Contents): number {
  if (name === "claim_id" && contents.distinct <= 1 && contents.values.length > 5) return 0.4;
  const longest = Math.max(...contents.values.map((text) => text.length));
  return longest < 3 && contents.distinct < contents.values.length / 2 ? 0.3 : 1;
}

function onlyDates({ dates, values }: Contents): boolean {
  return dates.length > 0 && !dates.includes("serial") && !dates.includes("YYYYMM") && values.length >= 3;
}

function withPoint({ values }: Contents): boolean {
  return values.filter((text) => /\.\d\d$/.test(text)).length > values.length * 0.8;
}

function wholeNumbers({ values }: Contents): boolean {
  return values.every((text) => /^[-+]?\d+([.]0*)?$/.test(text));
}
