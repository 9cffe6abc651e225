import type { BuilderDesk } from "../../builder/builderDesk.ts";
import type { Restatement } from "../../intake/restatement.ts";
import type { Changed } from "../../intake/undoLoad.ts";
import type { Scorecard } from "../../load/checks/scorecard.ts";
import type { Mapping } from "../../load/mapping/mapping.ts";
import type { RejectsFile } from "../../load/rejectsCsv.ts";
import type { Progress } from "../../openPlan.ts";
import type { ReferenceDesk } from "../../reference/referenceDesk.ts";
import type { Rehearsal } from "./intakeSchema.ts";
import type { IntakeStore } from "./intakeStore.ts";
import type { CheckRows, LoadChecks } from "./loadSchemas.ts";
import type { IntakeSettings } from "./settingsSchema.ts";

export interface Around {
  signal: AbortSignal;
  onProgress: Progress;
}

export interface DeskRequest extends IntakeSettings {
  paths: string[];
  /** Null: what is known by itself, and what is not is proposed. */
  mapping: Mapping | null;
  actor: string;
}

export interface Acceptance {
  /** Take the load without the rows that were rejected, or once more. */
  force: boolean;
  /** Why a difference from the vendor's figures is accepted. */
  acceptDifference: string | null;
}

/** What loading over HTTP needs of a home; the logic is behind it. */
export interface LoadDesk {
  /** What people put together and keep. */
  builder: BuilderDesk;
  reference: ReferenceDesk;
  readonly intakes: IntakeStore;
  rehearse(request: DeskRequest, around: Around): Promise<Rehearsal>;
  takeIn(request: DeskRequest & Acceptance, around: Around): Promise<Changed & { number: number }>;
  undo(number: number, actor: string, around: Around): Promise<Changed>;
  reinstate(number: number, actor: string, around: Around): Promise<Changed>;
  checks(number: number): Promise<LoadChecks>;
  rows(number: number, check: string, table: string, limit: number): Promise<CheckRows>;
  /** The rejected rows of a load, a file for each header. */
  rejects(number: number): Promise<RejectsFile[]>;
  restatement(number: number): Promise<Restatement | null>;
  scorecard(): Promise<Scorecard>;
}
