import type { Manifest, UnreadFile } from "../load/manifest.ts";
import type { RejectKind } from "../load/rejects.ts";
import type { CheckResult, ControlFigure, LoadProfile, Overlap, RepeatedAmount, Unmapped } from "./parts.ts";

/** What a load would take, what is to be seen in it, and what stands in its way. */
export interface Rehearsal {
  manifest: Manifest;
  unread: UnreadFile[];
  /** Files that nothing recognizes, each with the mapping that is proposed for it. */
  unmapped: Unmapped[];
  /** What is wrong with the rows that cannot be taken. */
  rejects: RejectKind[];
  checks: CheckResult[];
  control: ControlFigure[];
  profile: LoadProfile;
  overlap: Overlap[];
  repeatedAmounts: RepeatedAmount[];
  /** Rows of earlier loads that this one takes the place of, by its mode. */
  replaced: ReplacedRows[];
  /** Empty where the load can be accepted as it is. */
  stops: Stop[];
}

export interface ReplacedRows {
  load: number;
  table: string;
  rows: number;
  /** What the plan paid for them; null where the table does not say it. */
  amount: string | null;
}

/** Why the load is not accepted, and what to do. */
export interface Stop {
  code: StopCode;
  what: string;
  /** In the words of the command line. */
  remedy: string;
  /** The same without its options, for who sits before the page. */
  onPage: string;
  /** Whether the person may accept the load all the same: by force, or with a reason for a difference. */
  canAccept: boolean;
}

/** `not-recognized`: a file that was named, or all of them. `nothing-left`: every row is rejected. `outside-period`: rows that do not belong to the period that is replaced. */
export type StopCode =
  | "not-recognized"
  | "nothing-left"
  | "already-loaded"
  | "rejected-rows"
  | "control-difference"
  | "failed-checks"
  | "outside-period";
