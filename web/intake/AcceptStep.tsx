import { useId, useState } from "react";
import type { Intake, IntakeSettings, Rehearsal } from "../api/types.ts";
import { useKept } from "../components/useKept.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { GivesWay } from "./GivesWay.tsx";
import { ModeForm } from "./ModeForm.tsx";
import { StaleNote } from "./StaleNote.tsx";
import { StopItem } from "./StopItem.tsx";
import type { StepId } from "./steps.ts";
import type { IntakeHandle } from "./useIntake.ts";

interface AcceptStepProps {
  handle: IntakeHandle;
  intake: Intake;
  onGo: (step: StepId) => void;
}

/** How the load stands to earlier ones, what is taken knowingly, and the button that takes it. */
export function AcceptStep({ handle, intake, onGo }: AcceptStepProps) {
  const { rehearsal, settings } = intake;
  const [undecided, setUndecided] = useState(false);
  const [force, setForce] = useState(false);
  const [reason, setReason] = useKept(`reason ${intake.id}`, "");
  const reasonId = useId();
  if (!rehearsal) return null;
  const { stops } = rehearsal;
  const wantsReason = ({ code, canAccept }: (typeof stops)[number]) =>
    canAccept && (code === "control-difference" || code === "failed-checks");
  const differences = stops.filter(wantsReason);
  const forceable = stops.filter((stop) => stop.canAccept && !wantsReason(stop));
  const blocked = stops.filter(({ canAccept }) => !canAccept);
  const ready =
    blocked.length === 0 &&
    !intake.stale &&
    !undecided &&
    (forceable.length === 0 || force) &&
    (differences.length === 0 || reason.trim().length >= 3);
  const setMode = (mode: IntakeSettings["mode"]) => void handle.rehearse({ ...settings, mode });
  return (
    <>
      <h2 className="answer dry-answer">{takenIn(rehearsal)}</h2>
      <StaleNote intake={intake} handle={handle} />
      <ModeForm
        mode={settings.mode}
        rehearsal={rehearsal}
        vendor={settings.vendor ?? rehearsal.manifest.vendor}
        busy={handle.busy}
        onSet={setMode}
        onUndecided={setUndecided}
      />
      {undecided ? null : <GivesWay mode={settings.mode} rehearsal={rehearsal} />}
      {blocked.length > 0 ? (
        <section className="stops" aria-label="What stands in the way">
          <h2>This stands in the way</h2>
          <ul>
            {blocked.map((stop) => (
              <StopItem key={`${stop.code} ${stop.what}`} stop={stop} />
            ))}
          </ul>
        </section>
      ) : null}
      {forceable.length > 0 ? (
        <section className="part">
          <h2>To be taken knowingly</h2>
          <ul className="stop-list">
            {forceable.map((stop) => (
              <StopItem key={`${stop.code} ${stop.what}`} stop={stop} />
            ))}
          </ul>
          <p className="check-field">
            <label>
              <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} />
              Accept it all the same
            </label>
          </p>
        </section>
      ) : null}
      {differences.length > 0 ? (
        <section className="part">
          <h2>To be accepted with a reason</h2>
          <ul className="stop-list">
            {differences.map((stop) => (
              <StopItem key={`${stop.code} ${stop.what}`} stop={stop} />
            ))}
          </ul>
          <p className="field">
            <label htmlFor={reasonId}>Why it is accepted all the same</label>
            <textarea
              id={reasonId}
              className="text-input"
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <span className="soft">The reason is kept with the load, with your name and the date.</span>
          </p>
        </section>
      ) : null}
      {intake.failure?.of === "load" && !intake.job ? (
        <section className="failure" role="alert">
          <h2>It was not accepted</h2>
          <p>{intake.failure.message}</p>
        </section>
      ) : null}
      <div className="step-actions">
        <button
          type="button"
          className="button"
          data-primary
          disabled={handle.busy || !ready}
          onClick={() => void handle.accept({ force, acceptDifference: differences.length > 0 ? reason.trim() : null })}
        >
          Accept and build
        </button>
        {undecided ? <span className="soft">Check the other way first, or choose the former one again.</span> : null}
        <button type="button" className="button" disabled={handle.busy} onClick={() => onGo("check")}>
          Back to the dry run
        </button>
      </div>
    </>
  );
}

function takenIn({ manifest }: Rehearsal): string {
  const tables = Object.values(manifest.tables);
  const rows = tables.reduce((sum, { loaded }) => sum + loaded, 0);
  const rejected = tables.reduce((sum, table) => sum + table.rejected, 0);
  const without = rejected > 0 ? `; ${counted(rejected, "rejected row")} kept aside with the reason` : "";
  return `${formatDecimal(rows, 0)} rows from ${counted(manifest.files.length, "file")} are ready to be taken in${without}.`;
}
