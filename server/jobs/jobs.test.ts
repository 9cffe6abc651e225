import { describe, expect, test } from "vitest";
import { PlanlensError } from "../errors.ts";
import type { Job } from "./job.ts";
import { createJobs } from "./jobs.ts";

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("interrupted"))));

describe("a job", () => {
  test("tells its progress and ends with its result", async () => {
    const jobs = createJobs();
    const seen: string[] = [];
    jobs.watch("a", ({ state, progress, message }) => seen.push(`${state} ${progress} ${message}`.trim()));
    const { job, result } = jobs.start({ id: "a", kind: "build", subject: null }, async ({ onProgress }) => {
      onProgress({ fraction: 0.5, message: "Half" });
      return 42;
    });
    expect(job).toMatchObject({ id: "a", kind: "build", state: "running", endedAt: null, error: null });
    expect(await result).toBe(42);
    await jobs.until("a", 1_000, ({ state }) => state === "done");
    expect(seen).toEqual(["running null", "running 0.5 Half", "done 1"]);
  });

  test("that fails says so, and nothing of the inside where the error is not ours", async () => {
    const jobs = createJobs();
    const ours = jobs.start({ id: "ours", kind: "report" }, async () => {
      throw new PlanlensError("no-data", "Nothing has been loaded yet.");
    });
    const other = jobs.start({ id: "other", kind: "report" }, async () => {
      throw new Error("could not convert 'Smith' to INTEGER");
    });
    await expect(ours.result).rejects.toMatchObject({ code: "no-data" });
    await expect(other.result).rejects.toThrow("Smith");
    await jobs.until("other", 1_000, ({ state }) => state !== "running");
    expect(jobs.find("ours", "everyone")?.error).toEqual({ code: "no-data", message: "Nothing has been loaded yet." });
    expect(JSON.stringify(jobs.find("other", "everyone"))).not.toContain("Smith");
    expect(jobs.find("other", "everyone")?.error?.code).toBe("internal");
  });

  test("that is cancelled answers its caller at once and counts as running until its work has stopped", async () => {
    const jobs = createJobs();
    let release = () => {};
    const { result } = jobs.start({ id: "a", kind: "report" }, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      throw new Error("interrupted");
    });
    await Promise.resolve();
    const began = performance.now();
    expect(jobs.cancel("a", "everyone")).toBe(true);
    await expect(result).rejects.toMatchObject({ code: "cancelled" });
    expect(performance.now() - began).toBeLessThan(100);
    expect(jobs.find("a", "everyone")).toMatchObject({ state: "running", message: "Stopping" });
    release();
    await jobs.until("a", 1_000, ({ state }) => state !== "running");
    expect(jobs.find("a", "everyone")).toMatchObject({ state: "cancelled", error: null });
    expect(jobs.cancel("a", "everyone")).toBe(false);
  });

  test("that finishes although it was told to stop is done", async () => {
    const jobs = createJobs();
    let release = () => {};
    const { result } = jobs.start(
      { id: "a", kind: "build" },
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    await Promise.resolve();
    jobs.cancel("a", "everyone");
    await expect(result).rejects.toMatchObject({ code: "cancelled" });
    release();
    await jobs.until("a", 1_000, ({ state }) => state !== "running");
    expect(jobs.find("a", "everyone")?.state).toBe("done");
  });

  test("stops with the signal that it was given, for the reason that it was given", async () => {
    const jobs = createJobs();
    const outside = new AbortController();
    const { result } = jobs.start({ id: "a", kind: "report", signal: outside.signal }, ({ signal }) =>
      untilAborted(signal),
    );
    outside.abort(new PlanlensError("cancelled", "Too slow."));
    await expect(result).rejects.toThrow("Too slow.");
    await jobs.until("a", 1_000, ({ state }) => state !== "running");
    expect(jobs.find("a", "everyone")).toMatchObject({ state: "cancelled", message: "Too slow." });

    let began = false;
    const late = jobs.start({ kind: "report", signal: outside.signal }, async () => {
      began = true;
    });
    await expect(late.result).rejects.toThrow("Too slow.");
    expect(began).toBe(false);
  });
});

describe("the registry", () => {
  test("shows everyone's jobs or one's own, newest first", async () => {
    const jobs = createJobs();
    const ids = (list: Job[]) => list.map(({ id }) => id);
    await jobs.start({ id: "a", kind: "report", owner: "s1" }, async () => 1).result;
    await jobs.start({ id: "b", kind: "report", owner: "s2" }, async () => 1).result;
    expect(ids(jobs.list("everyone"))).toEqual(["b", "a"]);
    expect(ids(jobs.list({ owner: "s1" }))).toEqual(["a"]);
    expect(jobs.find("b", { owner: "s1" })).toBeNull();
    expect(jobs.cancel("b", { owner: "s1" })).toBe(false);
  });

  test("keeps the last ones and forgets none that runs", async () => {
    const jobs = createJobs({ keep: 3 });
    const running = jobs.start({ id: "long", kind: "build" }, ({ signal }) => untilAborted(signal));
    for (const id of ["a", "b", "c", "d"]) {
      await jobs.start({ id, kind: "report" }, async () => 1).result;
      await jobs.until(id, 1_000, ({ state }) => state === "done");
    }
    expect(jobs.list("everyone").map(({ id }) => id)).toEqual(["d", "c", "long"]);
    running.result.catch(() => {});
    await jobs.close();
    expect(jobs.find("long", "everyone")?.state).toBe("cancelled");
  });

  test("refuses the id of a running job and takes that of one that is over", async () => {
    const jobs = createJobs();
    jobs.start({ id: "a", kind: "report" }, ({ signal }) => untilAborted(signal)).result.catch(() => {});
    expect(() => jobs.start({ id: "a", kind: "report" }, async () => 1)).toThrow(
      expect.objectContaining({ code: "busy" }),
    );
    await jobs.close();
    expect(await jobs.start({ id: "a", kind: "report" }, async () => 2).result).toBe(2);
  });

  test("waits for a job that has not begun, and not for ever", async () => {
    const jobs = createJobs();
    const waiting = jobs.until("a", 1_000, () => true);
    jobs.start({ id: "a", kind: "report" }, async () => 1);
    expect(await waiting).toBe(true);
    expect(await jobs.until("none", 10, () => true)).toBe(false);
  });
});
