import { describe, expect, test } from "vitest";
import { PlanlensError } from "../errors.ts";
import { statusOf } from "./errors.ts";
import { createLog, describeError } from "./log.ts";
import { createTestApp } from "./testing/testApp.ts";

describe("errors", () => {
  test.each(Object.entries(statusOf))("%s answers %i in the one shape", async (code, status) => {
    const { ask, plan } = createTestApp();
    plan.state.beforeReport = async () => {
      throw new PlanlensError(code as PlanlensError["code"], "Said plainly.", { detail: { parameter: "plan" } });
    };
    const response = await ask("admin", "/api/reports/plan-summary");
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.code).toBe(code);
    expect(error.message === "Said plainly.").toBe(status < 500);
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("that are not ours to tell say nothing of the inside, in the answer or in the log", async () => {
    const { ask, plan, logged } = createTestApp();
    plan.state.beforeReport = async () => {
      const cause = new Error('IO Error: Cannot open file "/home/pat/plan/warehouse.duckdb"');
      throw new Error(
        "Conversion Error: Could not convert string 'Smith, Ann' to INT32\nLINE 1: select 987654321 from t",
        { cause },
      );
    };
    const response = await ask("admin", "/api/reports/plan-summary?plan=PPO");
    expect(response.status).toBe(500);
    const body = await response.text();
    const log = JSON.stringify(logged);
    for (const inside of ["Smith", "987654321", "select", "/home", "warehouse.duckdb", "PPO", "Conversion"]) {
      expect(body).not.toContain(inside);
    }
    for (const inside of ["Smith", "987654321", "select", "/home", "PPO"]) expect(log).not.toContain(inside);
    const { requestId } = JSON.parse(body).error;
    expect(logged[0]).toMatchObject({ level: "error", code: "internal", requestId });
    expect(log).toContain("Conversion Error: Could not convert string");
    expect(log).toContain("errors.test.ts:");
  });

  test("in a parameter name it and what is allowed", async () => {
    const { ask } = createTestApp();
    const errorOf = async (path: string) => (await (await ask("admin", path)).json()).error;
    expect(await errorOf("/api/filters?colour=red")).toMatchObject({
      code: "invalid-parameter",
      message: expect.stringContaining("colour"),
      detail: { parameter: "colour" },
    });
    expect(await errorOf("/api/filters?profile=root")).toMatchObject({
      code: "invalid-parameter",
      message: expect.stringContaining("committee"),
      detail: { parameter: "profile", allowed: expect.arrayContaining(["committee"]) },
    });
    expect(await errorOf("/api/reports/plan-summary?plan=A&plan=B")).toMatchObject({
      code: "invalid-parameter",
      detail: { parameter: "plan" },
    });
  });

  test("in a body say what is wrong with it", async () => {
    const { ask } = createTestApp();
    const post = async (body: string, headers = {}) => ask("admin", "/api/build", { method: "POST", body, headers });
    expect((await (await post('{"asOf":0}')).json()).error).toMatchObject({
      code: "invalid-parameter",
      detail: { parameter: "asOf" },
    });
    expect((await (await post('{"as_of":1}')).json()).error).toMatchObject({ detail: { parameter: "as_of" } });
    expect((await (await post("{")).json()).error.code).toBe("bad-request");
    expect((await post("asOf=1", { "Content-Type": "application/x-www-form-urlencoded" })).status).toBe(415);
  });
});

test("the log writes one JSON document a line", () => {
  const lines: string[] = [];
  const log = createLog({
    stream: { write: (line) => lines.push(line) },
    clock: () => new Date("2025-06-01T08:00:00Z"),
  });
  log({ level: "warn", event: "exposed", message: "two\nlines" });
  expect(lines).toEqual([
    '{"time":"2025-06-01T08:00:00.000Z","level":"warn","event":"exposed","message":"two\\nlines"}\n',
  ]);
});

test("an error is described without values, paths and further lines", () => {
  const described = describeError(
    new Error('Invalid "1948-03-02" at C:\\plan\\claims.csv:12, id 123456789 in /srv/plan (x)\nrow: Smith'),
  );
  expect(described.message).toBe("Invalid … at …:12, id … in … (x)");
  expect(describeError("Smith")).toEqual({ name: "string", message: expect.not.stringContaining("Smith"), at: [] });
});
