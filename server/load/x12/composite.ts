import type { Segment } from "./segments.ts";

/** An element of a segment, empty where it is not given. */
export function at(segment: Segment, place: number): string {
  return (segment.elements[place] ?? "").trim();
}

/**
 * The values in one element. Some senders part them by another sign than the one that the envelope gives; a code
 * qualifier of two or three letters before a sign tells.
 */
export function parts(segment: Segment, place: number): string[] {
  const text = at(segment, place);
  const other = text.includes(segment.component) ? null : /^[A-Z0-9]{2,3}([>:|^\\])/.exec(text)?.[1];
  return text.split(other ?? segment.component).map((part) => part.trim());
}

const eightDigits = /^\d{8}/;

/** `20250131` as `2025-01-31`; anything else as it stands. */
export function day(text: string): string {
  return eightDigits.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` : text;
}

/** True for a day that the calendar has. */
export function isDay(text: string): boolean {
  const found = day(text);
  const time = Date.parse(`${found}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(found);
}

/** First and last day of a DTP segment, whose format may be one day, a range or a moment. */
export function days(segment: Segment): [string, string] {
  const [first = "", last] = at(segment, 3).split("-");
  return [day(first), day(last || first)];
}
