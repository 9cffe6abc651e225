import type { CatalogueFamily } from "../api/types.ts";

/** Other words for what a report is about, by its id or its family's; each is looked for as it begins a word. */
const alsoCalled: Record<string, string> = {
  pharmacy: "rx prescription prescriptions medication medicine pbm",
  "watch-list": "glp glp-1 ozempic wegovy semaglutide tirzepatide mounjaro zepbound weight loss obesity rx",
  "watch-list-by-month": "glp glp-1 ozempic wegovy semaglutide tirzepatide mounjaro zepbound weight loss obesity rx",
  "pharmacy-net": "rebate rebates formulary",
  "why-it-changed": "trend increase driver drivers variance",
  "why-by-category": "trend increase driver drivers unit cost",
  "top-movers": "trend increase driver drivers",
  "cost-by-month": "trend pmpm monthly per member per month",
  "plan-summary": "pmpm pepm trend per member per month",
  "cost-by-category": "pmpm service type spend",
  "emergency-avoidability": "er ed emergency room avoidable",
  utilization: "er ed emergency room visits per 1000 per thousand ip op admits inpatient days",
  "utilization-by-month": "er ed emergency room per 1000 admits",
  "large-claims": "million catastrophic high cost claimants shock stoploss stop loss reinsurance hcc",
  equipment: "dme durable medical supplies cpap wheelchair",
  "equipment-suppliers": "dme durable medical supplier vendor",
  enrollment: "headcount census membership eligibility lives",
  conditions: "chronic disease diabetes diagnosis",
  "diagnosis-groups": "icd diagnosis disease",
  readmissions: "30 day readmission hospital quality",
  preventive: "screening screenings wellness hedis gaps",
  "preventive-gaps": "screening screenings wellness hedis",
  network: "oon inn out of network leakage steerage",
  "claim-lines": "detail claims list lines",
  "incurred-paid": "lag triangle ibnr completion run-out",
  "program-cost": "net cost fees admin aso budget",
};

/** The families with only the reports that hold every word typed, in title, question or family or as another word for it; empty ones left out. */
export function findReports(families: readonly CatalogueFamily[], text: string): CatalogueFamily[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...families];
  return families.flatMap((family) => {
    const reports = family.reports.filter(({ id, title, question }) => {
      const searched = `${title} ${question} ${family.title}`.toLowerCase();
      const also = ` ${alsoCalled[id] ?? ""} ${family.id === id ? "" : (alsoCalled[family.id] ?? "")}`;
      return words.every((word) => searched.includes(word) || also.includes(` ${word}`));
    });
    return reports.length > 0 ? [{ ...family, reports }] : [];
  });
}
