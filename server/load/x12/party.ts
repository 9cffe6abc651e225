import { at } from "./composite.ts";
import type { Segment } from "./segments.ts";

export interface Party {
  name: string;
  first: string;
  number: string;
  npi: string;
  tin: string;
}

/** Whom an NM1 segment names. */
export function partyOf(segment: Segment): Omit<Party, "tin"> {
  const [qualifier, number] = [at(segment, 8), at(segment, 9)];
  const npi = qualifier === "XX" && /^\d{10}$/.test(number) ? number : "";
  return { name: at(segment, 3), first: at(segment, 4), number, npi };
}
