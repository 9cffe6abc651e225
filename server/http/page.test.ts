import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

let folder = "";
let webDir = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "planlens-page-"));
  webDir = join(folder, "web");
  mkdirSync(join(webDir, "assets"), { recursive: true });
  writeFileSync(join(webDir, "index.html"), "<!doctype html><title>Planlens</title>");
  writeFileSync(join(webDir, "assets", "main-1a2b3c.js"), "export {};");
  writeFileSync(join(webDir, "icon.svg"), "<svg/>");
  writeFileSync(join(folder, "secret.txt"), "not for anyone");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the page", () => {
  test("is served to anyone, with its files", async () => {
    const { ask } = createTestApp({ webDir });
    const index = await ask("nobody", "/");
    expect(index.status).toBe(200);
    expect(index.headers.get("Content-Type")).toContain("text/html");
    expect(index.headers.get("Cache-Control")).toBe("no-cache");
    const script = await ask("nobody", "/assets/main-1a2b3c.js");
    expect(script.headers.get("Content-Type")).toContain("javascript");
    expect(script.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect((await ask("nobody", "/icon.svg")).headers.get("Content-Type")).toContain("image/svg+xml");
    expect((await ask("nobody", "/", { method: "HEAD" })).status).toBe(200);
  });

  test("answers for every address of its own and for no file that is not there", async () => {
    const { ask } = createTestApp({ webDir });
    const deep = await ask("nobody", "/reports/plan-summary?period=2024-01..2024-06");
    expect(deep.status).toBe(200);
    expect(await deep.text()).toContain("Planlens");
    expect((await ask("nobody", "/assets/old-999.js")).status).toBe(404);
    expect((await ask("nobody", "/favicon.ico")).status).toBe(404);
    expect((await ask("admin", "/api/nothing")).status).toBe(404);
    expect((await ask("admin", "/reports", { method: "POST" })).status).toBe(404);
  });

  test.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/....//secret.txt",
    "//secret.txt",
    "/%00",
    "/%c0%ae%c0%ae/secret.txt",
    "/%",
  ])("lets nobody out of its folder: %s", async (path) => {
    const { app } = createTestApp({ webDir });
    const response = await app.request(`http://localhost${path}`);
    expect([200, 404]).toContain(response.status);
    expect(await response.text()).not.toContain("not for anyone");
    expect(response.status === 200 ? response.headers.get("Content-Type") : "text/html").toContain("text/html");
  });

  test("says what to do where it has not been built, and is there once it is", async () => {
    const later = join(folder, "later");
    const { ask } = createTestApp({ webDir: later });
    const missing = await ask("nobody", "/reports");
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain("npm start");
    mkdirSync(later);
    writeFileSync(join(later, "index.html"), "built");
    expect(await (await ask("nobody", "/reports")).text()).toBe("built");
  });
});
