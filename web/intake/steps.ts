import type { Intake } from "../api/types.ts";

export const steps = [
  { id: "files", title: "Files" },
  { id: "columns", title: "Columns" },
  { id: "check", title: "Dry run" },
  { id: "accept", title: "Accept" },
] as const;

export type StepId = (typeof steps)[number]["id"];

/** Where an intake stands: the furthest step that has something to show. */
export function currentStep(intake: Intake | undefined): StepId {
  if (!intake?.rehearsal) return "files";
  if (intake.failure?.of === "load") return "accept";
  return intake.rehearsal.unmapped.length > 0 ? "columns" : "check";
}

/** Whether a step can be opened yet. */
export function canOpen(step: StepId, intake: Intake | undefined): boolean {
  if (step === "files") return true;
  if (!intake?.rehearsal) return false;
  return step !== "accept" || Object.keys(intake.rehearsal.manifest.tables).length > 0;
}

/** The step that the address asks for, or where the intake stands. */
export function openStep(asked: string | undefined, intake: Intake | undefined): StepId {
  const step = steps.find(({ id }) => id === asked)?.id;
  return step && canOpen(step, intake) ? step : currentStep(intake);
}
