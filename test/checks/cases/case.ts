import type { Row, Tables } from "../tinyLoad.ts";

/** One rule and the rows by which it is tried. */
export interface CheckCase {
  check: string;
  table: string;
  /** All of them are found. */
  bad: Row[];
  /** None of them is, with the others or alone. */
  good?: Row[];
  /** Other tables of the same load. */
  others?: Tables;
  /** An earlier load. */
  held?: Tables;
  /** Who sent this load, and who the earlier one. */
  vendors?: [string | null, string | null];
  /** What is counted, where it is not the bad rows. */
  found?: number;
  /** Part of the message. */
  says?: string;
}

export const claimTables = ["medical_claim", "pharmacy_claim"];
export const personTables = [...claimTables, "eligibility"];

/** The same rows for several tables. */
export function forEach(tables: string[], each: Omit<CheckCase, "table">): CheckCase[] {
  return tables.map((table) => ({ ...each, table }));
}

export function medical(check: string, bad: Row[], good: Row[] = []): CheckCase {
  return { check, table: "medical_claim", bad, good };
}

export function pharmacy(check: string, bad: Row[], good: Row[] = []): CheckCase {
  return { check, table: "pharmacy_claim", bad, good };
}

export function enrollment(check: string, bad: Row[], good: Row[] = []): CheckCase {
  return { check, table: "eligibility", bad, good };
}
