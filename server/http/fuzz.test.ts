import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

const paths = [
  "/api/health",
  "/api/session",
  "/api/reports",
  "/api/reports/plan-summary",
  "/api/reports/cost-by-category",
  "/api/reports/plan-summary/method",
  "/api/filters",
  "/api/loads",
  "/api/loads/1/checks",
  "/api/loads/1/rejects.csv",
  "/api/loads/x/restatement",
  "/api/intakes",
  "/api/intakes/0a1b2c3d-0000-4000-8000-0123456789ab",
  "/api/intakes/0a1b2c3d-0000-4000-8000-0123456789ab/files/a.csv",
  "/api/intakes/..%2f..%2f/mapping",
  "/api/scorecard",
  "/api/tables",
  "/api/glossary",
  "/api/openapi.json",
  "/api/jobs",
  "/sign-in",
  "/reports/plan-summary",
];
const names = [
  "period",
  "compare",
  "plan",
  "format",
  "profile",
  "as_of",
  "category",
  "token",
  "__proto__",
  "constructor",
];
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "'", "..", "\0", "9".repeat(400), "__proto__", "%"),
);

const request = fc.record({
  path: fc.oneof(
    fc.constantFrom(...paths),
    text.map((part) => `/api/reports/${encodeURIComponent(part)}`),
    fc.webPath(),
  ),
  query: fc.array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, text), text), {
    maxLength: 2,
  }),
  method: fc.constantFrom(...Array<"GET">(14).fill("GET"), "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"),
  headers: fc.dictionary(
    fc.constantFrom("Accept", "If-None-Match", "X-Request-Id", "Last-Event-ID", "Range"),
    fc.stringMatching(/^[!-~]{1,30}$/),
    { maxKeys: 1 },
  ),
  as: fc.constantFrom<"admin" | "committee" | "nobody">("admin", "admin", "committee", "nobody"),
});

test("no request whatever fails inside, or is answered without the one error shape", async () => {
  const { ask, logged } = createTestApp();
  await fc.assert(
    fc.asyncProperty(request, async ({ path, query, method, headers, as }) => {
      fc.pre(path !== "/api/session" || method !== "DELETE");
      const search = new URLSearchParams(query);
      const response = await ask(as, `${path}?${search}`, { method, headers });
      expect(response.status === 503 || response.status < 500).toBe(true);
      const body = await response.text();
      expect(body).not.toMatch(/node_modules|\.ts:\d/);
      if (response.status >= 400 && path.startsWith("/api") && body !== "") {
        expect(JSON.parse(body).error.requestId).toBe(response.headers.get("X-Request-Id"));
      }
    }),
    { numRuns: 600 },
  );
  expect(logged.filter(({ level }) => level === "error")).toEqual([]);
});
