import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { LogEvent } from "./log.ts";
import { type Served, type ServeOptions, serve } from "./serve.ts";
import { createMemoryPlan } from "./testing/memoryPlan.ts";
import { testDesk } from "./testing/testDesk.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function start(options: Partial<ServeOptions> = {}) {
  const plan = createMemoryPlan();
  const logged: LogEvent[] = [];
  const log = (event: LogEvent) => logged.push(event);
  const served = await serve({
    plan,
    desk: testDesk(),
    actor: "pat",
    version: "1.2.3",
    port: 0,
    log,
    webDir: "/nowhere",
    ...options,
  });
  open.push(served);
  return { plan, logged, served };
}

async function signIn({ signInLink }: Served): Promise<string> {
  const response = await fetch(signInLink, { redirect: "manual" });
  return response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

describe("a served plan", () => {
  test("is reached at loopback by its sign-in link and not without", async () => {
    const { served } = await start();
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(served.signInLink.startsWith(`${served.url}sign-in?token=`)).toBe(true);
    expect((await fetch(new URL("/api/reports/plan-summary", served.url))).status).toBe(401);
    const Cookie = await signIn(served);
    expect(Cookie).toMatch(new RegExp(`^planlens_session_${new URL(served.url).port}=`));
    const report = await fetch(new URL("/api/reports/plan-summary", served.url), { headers: { Cookie } });
    expect(report.status).toBe(200);
    expect((await report.json()).meta.report).toBe("plan-summary");
    expect((await fetch(served.signInLink, { redirect: "manual" })).status).toBe(403);
    expect((await fetch(served.newSignInLink(), { redirect: "manual" })).status).toBe(303);
  });

  test("answers under no other host name", async () => {
    const { served } = await start();
    expect(await statusOf(served.url, { Host: "evil.example" })).toBe(403);
    expect(await statusOf(served.url, { Host: "localhost:9" })).toBe(503);
  });

  test("takes a file larger than other bodies may be, as it comes", async () => {
    const { served } = await start();
    const Cookie = await signIn(served);
    const { id } = await (
      await fetch(new URL("/api/intakes", served.url), { method: "POST", headers: { Cookie } })
    ).json();
    const sent = await fetch(new URL(`/api/intakes/${id}/files/large.csv`, served.url), {
      method: "PUT",
      headers: { Cookie },
      body: new Blob(["x".repeat(5_000_000)]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(sent.status).toBe(200);
    expect((await sent.json()).files).toEqual([{ name: "large.csv", size: 5_000_000 }]);
  });

  test("takes and limits bodies of unknown length", async () => {
    const { served } = await start();
    const Cookie = await signIn(served);
    const post = (text: string) =>
      fetch(new URL("/api/build", served.url), {
        method: "POST",
        headers: { Cookie, "Content-Type": "application/json" },
        body: new Blob([text]).stream(),
        duplex: "half",
      } as RequestInit);
    expect((await post('{"asOf":1}')).status).toBe(202);
    expect((await post(`{"asOf":${"1".repeat(2 ** 20)}}`)).status).toBe(413);
  });

  test("stops a report whose client hangs up", async () => {
    const { served, plan } = await start();
    const Cookie = await signIn(served);
    const stopped = new Promise<void>((resolve) => {
      plan.state.beforeReport = ({ signal }) =>
        new Promise((_, reject) => {
          client.abort();
          signal?.addEventListener("abort", () => {
            resolve();
            reject(new Error("interrupted"));
          });
        });
    });
    const client = new AbortController();
    const report = fetch(new URL("/api/reports/plan-summary", served.url), {
      headers: { Cookie },
      signal: client.signal,
    });
    await expect(report).rejects.toThrow();
    await stopped;
  });

  test("closes at once, ending streams and stopping what runs", async () => {
    const { served, plan } = await start();
    const Cookie = await signIn(served);
    plan.state.build = (options) =>
      new Promise((_, reject) => options?.signal?.addEventListener("abort", () => reject(new Error("interrupted"))));
    const job = await (await fetch(new URL("/api/build", served.url), { method: "POST", headers: { Cookie } })).json();
    const stream = await fetch(new URL(`/api/jobs/${job.id}`, served.url), {
      headers: { Cookie, Accept: "text/event-stream" },
    });
    const text = stream.text();
    const began = performance.now();
    await served.close();
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(await text).toContain('"state":"cancelled"');
    await expect(fetch(served.url)).rejects.toThrow();
  });
});

describe("the port", () => {
  test("is the usual one or the next that is free", async () => {
    const first = await start({ port: undefined });
    const second = await start({ port: undefined });
    const [one, two] = [first, second].map(({ served }) => Number(new URL(served.url).port));
    expect(one).toBeGreaterThanOrEqual(4180);
    expect(two).not.toBe(one);
    const cookies = await Promise.all([signIn(first.served), signIn(second.served)]);
    const both = { headers: { Cookie: cookies.join("; ") } };
    expect((await fetch(new URL("/api/session", first.served.url), both)).status).toBe(200);
    expect((await fetch(new URL("/api/session", second.served.url), both)).status).toBe(200);
  });

  test("that was asked for and is taken is refused in plain words", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    open.push({ close: () => new Promise((resolve) => other.close(() => resolve())) });
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toMatchObject({
      code: "busy",
      message: expect.stringContaining(String(port)),
    });
  });

  test("on an address that this computer does not have is refused", async () => {
    await expect(start({ host: "203.0.113.7" })).rejects.toMatchObject({ code: "usage" });
  });
});

test("serving beyond loopback is warned of", async () => {
  const { logged, served } = await start({ host: "0.0.0.0" });
  expect(logged).toMatchObject([{ level: "warn", event: "exposed" }]);
  expect(served.url).toContain("127.0.0.1");
  expect(await statusOf(served.url, { Host: "evil.example" })).toBe(403);
});

/** The status of the page under a Host header that fetch would not send. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
