import type { Intake } from "../api/types.ts";
import { canOpen, type StepId, steps } from "./steps.ts";

interface StepListProps {
  current: StepId;
  intake: Intake | undefined;
  onGo: (step: StepId) => void;
}

/** The steps in order; those that have something to show can be opened. */
export function StepList({ current, intake, onGo }: StepListProps) {
  return (
    <ol className="steps" aria-label="Steps">
      {steps.map(({ id, title }, place) => (
        <li key={id} data-current={id === current}>
          <button
            type="button"
            disabled={!canOpen(id, intake) || !!intake?.job}
            aria-current={id === current ? "step" : undefined}
            onClick={() => onGo(id)}
          >
            <span className="step-number">{place + 1}</span> {title}
          </button>
        </li>
      ))}
    </ol>
  );
}
