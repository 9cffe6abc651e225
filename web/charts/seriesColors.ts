import type { Palette } from "./palette.ts";

/** Each measure and category has one colour in all reports, whatever else is drawn beside it: a number of the palette. */
const fixed: Record<string, number> = {
  paid: 1,
  allowed: 2,
  member_cost: 3,
  charge: 8,
  share_of_paid: 1,
  share_of_members: 8,
  incurred: 1,
  as_it_stands: 1,
  as_reported: 8,
  after_rebates: 1,
  rebates: 6,
  admissions: 1,
  emergency_visits: 3,
  emergency_visits_all: 3,
  office_visits: 5,
  scripts: 4,
  medical: 1,
  pharmacy: 4,
  dental: 7,
  vision: 3,
  "inpatient hospital": 1,
  "outpatient surgery": 2,
  "emergency department": 3,
  "prescription drugs": 4,
  "office visits": 5,
  imaging: 6,
  "mental health and substance use": 7,
  "drugs under the medical benefit": 6,
  "maternity and newborn": 3,
  laboratory: 2,
  "no enrollment found": 8,
  "other medical services": 8,
  "not given": 8,
  "(none)": 8,
  other: 8,
  female: 4,
  male: 2,
  generic: 5,
  brand: 4,
  specialty: 7,
  price: 4,
  use: 2,
  mix: 6,
};

/**
 * The colours of series by their names. A name not listed above has the colour that its letters come to; where two in
 * one chart come to the same, the later in the alphabet moves on to the next that is free.
 */
export function seriesColors(series: readonly string[], palette: Palette): string[] {
  const count = palette.categories.length;
  const chosen = new Map<string, number>();
  const taken = new Set<number>();
  const names = [...new Set(series)].sort((a, b) => Number(isFixed(b)) - Number(isFixed(a)) || (a < b ? -1 : 1));
  for (const name of names) {
    let number = preferred(name, count);
    for (let tries = 0; taken.has(number) && tries < count; tries++) number = (number % count) + 1;
    taken.add(number);
    chosen.set(name, number);
  }
  return series.map((name) => palette.categories[(chosen.get(name) ?? 1) - 1] ?? palette.ink);
}

function preferred(name: string, count: number): number {
  return fixed[plain(name)] ?? (hash(plain(name)) % (count - 1)) + 1;
}

function isFixed(name: string): boolean {
  return fixed[plain(name)] !== undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/_(pmpm|pepm|total|amount|month|per_1000)$/, "");
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
