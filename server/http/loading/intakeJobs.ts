import { isPlanlensError, PlanlensError } from "../../errors.ts";
import type { Job } from "../../jobs/job.ts";
import type { Jobs } from "../../jobs/jobs.ts";
import { describeError, type Log } from "../log.ts";
import type { Acceptance, Around, DeskRequest, LoadDesk } from "./loadDesk.ts";

export interface LoadingContext {
  desk: LoadDesk;
  jobs: Jobs;
  log: Log;
}

interface By {
  actor: string;
  /** The session, which may see and stop the job. */
  owner: string;
}

/** The job that works for an intake now, or null. */
export function intakeJob(jobs: Jobs, id: string): { id: string; kind: "rehearsal" | "load" } | null {
  for (const { id: job, kind, subject, state } of jobs.list("everyone")) {
    if (state === "running" && subject === id && (kind === "rehearsal" || kind === "load")) return { id: job, kind };
  }
  return null;
}

/** Tries the files without changing anything; the result is kept with the intake. */
export function startRehearsal(context: LoadingContext, id: string, by: By): Job {
  const { desk } = context;
  const request = requestOf(desk, id, by.actor);
  return start(context, { kind: "rehearsal", subject: id, by }, async (around) => {
    try {
      await desk.intakes.keepRehearsal(id, await desk.rehearse(request, around));
    } catch (error) {
      await keepFailure(desk, id, "rehearsal", error);
      throw error;
    }
  });
}

/** Takes the files into the plan, builds and compares; the load's number is kept with the intake. */
export function startAcceptance(context: LoadingContext, id: string, acceptance: Acceptance, by: By): Job {
  const { desk } = context;
  const request = { ...requestOf(desk, id, by.actor), ...acceptance };
  return start(context, { kind: "load", subject: id, by }, async (around) => {
    try {
      const { number, digest, restatement } = await desk.takeIn(request, around);
      await desk.intakes.finish(id, { number, digest, restatement });
    } catch (error) {
      await keepFailure(desk, id, "load", error);
      throw error;
    }
  });
}

/** Withdraws a load or brings it back, and builds without or with it. */
export function startChange(context: LoadingContext, kind: "undo" | "reinstate", number: number, by: By): Job {
  return start(context, { kind, subject: String(number), by }, async (around) => {
    await context.desk[kind](number, by.actor, around);
  });
}

function start(
  { jobs, log }: LoadingContext,
  { kind, subject, by }: { kind: Job["kind"]; subject: string; by: By },
  work: (around: Around) => Promise<void>,
): Job {
  const changes = kind !== "rehearsal";
  const busy = jobs
    .list("everyone")
    .find((job) => job.state === "running" && (job.subject === subject || (changes && changing.includes(job.kind))));
  if (busy) {
    const text = `${saysOf[busy.kind] ?? "Something"} is running already; wait until it has ended, or stop it.`;
    throw new PlanlensError("busy", text, { detail: { job: busy.id } });
  }
  const { job, result } = jobs.start({ kind, subject, owner: by.owner }, work);
  result.catch((error: unknown) => {
    const ours = !isPlanlensError(error) || error.code === "internal";
    log({ level: ours ? "error" : "info", event: kind, job: job.id, error: describeError(error) });
  });
  return job;
}

const changing: Job["kind"][] = ["build", "load", "undo", "reinstate"];

const saysOf: Partial<Record<Job["kind"], string>> = {
  build: "A build",
  load: "A load",
  undo: "An undo",
  reinstate: "A reinstatement",
  rehearsal: "A dry run",
};

function requestOf(desk: LoadDesk, id: string, actor: string): DeskRequest {
  const { settings, mapping, outcome } = desk.intakes.get(id);
  if (outcome) {
    const text = `These files were accepted as load ${outcome.number}.`;
    throw new PlanlensError("already-loaded", text, { detail: { number: outcome.number } });
  }
  const folder = desk.intakes.folder(id);
  if (!folder) throw new PlanlensError("no-data", "No file has been sent yet; send the files first.");
  return { ...settings, mapping, paths: [folder], actor };
}

async function keepFailure(desk: LoadDesk, id: string, of: "rehearsal" | "load", error: unknown): Promise<void> {
  const known = isPlanlensError(error);
  if (known && error.code === "cancelled") return;
  const message = known ? error.message : "Something went wrong inside; the server's log says more.";
  await desk.intakes.change(id, { failure: { of, code: known ? error.code : "internal", message } });
}
