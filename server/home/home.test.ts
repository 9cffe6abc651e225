import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openHome } from "./home.ts";
import { withLock } from "./lock.ts";
import { appendRecord, readRecord } from "./records.ts";
import { defaultSettings } from "./settings.ts";

const fresh = () => mkdtempSync(join(tmpdir(), "planlens-"));

describe("a home", () => {
  it("is made where there is none, with the default settings", () => {
    const home = openHome(join(fresh(), "new"));
    expect(home.settings).toEqual(defaultSettings);
    expect(openHome(home.dir).dir).toBe(home.dir);
  });

  it("is not made in a folder that holds something else", () => {
    const dir = fresh();
    writeFileSync(join(dir, "letter.docx"), "x");
    expect(() => openHome(dir)).toThrow(/is not a Planlens home/);
  });

  it.skipIf(!existsSync("/proc/self"))("is not made where nothing can be written, and says so", () => {
    expect(() => openHome("/proc/planlens/home")).toThrow(/cannot be written/);
  });

  it("says which setting is wrong", () => {
    const dir = fresh();
    writeFileSync(join(dir, "settings.json"), JSON.stringify({ minimumCell: 3 }));
    expect(() => openHome(dir)).toThrow(/minimumCell/);
    writeFileSync(join(dir, "settings.json"), "{");
    expect(() => openHome(dir)).toThrow(/not JSON/);
  });
});

describe("the lock", () => {
  it("lets one work at a time, and frees itself after a failure", async () => {
    const home = openHome(fresh());
    let second: Promise<unknown> = Promise.resolve();
    await withLock(home, "load", async () => {
      second = withLock(openHome(home.dir), "build", async () => 1);
      await expect(second).rejects.toMatchObject({ code: "busy" });
    });
    await expect(withLock(home, "load", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(withLock(home, "load", async () => 5)).resolves.toBe(5);
  });
});

describe("records", () => {
  it("keep every version", async () => {
    const home = openHome(fresh());
    const record = { kind: "mapping", id: "vendor-a", actor: "Ana", at: "2026-01-01T00:00:00.000Z" };
    expect(readRecord(home, "mapping", "vendor-a")).toBeNull();
    const written = await Promise.all([1, 2, 3].map((body) => appendRecord(home, { ...record, body })));
    expect(written.map((each) => each.version).sort()).toEqual([1, 2, 3]);
    expect(readRecord(home, "mapping", "vendor-a")?.version).toBe(3);
    await expect(appendRecord(home, { ...record, id: "../x", body: 1 })).rejects.toThrow(/lower-case/);
  });
});
