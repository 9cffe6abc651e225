import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../api/request.ts";
import type { Job, LoadSummary } from "../api/types.ts";
import { useJob } from "../api/useJob.ts";
import { Confirm } from "../components/Confirm.tsx";
import { JobProgress } from "../components/JobProgress.tsx";

/** Takes a load back, or brings it back: asked first, watched, and never final. */
export function UndoLoad({ load: { number, state } }: { load: LoadSummary }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [running, setRunning] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const active = state === "active";
  const job = useJob(running, (ended) => {
    setRunning(null);
    setSaid(ended.state === "done" ? null : ended.message || ended.error?.message || null);
    void client.invalidateQueries({ queryKey: ["loads"] });
    void client.invalidateQueries({ queryKey: ["health"] });
    void client.invalidateQueries({ queryKey: ["scorecard"] });
  });
  const start = async (what: "undo" | "reinstate") => {
    setAsking(false);
    setSaid(null);
    try {
      setRunning((await request<Job>(`/api/loads/${number}/${what}`, { method: "POST" })).id);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : "It could not be done.");
    }
  };
  if (running) {
    const doing = active ? `Taking load ${number} back` : `Bringing load ${number} back`;
    return <JobProgress id={running} job={job} doing={doing} note="Reports can be read meanwhile." />;
  }
  return (
    <>
      {active ? null : (
        <p className="stale-note">Load {number} is withdrawn: the reports are made without it. Its rows are kept.</p>
      )}
      <div className="step-actions first">
        {active ? (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Undo this load
          </button>
        ) : (
          <button type="button" className="button" data-primary onClick={() => setAsking(true)}>
            Bring it back
          </button>
        )}
      </div>
      {said ? (
        <p className="refusal" role="alert">
          {said}
        </p>
      ) : null}
      {asking ? (
        <Confirm
          title={active ? `Undo load ${number}?` : `Bring load ${number} back?`}
          action={active ? `Undo load ${number}` : `Bring load ${number} back`}
          onConfirm={() => void start(active ? "undo" : "reinstate")}
          onClose={() => setAsking(false)}
        >
          <p>
            {active
              ? "The reports are built again without it, and what it had replaced comes back. Nothing is deleted: it can be brought back from here at any time."
              : "The reports are built again with it, as it was accepted then. Where another load has brought the same files meanwhile, it stays withdrawn and you are told which."}
          </p>
        </Confirm>
      ) : null}
    </>
  );
}
