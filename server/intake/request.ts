import type { Progress } from "../openPlan.ts";
import type { ControlInput, LoadMode, Mapping } from "./parts.ts";

/** What somebody asks to have loaded, in the same words on the command line and on the page. */
export interface IntakeRequest {
  /** Files or folders as the person named them. */
  paths: string[];
  /** Name of a layout to insist on. */
  layout?: string;
  /** A mapping to read by; "proposed" takes what the product proposes, as it stands. */
  mapping?: Mapping | "proposed";
  /** Who sent the files, where the mapping does not say. */
  vendor?: string;
  /** What becomes of earlier loads of the same vendor and table; append where it is absent. */
  mode?: LoadMode;
  /** The vendor's own totals, besides those found beside or in the files. */
  control?: ControlInput;
  /** Leave rejected rows out and take the rest; take files that were loaded before. */
  force: boolean;
  /** Why a difference from the vendor's totals is taken as it is. */
  acceptDifference?: string;
  actor: string;
}

/** What a load is given of the outside world. */
export interface IntakeSurroundings {
  now: () => Date;
  signal?: AbortSignal;
  /** The fraction is over the whole piece of work. */
  onProgress?: Progress;
}
