import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { mediaTypes, negotiate } from "./formats.ts";
import { envelopeSchema } from "./schemas.ts";
import { createTestApp } from "./testing/testApp.ts";

const summary = "/api/reports/plan-summary";

describe("negotiation", () => {
  test.each([
    [undefined, "json"],
    ["", "json"],
    ["*/*", "json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"],
    ["text/csv", "csv"],
    ["text/*", "csv"],
    ["application/vnd.apache.arrow.stream", "arrow"],
    ["application/json;q=0.5, application/vnd.apache.parquet", "parquet"],
    ["application/json;q=0, */*;q=0.1", "csv"],
    ["TEXT/CSV; charset=utf-8", "csv"],
  ])("Accept: %s sends %s", (accept, format) => {
    expect(negotiate({ accept })).toBe(format);
  });

  test.each([{ accept: "image/png" }, { accept: "application/json;q=0" }, { format: "pdf2" }, { format: "" }])(
    "%o cannot be sent, and it is said what can",
    async (asked) => {
      expect(() => negotiate(asked)).toThrow(expect.objectContaining({ code: "not-acceptable" }));
    },
  );

  test("the format parameter has the last word", () => {
    expect(negotiate({ format: "xlsx", accept: "text/csv" })).toBe("xlsx");
  });
});

describe("a report", () => {
  test("is JSON unless another form is asked for", async () => {
    const { ask, plan } = createTestApp();
    const response = await ask("admin", `${summary}?period=2024&plan=PPO`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toContain("application/json");
    expect(response.headers.get("Content-Disposition")).toBeNull();
    const body = await response.json();
    expect(body.meta.params).toEqual({ period: "2024", plan: "PPO" });
    expect(envelopeSchema.strict().parse(body)).toEqual(body);
    expect(plan.state.asked).toEqual([
      { id: "plan-summary", params: { period: "2024", plan: "PPO" }, profile: "plan-administration" },
    ]);
  });

  const tables = Object.entries(mediaTypes).filter(([format]) => format !== "svg");
  test.each(tables)("comes as %s by parameter and by Accept", async (format, type) => {
    const { ask } = createTestApp();
    const linked = await ask("admin", `${summary}?format=${format}`);
    const accepted = await ask("admin", summary, { headers: { Accept: type } });
    for (const response of [linked, accepted]) {
      expect(response.status).toBe(200);
      expect(response.headers.get("Content-Type")).toContain(type);
      expect(response.headers.get("Vary")).toContain("Accept");
    }
    expect(linked.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[\w.() -]+"; filename\*=UTF-8''/);
    expect(Buffer.from(await linked.arrayBuffer())).toEqual(Buffer.from(await accepted.arrayBuffer()));
  });

  test("without a chart is no picture", async () => {
    const response = await createTestApp().ask("admin", `${summary}?format=svg`);
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain("has no chart to draw here");
  });

  test("in a form that there is not is 406, with those that there are", async () => {
    const { ask } = createTestApp();
    for (const response of [
      await ask("admin", `${summary}?format=docx`),
      await ask("admin", summary, { headers: { Accept: "image/png" } }),
    ]) {
      expect(response.status).toBe(406);
      expect((await response.json()).error.detail.allowed.length).toBe(Object.keys(mediaTypes).length);
    }
  });

  test("passes on what the plan says of an unknown parameter", async () => {
    const { ask } = createTestApp();
    const response = await ask("admin", `${summary}?colour=red`);
    expect(response.status).toBe(400);
    expect((await response.json()).error.detail).toEqual({ parameter: "colour" });
  });

  test("is not sent again while nothing about it has changed", async () => {
    const { ask, plan } = createTestApp();
    const tagOf = async (path: string, headers = {}) =>
      (await ask("admin", path, { headers })).headers.get("ETag") ?? "";
    const tag = await tagOf(`${summary}?period=2024&plan=PPO`);
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await tagOf(`${summary}?plan=PPO&period=2024`)).toBe(tag);
    const runs = plan.state.asked.length;
    for (const given of [tag, `W/${tag}`, `"x", ${tag}`]) {
      const same = await ask("admin", `${summary}?period=2024&plan=PPO`, { headers: { "If-None-Match": given } });
      expect(same.status).toBe(304);
      expect(await same.text()).toBe("");
    }
    expect(plan.state.asked.length).toBe(runs);

    expect(await tagOf(`${summary}?period=2023&plan=PPO`)).not.toBe(tag);
    expect(await tagOf(`${summary}?period=2024&plan=PPO`, { Accept: "text/csv" })).not.toBe(tag);
    const committee = await ask("committee", `${summary}?period=2024&plan=PPO`, { headers: { "If-None-Match": tag } });
    expect(committee.status).toBe(200);
    plan.state.digest = "d2";
    expect((await ask("admin", `${summary}?period=2024&plan=PPO`, { headers: { "If-None-Match": tag } })).status).toBe(
      200,
    );
    expect((await ask("nobody", summary, { headers: { "If-None-Match": tag } })).status).toBe(401);
  });

  test.each(["json", "csv", "arrow"])(
    "is compressed as %s where it is large and the client takes that",
    async (format) => {
      const { ask, plan } = createTestApp();
      plan.state.lines = 2_000;
      const path = `${summary}?format=${format}`;
      const plain = Buffer.from(await (await ask("admin", path)).arrayBuffer());
      const response = await ask("admin", path, { headers: { "Accept-Encoding": "gzip, br" } });
      expect(response.headers.get("Content-Encoding")).toBe("gzip");
      expect(response.headers.get("Vary")).toContain("Accept-Encoding");
      expect(gunzipSync(Buffer.from(await response.arrayBuffer())).equals(plain)).toBe(true);
    },
  );

  test.each(["xlsx", "parquet"])("is not compressed twice as %s", async (format) => {
    const { ask, plan } = createTestApp();
    plan.state.lines = 2_000;
    const response = await ask("admin", `${summary}?format=${format}`, { headers: { "Accept-Encoding": "gzip" } });
    expect(response.headers.get("Content-Encoding")).toBeNull();
  });

  test("that is not built starts the build, once, for those who may build", async () => {
    const { ask, plan, jobs } = createTestApp();
    const built: (number | undefined)[] = [];
    plan.state.build = async (options) => {
      built.push(options?.asOf);
      return new Promise(() => {});
    };
    const first = await ask("admin", `${summary}?as_of=9`);
    expect(first.status).toBe(409);
    const { error } = await first.json();
    expect(error.code).toBe("not-built");
    expect(jobs.find(error.detail.job, "everyone")).toMatchObject({ kind: "build", state: "running" });
    const second = await ask("admin", `${summary}?as_of=9`);
    expect((await second.json()).error.detail.job).toBe(error.detail.job);
    expect(built).toEqual([9]);
    const committee = await ask("committee", `${summary}?as_of=9`);
    expect((await committee.json()).error).toMatchObject({ code: "not-built", detail: {} });
    expect((await ask("admin", "/api/build", { method: "POST" })).status).toBe(409);
  });
});

test("the catalogue lists what the profile may see", async () => {
  const { ask } = createTestApp();
  const idsFor = async (as: "admin" | "committee") => {
    const { families } = await (await ask(as, "/api/reports")).json();
    return families.flatMap((family: { reports: { id: string; available: boolean }[] }) =>
      family.reports.map(({ id, available }) => `${id} ${available}`),
    );
  };
  expect(await idsFor("admin")).toEqual(["plan-summary true", "cost-by-category true", "claimants true"]);
  expect(await idsFor("committee")).toEqual(["plan-summary true", "cost-by-category true"]);
});
