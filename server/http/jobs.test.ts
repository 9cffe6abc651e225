import { describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

const id = "0a1b2c3d-0000-4000-8000-0123456789ab";
const summary = "/api/reports/plan-summary";

/** An app whose reports say that they are half done and then wait until they are let go or stopped. */
function createWaitingApp() {
  const context = createTestApp({ heartbeat: 20 });
  let release = () => {};
  let stopped = false;
  context.plan.state.beforeReport = ({ signal, onProgress }) =>
    new Promise<void>((resolve, reject) => {
      release = resolve;
      onProgress?.({ fraction: 0.5, message: "Half" });
      signal?.addEventListener("abort", () => {
        stopped = true;
        reject(new Error("interrupted"));
      });
    });
  const begin = (as: "admin" | "committee" = "admin", signal?: AbortSignal) =>
    context.ask(as, summary, { headers: { "X-Request-Id": id }, signal });
  const runs = () => context.jobs.until(id, 1_000, ({ progress }) => progress === 0.5);
  return { ...context, begin, runs, release: () => release(), wasStopped: () => stopped };
}

const eventsOf = (text: string) =>
  text.split("\n").flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice(6))] : []));

describe("a report that runs", () => {
  test("is a job under its request's id, whose progress can be followed to the end", async () => {
    const { ask, begin, runs, release } = createWaitingApp();
    const following = ask("admin", `/api/jobs/${id}`, { headers: { Accept: "text/event-stream" } });
    const report = begin();
    await runs();
    const listed = await (await ask("admin", "/api/jobs")).json();
    expect(listed.jobs).toMatchObject([
      { id, kind: "report", subject: "plan-summary", state: "running", progress: 0.5 },
    ]);
    const now = await ask("admin", `/api/jobs/${id}`, { headers: { Accept: "application/json" } });
    expect(await now.json()).toMatchObject({ state: "running", message: "Half" });
    const stream = await following;
    expect(stream.headers.get("Content-Type")).toContain("text/event-stream");
    setTimeout(release, 60);
    const text = await stream.text();
    const told = eventsOf(text).map(({ state, progress }) => [state, progress]);
    expect(told.slice(-2)).toEqual([
      ["running", 0.5],
      ["done", 1],
    ]);
    expect(text).toContain("\n: \n");
    expect(text).toContain("id: end");
    expect((await report).status).toBe(200);

    const again = await ask("admin", `/api/jobs/${id}`, {
      headers: { Accept: "text/event-stream", "Last-Event-ID": "end" },
    });
    expect(again.status).toBe(204);
  });

  test("stops when it is deleted, and everyone who waits is told within 100 ms", async () => {
    const { ask, begin, runs, wasStopped } = createWaitingApp();
    const report = begin();
    await runs();
    const began = performance.now();
    const deleted = await ask("admin", `/api/jobs/${id}`, { method: "DELETE" });
    expect(performance.now() - began).toBeLessThan(100);
    expect(await deleted.json()).toMatchObject({ id, state: "cancelled" });
    const answer = await report;
    expect(answer.status).toBe(409);
    expect((await answer.json()).error.code).toBe("cancelled");
    expect(wasStopped()).toBe(true);
    const stream = await ask("admin", `/api/jobs/${id}`, { headers: { Accept: "text/event-stream" } });
    expect(eventsOf(await stream.text())).toMatchObject([{ state: "cancelled" }]);
  });

  test("that does not heed its signal is answered for in time all the same", async () => {
    const { ask, begin, plan, jobs } = createWaitingApp();
    plan.state.beforeReport = () => new Promise(() => {});
    const report = begin();
    await jobs.until(id, 1_000, () => true);
    const began = performance.now();
    const deleted = await ask("admin", `/api/jobs/${id}`, { method: "DELETE" });
    expect(deleted.status).toBe(202);
    expect(await deleted.json()).toMatchObject({ state: "running", message: "Stopping" });
    expect((await report).status).toBe(409);
    expect(performance.now() - began).toBeLessThan(150);
  });

  test("stops when its client goes away", async () => {
    const { begin, runs, wasStopped, jobs, logged } = createWaitingApp();
    const client = new AbortController();
    const report = begin("admin", client.signal);
    await runs();
    client.abort();
    await report.catch(() => {});
    await jobs.until(id, 1_000, ({ state }) => state === "cancelled");
    expect(wasStopped()).toBe(true);
    expect(logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("is seen and stopped by its own session and by plan administration alone", async () => {
    const { ask, app, begin, runs, release, signInAs } = createWaitingApp();
    const report = begin("committee");
    await runs();
    const Cookie = signInAs("committee", "other");
    const other = (method: string) =>
      app.request(`/api/jobs/${id}`, { method, headers: { Cookie, Accept: "application/json" } });
    expect((await other("GET")).status).toBe(404);
    expect((await other("DELETE")).status).toBe(404);
    expect((await ask("committee", `/api/jobs/${id}`, { headers: { Accept: "application/json" } })).status).toBe(200);
    expect((await ask("admin", `/api/jobs/${id}`, { headers: { Accept: "application/json" } })).status).toBe(200);
    release();
    expect((await report).status).toBe(200);
  });

  test("keeps its id to itself while it runs", async () => {
    const { begin, runs, release } = createWaitingApp();
    const report = begin();
    await runs();
    const twin = await begin();
    expect(twin.status).toBe(409);
    expect((await twin.json()).error).toMatchObject({ code: "busy", detail: { job: id } });
    release();
    expect((await report).status).toBe(200);
  });
});

describe("a build", () => {
  test("is a job that tells its progress", async () => {
    const { ask, plan, jobs } = createTestApp();
    plan.state.build = async (options) => {
      options?.onProgress?.({ fraction: 0.25, message: "core.medical_claim" });
      return { digest: `d${options?.asOf}` };
    };
    const response = await ask("admin", "/api/build", { method: "POST", body: '{"asOf":3}' });
    expect(response.status).toBe(202);
    const job = await response.json();
    expect(response.headers.get("Location")).toBe(`/api/jobs/${job.id}`);
    await jobs.until(job.id, 1_000, ({ state }) => state === "done");
    expect(jobs.find(job.id, "everyone")).toMatchObject({ kind: "build", state: "done", progress: 1 });
  });

  test("that fails is logged without values", async () => {
    const { ask, plan, jobs, logged } = createTestApp();
    plan.state.build = async () => {
      throw new Error("Could not convert 'Smith'");
    };
    const job = await (await ask("admin", "/api/build", { method: "POST" })).json();
    await jobs.until(job.id, 1_000, ({ state }) => state === "failed");
    expect(logged).toContainEqual(expect.objectContaining({ level: "error", event: "build", job: job.id }));
    expect(JSON.stringify([logged, jobs.list("everyone")])).not.toContain("Smith");
  });
});

test("a job that nobody started is not found, after a moment for those who follow", async () => {
  const { ask } = createTestApp();
  expect((await ask("admin", "/api/jobs/none", { headers: { Accept: "application/json" } })).status).toBe(404);
  expect((await ask("admin", "/api/jobs/none", { method: "DELETE" })).status).toBe(404);
  const began = performance.now();
  expect((await ask("admin", "/api/jobs/none")).status).toBe(404);
  expect(performance.now() - began).toBeGreaterThan(900);
});
