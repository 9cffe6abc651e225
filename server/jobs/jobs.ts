import { randomUUID } from "node:crypto";
import { PlanlensError } from "../errors.ts";
import { type Job, type RunningJob, runJob, type Work } from "./job.ts";

export interface StartOptions {
  kind: Job["kind"];
  id?: string;
  subject?: string | null;
  /** Who may see and stop it besides plan administration: a session's id. */
  owner?: string;
  signal?: AbortSignal;
}

/** Whose jobs are meant: an owner's own, or everyone's. */
export type Viewer = { owner: string } | "everyone";

export interface Jobs {
  /** Throws `busy` where `id` names a job that is still running. */
  start<T>(options: StartOptions, work: Work<T>): { job: Job; result: Promise<T> };
  /** Running and recent jobs, newest first. */
  list(viewer: Viewer): Job[];
  find(id: string, viewer: Viewer): Job | null;
  /** Asks the work to stop. Returns false where nothing that the viewer may stop runs under that id. */
  cancel(id: string, viewer: Viewer): boolean;
  /** Calls `listener` with the job as it is and at every change. Returns the function that stops it. */
  watch(id: string, listener: (job: Job) => void): () => void;
  /** Resolves with true once the job satisfies `test`, with false after `within` milliseconds. */
  until(id: string, within: number, test: (job: Job) => boolean): Promise<boolean>;
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

/** A registry of what runs and of the last `keep` jobs that ended. */
export function createJobs({ clock = () => new Date(), keep = 200 }: { clock?: () => Date; keep?: number } = {}): Jobs {
  const entries = new Map<string, { running: RunningJob<unknown>; owner: string | undefined }>();
  const watchers = new Map<string, Set<(job: Job) => void>>();

  const tell = (job: Job) => {
    for (const listener of [...(watchers.get(job.id) ?? [])]) listener(job);
  };

  const visible = (id: string, viewer: Viewer): RunningJob<unknown> | null => {
    const entry = entries.get(id);
    if (!entry) return null;
    return viewer === "everyone" || entry.owner === viewer.owner ? entry.running : null;
  };

  const forgetOldest = () => {
    for (const [id, { running }] of entries) {
      if (entries.size <= keep) return;
      if (running.job.state !== "running") entries.delete(id);
    }
  };

  const watch: Jobs["watch"] = (id, listener) => {
    const listeners = watchers.get(id) ?? new Set();
    watchers.set(id, listeners.add(listener));
    const entry = entries.get(id);
    if (entry) listener(entry.running.job);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && watchers.get(id) === listeners) watchers.delete(id);
    };
  };

  return {
    start({ id = randomUUID(), kind, subject = null, owner, signal }, work) {
      if (entries.get(id)?.running.job.state === "running") {
        throw new PlanlensError("busy", `A job with the id ${id} is still running; ask under another id.`, {
          detail: { job: id },
        });
      }
      const running = runJob({ id, kind, subject }, work, { clock, onChange: tell, signal });
      entries.delete(id);
      entries.set(id, { running, owner });
      forgetOldest();
      tell(running.job);
      return { job: running.job, result: running.result };
    },
    list: (viewer) => [...entries.keys()].flatMap((id) => visible(id, viewer)?.job ?? []).reverse(),
    find: (id, viewer) => visible(id, viewer)?.job ?? null,
    cancel(id, viewer) {
      const running = visible(id, viewer);
      if (running?.job.state !== "running") return false;
      running.cancel();
      return true;
    },
    watch,
    until: (id, within, test) =>
      new Promise((resolve) => {
        let stop = () => {};
        const finish = (reached: boolean) => {
          clearTimeout(timer);
          stop();
          resolve(reached);
        };
        const timer = setTimeout(() => finish(false), within);
        let reached = false;
        stop = watch(id, (job) => {
          if (reached || !test(job)) return;
          reached = true;
          finish(true);
        });
        if (reached) stop();
      }),
    async close() {
      const running = [...entries.values()].map((entry) => entry.running).filter(({ job }) => job.state === "running");
      for (const job of running) job.cancel();
      await Promise.all(running.map((job) => job.over));
    },
  };
}
