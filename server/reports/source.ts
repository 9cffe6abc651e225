import type { DataSpan } from "./dataSpan.ts";

/** What must have been loaded for a figure to be one; `claims` are of either benefit. */
export const sources = ["claims", "medical", "pharmacy", "enrollment"] as const;

export type Source = (typeof sources)[number];

export function isLoaded(source: Source, { medicalGiven, pharmacyGiven, firstMemberMonth }: DataSpan): boolean {
  switch (source) {
    case "claims":
      return medicalGiven || pharmacyGiven;
    case "medical":
      return medicalGiven;
    case "pharmacy":
      return pharmacyGiven;
    case "enrollment":
      return firstMemberMonth !== null;
  }
}

/** What a report says of itself where its source was not loaded. */
export const missingWords: Record<Source, string> = {
  claims: "No claims are loaded, so there is no figure to show here.",
  medical: "No medical claims are loaded, so there is no figure to show here.",
  pharmacy: "No pharmacy claims are loaded, so there is no figure to show here.",
  enrollment: "No enrollment is loaded, so there is no figure to show here.",
};
