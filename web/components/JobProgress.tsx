import { useState } from "react";
import { request } from "../api/request.ts";
import type { Job } from "../api/types.ts";

interface JobProgressProps {
  id: string;
  job: Job | null;
  /** What it does, in a word or two, until it says so itself. */
  doing: string;
  /** Said where stopping has a consequence to know of. */
  note?: string;
}

/** How far a job has come, and the way to stop it. */
export function JobProgress({ id, job, doing, note }: JobProgressProps) {
  const [stopping, setStopping] = useState(false);
  const share = job?.progress ?? null;
  const stop = async () => {
    setStopping(true);
    await request<Job>(`/api/jobs/${id}`, { method: "DELETE" }).catch(() => setStopping(false));
  };
  return (
    <section className="job" aria-label={doing}>
      <p>
        <span role="status">{stopping ? "Stopping…" : job?.message || `${doing}…`}</span>
        <span className="job-share" aria-hidden="true">
          {share === null ? "" : `${Math.floor(share * 100)}%`}
        </span>
      </p>
      <progress {...(share === null ? {} : { value: share })} max={1} aria-label={doing} />
      <p className="job-foot">
        <button type="button" className="button" onClick={() => void stop()} disabled={stopping}>
          Cancel
        </button>
        {note ? <span className="soft">{note}</span> : null}
      </p>
    </section>
  );
}
