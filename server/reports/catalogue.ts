import { PlanlensError } from "../errors.ts";
import type { CatalogueFamily } from "../openPlan.ts";
import { productPaths } from "../root.ts";
import { readSqlFolder } from "../warehouse/sqlFile.ts";
import { eachFile } from "./eachFile.ts";
import type { Profile } from "./envelope.ts";
import { shareSql } from "./sharedSql.ts";
import { type Report, readReport } from "./spec.ts";

const families: [id: string, title: string][] = [
  ["overview", "Overview"],
  ["drivers", "Why it changed"],
  ["enrollment", "Enrollment"],
  ["utilization", "Utilization"],
  ["services", "Services and equipment"],
  ["pharmacy", "Pharmacy"],
  ["large-claims", "Large claims"],
  ["conditions", "Conditions"],
  ["quality", "Quality"],
  ["providers", "Providers and network"],
  ["alerts", "Alerts"],
  ["projection", "Projection"],
  ["ours", "Our reports"],
  ["data", "Data"],
];

/** Every report there is: one file of `queries/reports` each, and nothing else to edit. */
export class Catalogue {
  readonly reports: ReadonlyMap<string, Report>;

  constructor(reports: Report[]) {
    const byId = new Map<string, Report>();
    for (const report of reports) {
      const twin = byId.get(report.id);
      if (twin) {
        throw new PlanlensError(
          "bad-query",
          `queries/${twin.file.path} and queries/${report.file.path} have the same name.`,
        );
      }
      byId.set(report.id, report);
    }
    this.reports = byId;
  }

  /** @throws PlanlensError `not-found` that lists what there is. */
  get(id: string, profile: Profile): Report {
    const report = this.reports.get(id);
    if (report && visible(report, profile)) return report;
    const known = [...this.reports.values()].filter((each) => visible(each, profile)).map((each) => each.id);
    throw new PlanlensError(
      "not-found",
      `There is no report "${id.slice(0, 80)}". Reports: ${known.sort().join(", ")}.`,
    );
  }

  /** Families in reading order, each with the reports that the profile may see. */
  families(profile: Profile): CatalogueFamily[] {
    const reports = [...this.reports.values()].filter((report) => visible(report, profile));
    const known = new Map(families);
    const ids = [
      ...families.map(([id]) => id),
      ...reports
        .map((r) => r.spec.family)
        .filter((id) => !known.has(id))
        .sort(),
    ];
    return [...new Set(ids)]
      .map((id) => ({
        id,
        title: known.get(id) ?? `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll("-", " ")}`,
        reports: reports
          .filter((report) => report.spec.family === id)
          .sort((a, b) => a.spec.order - b.spec.order || (a.id < b.id ? -1 : 1))
          .map(({ id: report, spec }) => ({
            id: report,
            title: spec.title,
            question: spec.question,
            family: spec.family,
            parameters: spec.parameters,
            own: spec.own,
            defaults: spec.defaults,
            companions: spec.companions.filter((each) => {
              const companion = this.reports.get(each);
              return companion !== undefined && visible(companion, profile);
            }),
          })),
      }))
      .filter((family) => family.reports.length > 0);
  }
}

/** @throws PlanlensError `bad-query` where a file cannot be read as a report. */
export function readCatalogue(queries = productPaths.queries): Catalogue {
  return new Catalogue(shareSql(readSqlFolder(queries, "reports").flatMap(eachFile)).map(readReport));
}

/** A report that does not say how many people stand behind its cells is for plan administration alone. */
function visible(report: Report, profile: Profile): boolean {
  return profile === "plan-administration" || report.spec.people !== undefined;
}
