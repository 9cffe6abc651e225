import { type ErrorCode, isPlanlensError, PlanlensError } from "../errors.ts";
import type { Progress } from "../openPlan.ts";

export type JobState = "running" | "done" | "failed" | "cancelled";

export interface Job {
  readonly id: string;
  readonly kind: "report" | "build" | "rehearsal" | "load" | "undo" | "reinstate";
  /** The report's id, the intake's, or the load's number; or null. */
  readonly subject: string | null;
  readonly state: JobState;
  /** 0 to 1, or null where nobody can say. */
  readonly progress: number | null;
  readonly message: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly error: { code: ErrorCode; message: string } | null;
}

export type Work<T> = (context: { signal: AbortSignal; onProgress: Progress }) => Promise<T>;

export interface RunningJob<T> {
  readonly job: Job;
  cancel(): void;
  /** Rejects with `cancelled` at once when the job is stopped, whether or not the work has noticed yet. */
  readonly result: Promise<T>;
  /** Resolves when the work has really ended. */
  readonly over: Promise<void>;
}

/**
 * Starts `work` and keeps its record. A stopped job counts as running until its work has ended, so that the record
 * says what happened and not what was asked for. `signal` stops it from outside; its reason is kept if it is ours.
 */
export function runJob<T>(
  { id, kind, subject }: Pick<Job, "id" | "kind" | "subject">,
  work: Work<T>,
  { clock, onChange, signal }: { clock: () => Date; onChange: (job: Job) => void; signal?: AbortSignal },
): RunningJob<T> {
  const abort = new AbortController();
  const startedAt = clock().toISOString();
  let job: Job = {
    id,
    kind,
    subject,
    state: "running",
    progress: null,
    message: "",
    startedAt,
    endedAt: null,
    error: null,
  };
  const update = (change: Partial<Job>) => {
    job = { ...job, ...change };
    onChange(job);
  };

  const stopped = new Promise<never>((_, reject) => {
    abort.signal.addEventListener("abort", () => {
      update({ message: "Stopping" });
      reject(cancellation(abort.signal));
    });
  });
  const onProgress: Progress = ({ fraction, message }) => {
    if (job.state === "running" && !abort.signal.aborted) update({ progress: fraction, message });
  };
  const working = Promise.resolve().then(() => {
    if (abort.signal.aborted) throw cancellation(abort.signal);
    return work({ signal: abort.signal, onProgress });
  });

  const stop = () => abort.abort(signal?.reason);
  if (signal?.aborted) stop();
  else signal?.addEventListener("abort", stop, { once: true });

  const end = (change: Partial<Job>) => {
    signal?.removeEventListener("abort", stop);
    update({ ...change, endedAt: clock().toISOString() });
  };
  const over = working.then(
    () => end({ state: "done", progress: 1, message: "" }),
    (error: unknown) => end(ending(error, abort.signal)),
  );
  const result = Promise.race([stopped, working]);
  result.catch(() => {});
  return {
    get job() {
      return job;
    },
    cancel: () => abort.abort(),
    result,
    over,
  };
}

function cancellation(signal: AbortSignal): PlanlensError {
  const reason: unknown = signal.reason;
  return isPlanlensError(reason) ? reason : new PlanlensError("cancelled", "This was stopped before it was done.");
}

function ending(error: unknown, signal: AbortSignal): Partial<Job> {
  if (signal.aborted) return { state: "cancelled", message: cancellation(signal).message };
  const known = isPlanlensError(error);
  if (known && error.code === "cancelled") return { state: "cancelled", message: error.message };
  const message = known ? error.message : "Something went wrong inside; the server's log says more.";
  return { state: "failed", message, error: { code: known ? error.code : "internal", message } };
}
