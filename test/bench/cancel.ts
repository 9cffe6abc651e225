import { randomUUID } from "node:crypto";
import { median } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";

/** Stops a slow report in both ways: by its job, and by going away; then looks how soon the engine rests. */
export async function cancel(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const slow = plan.reports.find((report) => report.id === "cost-by-service");
  if (!slow) return [];
  const path = reportPath(slow, { period: plan.allMonths, compare: "prior-year", profile: "sponsor-summary" });
  const byJob = await attempts(plan.rounds, (after) => stopByJob(server, path, after));
  const byLeaving = await attempts(plan.rounds, (after) => stopByLeaving(server, path, after));
  const note = (taken: number) =>
    taken < plan.rounds ? `${taken} of ${plan.rounds} were still running when stopped` : "";
  const row = (what: string, measured: number | null, budget: number, taken: number): Measured => ({
    part: "cancel",
    what,
    unit: "ms",
    measured,
    budget,
    note:
      measured === null ? "the report was done before it could be stopped, or the system does not tell" : note(taken),
  });
  return [
    row("Stopped by its job: the caller is answered", medianOf(byJob, "answered"), 100, byJob.length),
    row("Stopped by its job: the engine is free", medianOf(byJob, "free"), 1000, byJob.length),
    row("The caller goes away: the engine is free", medianOf(byLeaving, "free"), 1000, byLeaving.length),
  ];
}

interface Stopped {
  answered: number;
  /** Null where the system does not tell what a process uses. */
  free: number | null;
}

/** What stopping took each time; reports that were done before are left out. */
async function attempts(rounds: number, stop: (after: number) => Promise<Stopped | null>): Promise<Stopped[]> {
  const found: Stopped[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const taken = await stop(5 + ((round * 37) % 60));
    if (taken) found.push(taken);
  }
  return found;
}

function medianOf(stopped: Stopped[], what: keyof Stopped): number | null {
  const known = stopped.map((each) => each[what]).filter((each) => each !== null);
  return known.length === 0 ? null : median(known);
}

async function stopByJob(server: BenchServer, path: string, after: number): Promise<Stopped | null> {
  const id = randomUUID();
  let answeredAt = 0;
  const asked = server.request(path, { headers: { "x-request-id": id } }).then(async (response) => {
    await response.arrayBuffer();
    answeredAt = performance.now();
    return response.status;
  });
  await new Promise((done) => setTimeout(done, after));
  const start = performance.now();
  const stopping = server.request(`/api/jobs/${id}`, { method: "DELETE", headers: { origin: server.origin } });
  const status = await asked;
  if (status !== 409) {
    await (await stopping).arrayBuffer();
    return null;
  }
  const free = await freeAfter(server, start);
  await (await stopping).arrayBuffer();
  return { answered: Math.max(0, answeredAt - start), free };
}

async function stopByLeaving(server: BenchServer, path: string, after: number): Promise<Stopped | null> {
  const id = randomUUID();
  const leave = new AbortController();
  const asked = server.request(path, { headers: { "x-request-id": id }, signal: leave.signal }).then(
    async (response) => (await response.arrayBuffer()).byteLength > 0,
    () => false,
  );
  await new Promise((done) => setTimeout(done, after));
  const start = performance.now();
  leave.abort();
  if (await asked) return null;
  return { answered: 0, free: await freeAfter(server, start) };
}

/** The engine is free when the server's process uses no more of the processors. */
async function freeAfter(server: BenchServer, start: number): Promise<number | null> {
  let busyUntil = start;
  let before = server.cpuMs() ?? -1;
  if (before < 0) return null;
  while (performance.now() - busyUntil < 100) {
    await new Promise((done) => setTimeout(done, 10));
    const now: number = server.cpuMs() ?? before;
    if (now > before) busyUntil = performance.now();
    before = now;
  }
  return busyUntil - start;
}
