import { describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

describe("a name that is not this server's", () => {
  test.each(["evil.example", "evil.example:4180", "127.0.0.1.evil.example"])("is refused: %s", async (host) => {
    const { ask } = createTestApp();
    for (const path of ["/", "/api/health", "/api/reports/plan-summary", "/sign-in?token=x"]) {
      const response = await ask("admin", path, { headers: { Host: host } });
      expect(response.status, path).toBe(403);
      expect((await response.json()).error.code).toBe("not-allowed");
    }
  });

  test("is served where it was configured", async () => {
    const { ask } = createTestApp({ hosts: ["plan.example"] });
    expect((await ask("admin", "/api/session", { headers: { Host: "plan.example" } })).status).toBe(200);
  });
});

describe("another site's page", () => {
  const build = (headers: Record<string, string>) =>
    createTestApp().ask("admin", "/api/build", { method: "POST", headers });

  test.each<Record<string, string>>([
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: "http://localhost:3000", Host: "localhost:4180" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { Origin: "http://localhost", "Sec-Fetch-Site": "cross-site" },
  ])("can change nothing: %o", async (headers) => {
    expect((await build(headers)).status).toBe(403);
    const { ask } = createTestApp();
    expect((await ask("admin", "/api/session", { method: "DELETE", headers })).status).toBe(403);
    expect((await ask("admin", "/api/session")).status).toBe(200);
  });

  test("can read nothing of the API, but link to the page", async () => {
    const { ask } = createTestApp();
    const headers = { "Sec-Fetch-Site": "cross-site" };
    expect((await ask("admin", "/api/reports/plan-summary", { headers })).status).toBe(403);
    expect((await ask("admin", "/", { headers })).status).not.toBe(403);
  });

  test("is not our own page, nor a person at the address bar", async () => {
    expect((await build({ Origin: "http://localhost", "Sec-Fetch-Site": "same-origin" })).status).toBe(202);
    expect((await build({})).status).toBe(202);
    const { ask } = createTestApp();
    expect(
      (await ask("admin", "/api/reports/plan-summary?format=csv", { headers: { "Sec-Fetch-Site": "none" } })).status,
    ).toBe(200);
  });
});

test.each(["/", "/api/session", "/api/nothing", "/sign-in?token=x"])(
  "%s carries the security headers",
  async (path) => {
    const { headers } = await createTestApp().ask("nobody", path);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
  },
);
