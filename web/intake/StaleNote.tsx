import type { Intake } from "../api/types.ts";
import type { IntakeHandle } from "./useIntake.ts";

/** Says that what is shown is of files or settings as they were, and reads them again. */
export function StaleNote({ intake, handle }: { intake: Intake; handle: IntakeHandle }) {
  if (!intake.stale) return null;
  return (
    <p className="stale-note">
      The files or what was said of them have changed since they were read.{" "}
      <button
        type="button"
        className="link-button"
        disabled={handle.busy}
        onClick={() => void handle.rehearse(intake.settings)}
      >
        Read them again
      </button>
    </p>
  );
}
