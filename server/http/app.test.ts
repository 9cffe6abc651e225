import { describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

type Asker = "admin" | "committee" | "nobody";

const noIntake = "/api/intakes/0a1b2c3d-0000-4000-8000-0123456789ab";

/** Who gets what: every route of the API has a line here, and a new one without a line fails the test below. */
const access: [method: string, route: string, path: string, status: Record<Asker, number>][] = [
  ["GET", "/api/health", "/api/health", { admin: 200, committee: 200, nobody: 200 }],
  ["GET", "/api/session", "/api/session", { admin: 200, committee: 200, nobody: 401 }],
  ["DELETE", "/api/session", "/api/session", { admin: 204, committee: 204, nobody: 401 }],
  ["GET", "/api/reports", "/api/reports", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/reports/:id", "/api/reports/plan-summary", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/reports/:id/method", "/api/reports/plan-summary/method", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/reference", "/api/reference", { admin: 200, committee: 403, nobody: 401 }],
  ["POST", "/api/reference", "/api/reference?name=x.csv", { admin: 422, committee: 403, nobody: 401 }],
  ["DELETE", "/api/reference/:kind", "/api/reference/drg-titles", { admin: 404, committee: 403, nobody: 401 }],
  ["GET", "/api/saved/:kind", "/api/saved/cohort", { admin: 200, committee: 403, nobody: 401 }],
  ["POST", "/api/saved/:kind", "/api/saved/question", { admin: 400, committee: 403, nobody: 401 }],
  ["GET", "/api/saved/:kind/:id", "/api/saved/question/none", { admin: 404, committee: 403, nobody: 401 }],
  ["DELETE", "/api/saved/:kind/:id", "/api/saved/view/none", { admin: 404, committee: 403, nobody: 401 }],
  ["POST", "/api/saved/:kind/:id/restore", "/api/saved/view/none/restore", { admin: 404, committee: 403, nobody: 401 }],
  ["GET", "/api/builder", "/api/builder", { admin: 200, committee: 403, nobody: 401 }],
  ["GET", "/api/builder/values", "/api/builder/values?dimension=none", { admin: 400, committee: 403, nobody: 401 }],
  ["POST", "/api/ask", "/api/ask", { admin: 400, committee: 403, nobody: 401 }],
  ["POST", "/api/ask/method", "/api/ask/method", { admin: 400, committee: 403, nobody: 401 }],
  ["POST", "/api/cohorts/count", "/api/cohorts/count", { admin: 400, committee: 403, nobody: 401 }],
  ["GET", "/api/filters", "/api/filters", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/norms", "/api/norms", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/packets", "/api/packets", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/packets/:id", "/api/packets/none", { admin: 404, committee: 404, nobody: 401 }],
  ["GET", "/api/loads", "/api/loads", { admin: 200, committee: 403, nobody: 401 }],
  ["GET", "/api/loads/:number/checks", "/api/loads/9/checks", { admin: 404, committee: 403, nobody: 401 }],
  [
    "GET",
    "/api/loads/:number/checks/:check/rows",
    "/api/loads/9/checks/some-check/rows?table=eligibility",
    { admin: 404, committee: 403, nobody: 401 },
  ],
  ["GET", "/api/loads/:number/rejects.csv", "/api/loads/9/rejects.csv", { admin: 404, committee: 403, nobody: 401 }],
  ["GET", "/api/loads/:number/restatement", "/api/loads/9/restatement", { admin: 404, committee: 403, nobody: 401 }],
  ["POST", "/api/loads/:number/undo", "/api/loads/9/undo", { admin: 404, committee: 403, nobody: 401 }],
  ["POST", "/api/loads/:number/reinstate", "/api/loads/9/reinstate", { admin: 404, committee: 403, nobody: 401 }],
  ["GET", "/api/tables", "/api/tables", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/scorecard", "/api/scorecard", { admin: 200, committee: 403, nobody: 401 }],
  ["GET", "/api/intakes", "/api/intakes", { admin: 200, committee: 403, nobody: 401 }],
  ["POST", "/api/intakes", "/api/intakes", { admin: 201, committee: 403, nobody: 401 }],
  ["GET", "/api/intakes/:id", noIntake, { admin: 404, committee: 403, nobody: 401 }],
  ["DELETE", "/api/intakes/:id", noIntake, { admin: 404, committee: 403, nobody: 401 }],
  ["PUT", "/api/intakes/:id/files/:name", `${noIntake}/files/a.csv`, { admin: 404, committee: 403, nobody: 401 }],
  ["DELETE", "/api/intakes/:id/files/:name", `${noIntake}/files/a.csv`, { admin: 404, committee: 403, nobody: 401 }],
  ["PUT", "/api/intakes/:id/settings", `${noIntake}/settings`, { admin: 400, committee: 403, nobody: 401 }],
  ["GET", "/api/intakes/:id/mapping", `${noIntake}/mapping`, { admin: 404, committee: 403, nobody: 401 }],
  ["PUT", "/api/intakes/:id/mapping", `${noIntake}/mapping`, { admin: 400, committee: 403, nobody: 401 }],
  ["POST", "/api/intakes/:id/try", `${noIntake}/try`, { admin: 400, committee: 403, nobody: 401 }],
  ["POST", "/api/intakes/:id/rehearse", `${noIntake}/rehearse`, { admin: 404, committee: 403, nobody: 401 }],
  ["POST", "/api/intakes/:id/accept", `${noIntake}/accept`, { admin: 404, committee: 403, nobody: 401 }],
  ["POST", "/api/build", "/api/build", { admin: 202, committee: 403, nobody: 401 }],
  ["GET", "/api/jobs", "/api/jobs", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/jobs/:id", "/api/jobs/running", { admin: 200, committee: 404, nobody: 401 }],
  ["DELETE", "/api/jobs/:id", "/api/jobs/running", { admin: 200, committee: 404, nobody: 401 }],
  ["GET", "/api/glossary", "/api/glossary", { admin: 200, committee: 200, nobody: 401 }],
  ["GET", "/api/openapi.json", "/api/openapi.json", { admin: 200, committee: 200, nobody: 401 }],
];

describe("who gets what", () => {
  test("is told for every route", () => {
    const routes = createTestApp()
      .app.routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api"))
      .map(({ method, path }) => `${method} ${path}`);
    expect(access.map(([method, route]) => `${method} ${route}`).sort()).toEqual([...new Set(routes)].sort());
  });

  for (const [method, , path, statuses] of access) {
    for (const asker of ["admin", "committee", "nobody"] as const) {
      test(`${method} ${path} as ${asker} is ${statuses[asker]}`, async () => {
        const { ask, jobs } = createTestApp();
        jobs.start({ id: "running", kind: "report" }, ({ signal }) => untilAborted(signal)).result.catch(() => {});
        await Promise.resolve();
        const needsJson = path.includes("/jobs/") && { Accept: "application/json" };
        const response = await ask(asker, path, { method, headers: { ...needsJson } });
        expect(response.status).toBe(statuses[asker]);
        expect(response.headers.get("Cache-Control")).toBe("private, no-store");
        if (statuses[asker] >= 400) {
          const body = await response.json();
          expect(Object.keys(body)).toEqual(["error"]);
          expect(Object.keys(body.error).sort()).toEqual(["code", "detail", "message", "requestId"]);
        }
      });
    }
  }

  test("an address of the API that is not there is 401 to nobody and 404 to others", async () => {
    const { ask } = createTestApp();
    for (const path of ["/api", "/api/", "/api/users", "/api/reports/plan-summary/rows"]) {
      expect((await ask("nobody", path)).status, path).toBe(401);
      expect((await ask("admin", path)).status, path).toBe(404);
    }
    expect((await ask("admin", "/api/reports/nothing")).status).toBe(404);
    expect((await ask("committee", "/api/reports/claimants")).status).toBe(404);
  });

  test("health says no more than a status to nobody", async () => {
    const { ask, plan } = createTestApp();
    expect(await (await ask("nobody", "/api/health")).json()).toEqual({ status: "ok" });
    expect(await (await ask("admin", "/api/health")).json()).toEqual({
      status: "ok",
      digest: "d1",
      version: "1.2.3",
      loads: 1,
    });
    plan.state.digest = null;
    expect(await (await ask("nobody", "/api/health")).json()).toEqual({ status: "not-built" });
  });

  test("a profile can be narrowed and not widened on every resource", async () => {
    const { ask, plan } = createTestApp();
    for (const path of ["/api/reports", "/api/filters", "/api/reports/plan-summary/method"]) {
      expect((await ask("admin", `${path}?profile=committee`)).status).toBe(200);
      expect((await ask("committee", `${path}?profile=plan-administration`)).status).toBe(403);
      expect((await ask("committee", `${path}?profile=root`)).status).toBe(400);
    }
    expect((await ask("admin", "/api/reports/claimants/method?profile=committee")).status).toBe(404);
    await ask("committee", "/api/reports/plan-summary?profile=plan-administration");
    expect(plan.state.asked.at(-1)?.profile).toBe("committee");
  });
});

describe("a request", () => {
  test("has an id, the client's where that is a UUID", async () => {
    const { ask } = createTestApp();
    const given = "0a1b2c3d-0000-4000-8000-0123456789ab";
    const answer = (id: string) => ask("admin", "/api/session", { headers: { "X-Request-Id": id } });
    expect((await answer(given)).headers.get("X-Request-Id")).toBe(given);
    const made = (await answer("'; drop table")).headers.get("X-Request-Id");
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    const refused = await ask("nobody", "/api/session");
    expect((await refused.json()).error.requestId).toBe(refused.headers.get("X-Request-Id"));
  });

  test("is logged by its route and never by its values", async () => {
    const { ask, logged } = createTestApp();
    await ask("admin", "/api/reports/plan-summary?plan=Smith", { headers: { "X-Request-Id": "Smith" } });
    await ask("admin", "/api/reports/plan-summary?Smith=Smith");
    await ask("admin", "/Smith");
    await ask("admin", "/api/Smith");
    expect(logged).toMatchObject([
      { level: "info", event: "request", method: "GET", route: "/api/reports/:id", status: 200 },
      { route: "/api/reports/:id", status: 400, code: "invalid-parameter" },
      { route: "(page)", status: 503 },
      { route: "(unknown)", status: 404, code: "not-found" },
    ]);
    expect(JSON.stringify(logged)).not.toContain("Smith");
  });

  test("with a method that is not there is told which there are", async () => {
    const { ask } = createTestApp();
    const response = await ask("admin", "/api/reports", { method: "POST" });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET, HEAD");
    expect((await response.json()).error).toMatchObject({
      code: "method-not-allowed",
      detail: { allowed: ["GET", "HEAD"] },
    });
    expect((await ask("admin", "/api/nothing", { method: "POST" })).status).toBe(404);
  });

  test("is stopped, with the work behind it, when it takes too long", async () => {
    const { ask, plan, jobs } = createTestApp({ timeout: 0.05 });
    plan.state.beforeReport = ({ signal }) => untilAborted(signal);
    const response = await ask("admin", "/api/reports/plan-summary");
    expect(response.status).toBe(409);
    expect((await response.json()).error).toMatchObject({
      code: "cancelled",
      detail: { reason: "timeout", seconds: 0.05 },
    });
    const [job] = jobs.list("everyone");
    await jobs.until(job?.id ?? "", 1_000, ({ state }) => state === "cancelled");
    expect(jobs.find(job?.id ?? "", "everyone")?.state).toBe("cancelled");
  });

  test("with too long an address is refused before anything reads it", async () => {
    const { ask } = createTestApp();
    const response = await ask("admin", `/api/reports/plan-summary?plan=${"a".repeat(9000)}`);
    expect(response.status).toBe(414);
    expect((await response.json()).error).toMatchObject({ code: "address-too-long", detail: { limit: 8000 } });
    expect((await ask("admin", `/api/reports/plan-summary?plan=${"a".repeat(7000)}`)).status).toBe(200);
  });

  test("with too large a body is refused", async () => {
    const { ask } = createTestApp();
    const response = await ask("admin", "/api/build", {
      method: "POST",
      body: JSON.stringify({ asOf: "1".repeat(2 ** 20) }),
    });
    expect(response.status).toBe(413);
    expect((await response.json()).error.code).toBe("too-large");
  });
});

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("interrupted"))));
}
