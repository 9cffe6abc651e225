import { describe, expect, test } from "vitest";
import { createTestApp } from "./testing/testApp.ts";

const cookieOf = (response: Response) => response.headers.get("Set-Cookie")?.split(";")[0] ?? "";

describe("the sign-in link", () => {
  test("signs in once and goes on to the page", async () => {
    const { app, sessions } = createTestApp();
    const link = sessions.createSignInLink("http://localhost/", { actor: "pat" });
    const response = await app.request(link);
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("/");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const set = response.headers.get("Set-Cookie") ?? "";
    expect(set).toMatch(/^planlens_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const session = await app.request("/api/session", { headers: { Cookie: cookieOf(response) } });
    expect(await session.json()).toEqual({
      actor: "pat",
      profile: "plan-administration",
      planName: "Plan of the test",
    });
  });

  test("that is replayed, expired or forged says what to do and signs nobody in", async () => {
    const { app, sessions, pass } = createTestApp();
    const used = sessions.createSignInLink("http://localhost/", { actor: "pat" });
    await app.request(used);
    const old = sessions.createSignInLink("http://localhost/", { actor: "pat" });
    pass(12);
    for (const [link, said] of [
      [used, "has been used"],
      [old, "too old"],
      ["http://localhost/sign-in?token=forged", "not known"],
      ["http://localhost/sign-in", "not known"],
    ] as const) {
      const response = await app.request(link);
      expect(response.status).toBe(403);
      expect(response.headers.get("Content-Type")).toContain("text/html");
      const page = await response.text();
      expect(page).toContain(said);
      expect(page).not.toContain("<script");
      expect(response.headers.get("Set-Cookie")).toBeNull();
    }
  });

  test("that is opened again in the browser it signed in goes on to the page", async () => {
    const { app, sessions } = createTestApp();
    const link = sessions.createSignInLink("http://localhost/", { actor: "pat" });
    const Cookie = cookieOf(await app.request(link));
    const again = await app.request(link, { headers: { Cookie } });
    expect(again.status).toBe(303);
    expect(again.headers.get("Set-Cookie")).toBeNull();
  });

  test("is not used up by a browser or scanner that only looks ahead", async () => {
    const { app, sessions } = createTestApp();
    const link = sessions.createSignInLink("http://localhost/", { actor: "pat" });
    expect((await app.request(link, { method: "HEAD" })).headers.get("Set-Cookie")).toBeNull();
    expect((await app.request(link, { headers: { "Sec-Purpose": "prefetch;prerender" } })).status).toBe(503);
    expect((await app.request(link)).status).toBe(303);
  });

  test("sets a secure cookie behind TLS", async () => {
    const { app, sessions } = createTestApp({ hosts: ["plan.example"] });
    const link = sessions.createSignInLink("https://plan.example/", { actor: "pat" });
    expect((await app.request(link)).headers.get("Set-Cookie")).toContain("; Secure");
  });

  test("ends the session that the browser had before", async () => {
    const { app, sessions, signInAs } = createTestApp();
    const before = signInAs("committee");
    await app.request(sessions.createSignInLink("http://localhost/", { actor: "pat" }), {
      headers: { Cookie: before },
    });
    expect((await app.request("/api/session", { headers: { Cookie: before } })).status).toBe(401);
  });
});

describe("a cookie", () => {
  test("that is forged, of another plan or ended is nobody's", async () => {
    const { app, ask } = createTestApp();
    const other = createTestApp().signInAs("plan-administration");
    for (const Cookie of ["planlens_session=forged", other, "planlens_session=", "planlens_session_4180=x"]) {
      const response = await app.request("/api/reports/plan-summary", { headers: { Cookie } });
      expect(response.status).toBe(401);
      expect((await response.json()).error.message).toContain("sign-in link");
    }
    const out = await ask("admin", "/api/session", { method: "DELETE" });
    expect(out.status).toBe(204);
    expect(out.headers.get("Set-Cookie")).toMatch(/^planlens_session=; Max-Age=0; Path=\//);
    expect((await ask("admin", "/api/session")).status).toBe(401);
  });
});
