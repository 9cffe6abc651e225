import type { CatalogueFamily } from "../api/types.ts";

/** The families with only the reports that hold every word typed, in title, question or family; empty ones left out. */
export function findReports(families: readonly CatalogueFamily[], text: string): CatalogueFamily[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...families];
  return families.flatMap((family) => {
    const reports = family.reports.filter(({ title, question }) => {
      const searched = `${title} ${question} ${family.title}`.toLowerCase();
      return words.every((word) => searched.includes(word));
    });
    return reports.length > 0 ? [{ ...family, reports }] : [];
  });
}
