import type { QuestionContent } from "./builder/question.ts";
import type { ControlFigure, LoadMode } from "./intake/parts.ts";
import type { NormSet } from "./norms/normSet.ts";
import type { Envelope, Profile } from "./reports/envelope.ts";
import type { OwnParameter } from "./reports/ownParameter.ts";

/** What HTTP and the command line need of one plan's home; everything behind it holds the logic. */
export interface OpenPlan {
  readonly dir: string;
  readonly planName: string;
  /** Digest of the warehouse now being read, or null where nothing has been built. */
  digest(): string | null;
  /** Called after the warehouse has been switched. Returns the function that stops it. */
  onSwitch(listener: (digest: string) => void): () => void;
  catalogue(profile: Profile): CatalogueFamily[];
  /** How a report is made; of a saved question, the version asked for. */
  method(id: string, profile: Profile, version?: string): ReportMethod;
  report(id: string, params: Record<string, string>, options: ReportOptions): Promise<Envelope>;
  /** Answers a question that nobody has saved. */
  ask(question: QuestionContent, params: Record<string, string>, options: ReportOptions): Promise<Envelope>;
  /** What answers depend on besides the data: versions of what people saved. */
  stamp(): string;
  filters(profile: Profile, options?: { signal?: AbortSignal }): Promise<Filters>;
  loads(): Promise<LoadSummary[]>;
  /** Every set of norms that a report can be compared with. */
  norms(): Promise<NormSet[]>;
  /** Builds what the active loads call for (or those of `asOf`) and switches to it. */
  build(options?: { asOf?: number; signal?: AbortSignal; onProgress?: Progress }): Promise<{ digest: string }>;
  close(): Promise<void>;
}

export type Progress = (progress: { fraction: number | null; message: string }) => void;

export interface ReportOptions {
  /** The widest profile that the asker may have; `params.profile` may narrow it. */
  profile: Profile;
  signal?: AbortSignal;
  onProgress?: Progress;
}

export interface CatalogueFamily {
  id: string;
  title: string;
  reports: CatalogueEntry[];
}

export interface CatalogueEntry {
  id: string;
  title: string;
  question: string;
  family: string;
  parameters: string[];
  own: Record<string, OwnParameter>;
  defaults: Record<string, string>;
  companions: string[];
}

export interface ReportMethod {
  id: string;
  title: string;
  question: string;
  version: string;
  sql: string;
  columns: { name: string; label: string; definition: string }[];
  parameters: string[];
  footnotes: string[];
}

export interface Filters {
  period: {
    default: string;
    years: string[];
    fiscalYears: string[];
    quarters: string[];
    /** First and last month with data, `YYYY-MM`. */
    months: [string, string] | null;
  };
  filters: { name: string; label: string; values: { value: string; label: string }[] }[];
  profiles: { value: Profile; label: string }[];
  /** True where this profile reads fixed releases: closed periods and no free filters. */
  releaseOnly: boolean;
}

export interface LoadSummary {
  number: number;
  loadId: string;
  state: "active" | "withdrawn";
  acceptedAt: string;
  actor: string;
  layout: string;
  files: { name: string; table: string; size: number; rows: number; loaded: number; rejected: number }[];
  tables: Record<
    string,
    {
      rows: number;
      loaded: number;
      rejected: number;
      totals: Record<string, { sum: string; given: number; notGiven: number }>;
      firstDate: string | null;
      lastDate: string | null;
    }
  >;
  unread: { name: string; why: string }[];
  /** Null where nobody said who sent the files. */
  vendor: string | null;
  mode: LoadMode;
  /** The vendor's totals beside the load's; null where none were given. */
  control: { figures: ControlFigure[]; accepted: { reason: string; actor: string; at: string } | null } | null;
  /** How many checks found something, by severity; null for a load from before there were checks. */
  findings: { stop: number; reject: number; warn: number } | null;
  /** How many figures moved when it was loaded, undone or read anew last; null where that was not kept. */
  restated: number | null;
}
