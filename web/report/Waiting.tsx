import { useEffect, useState } from "react";
import { useJobProgress } from "../api/useJobProgress.ts";

interface WaitingProps {
  /** The job that the server runs for this, once there is one. */
  runningId: () => string | null;
  cancel: () => Promise<void>;
}

/** Milliseconds before a wait is worth a word. */
const patience = 400;

/** How far a report has come, and the way to stop it. Says nothing about what is there at once. */
export function Waiting({ runningId, cancel }: WaitingProps) {
  const [id, setId] = useState<string | null>();
  useEffect(() => {
    const timer = setTimeout(() => setId(runningId()), patience);
    return () => clearTimeout(timer);
  }, [runningId]);
  const progress = useJobProgress(id ?? null);
  if (id === undefined) return null;
  const share = progress?.progress ?? null;
  return (
    <div className="waiting">
      <span role="status">{progress?.message || "Working it out…"}</span>
      <progress {...(share === null ? {} : { value: share })} max={1} aria-label="Progress" />
      <button type="button" className="button" onClick={() => void cancel()}>
        Cancel
      </button>
    </div>
  );
}
