import type { Term } from "../../server/http/glossary.ts";
import type { Intake } from "../../server/http/loading/intakeSchema.ts";
import type { CheckRows, LoadChecks } from "../../server/http/loading/loadSchemas.ts";
import type { LayoutDocument } from "../../server/http/tables.ts";
import type { Restatement } from "../../server/intake/restatement.ts";
import type { Job } from "../../server/jobs/job.ts";
import type { Scorecard } from "../../server/load/checks/scorecard.ts";
import type { CatalogueEntry, CatalogueFamily, Filters, LoadSummary, ReportMethod } from "../../server/openPlan.ts";
import type { Profile } from "../../server/reports/envelope.ts";

export type {
  CatalogueEntry,
  CatalogueFamily,
  CheckRows,
  Filters,
  Intake,
  Job,
  LoadChecks,
  LoadSummary,
  ReportMethod,
  Restatement,
  Scorecard,
  Term,
};
export type Rehearsal = NonNullable<Intake["rehearsal"]>;
export type IntakeSettings = Intake["settings"];
export type Check = LoadChecks["checks"][number];
export type ControlFigure = LoadChecks["control"][number];
export type LoadProfile = NonNullable<LoadChecks["profile"]>;
export type UnmappedFile = Rehearsal["unmapped"][number];
export type TargetTable = LayoutDocument["tables"][number];
export type TargetColumn = TargetTable["columns"][number];
export type ListFilter = Filters["filters"][number];

/** `GET /api/session`. */
export interface Session {
  actor: string;
  /** The widest profile of who is signed in; `profile` in the address can only narrow it. */
  profile: Profile;
  planName: string;
}

/** `GET /api/health`; `digest` is null where nothing has been loaded. */
export interface Health {
  status: string;
  digest: string | null;
  version: string;
  loads: number;
}

/** `GET /api/norms`. */
export interface NormSummary {
  id: string;
  title: string;
  population: string;
  year: string | number;
  source: string;
}
