import type { Term } from "../../server/http/glossary.ts";
import type { CatalogueEntry, CatalogueFamily, Filters, LoadSummary, ReportMethod } from "../../server/openPlan.ts";
import type { Profile } from "../../server/reports/envelope.ts";

export type { CatalogueEntry, CatalogueFamily, Filters, LoadSummary, ReportMethod, Term };
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
