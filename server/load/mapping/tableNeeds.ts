import type { LayoutTable } from "../layout.ts";

/** What a person can say that a vendor's file does not have. */
export const withouts = ["persons", "dollars", "dates"] as const;
export type Without = (typeof withouts)[number];

const claims = ["medical_claim", "pharmacy_claim"];
const persons = ["person_id", "member_id", "subscriber_id"];
const noEvent = ["birth_date", "death_date", "file_date"];

/**
 * Groups of columns, of each of which a mapping has to give at least one. Claims without any person, dollars or date
 * are figures that nobody sees to be wrong, so that a person has to say that there are none.
 */
export function tableNeeds(table: LayoutTable, without: Without[] = []): string[][] {
  const isClaims = claims.includes(table.name);
  const kinds = new Map(table.columns.map(({ name, kind }) => [name, kind]));
  const dates = table.columns.filter(({ name, kind }) => kind === "date" && !noEvent.includes(name));
  const required = table.required.map((name) => [name]);
  if (!isClaims) return [...required, ...table.oneOf];
  const dollars = table.oneOf.filter((group) => group.every((name) => kinds.get(name) === "amount"));
  return [
    ...required,
    ...(without.includes("dollars") ? [] : dollars),
    ...(without.includes("persons") ? [] : [persons.filter((name) => kinds.has(name))]),
    ...(without.includes("dates") ? [] : [dates.map(({ name }) => name)]),
  ];
}

/** The groups of which nothing is given, in words. */
export function unmetNeeds(table: LayoutTable, given: Set<string>, without?: Without[]): string[] {
  const unmet = tableNeeds(table, without).filter((group) => !group.some((name) => given.has(name)));
  return [...new Set(unmet.map((group) => group.slice(0, 4).join(" or ")))];
}
