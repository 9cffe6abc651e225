import { describe, expect, test } from "vitest";
import { createHostCheck, isForeign, isLoopback } from "./hosts.ts";
import { createOneTimeTokens } from "./oneTimeTokens.ts";
import { createSessions } from "./sessions.ts";

function stoppedClock() {
  const now = new Date("2025-06-01T08:00:00Z");
  return { clock: () => new Date(now), pass: (hours: number) => now.setTime(now.getTime() + hours * 3_600_000) };
}

const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";

describe("one-time tokens", () => {
  test("work once, and only while they are young", () => {
    const { clock, pass } = stoppedClock();
    const tokens = createOneTimeTokens<string>({ clock, lifetime: 3_600_000 });
    const token = tokens.issue("pat");
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(tokens.redeem(token)).toEqual({ outcome: "valid", claim: "pat" });
    expect(tokens.redeem(token)).toEqual({ outcome: "used" });
    const other = tokens.issue("lee");
    expect(other).not.toBe(token);
    pass(1);
    expect(tokens.redeem(other)).toEqual({ outcome: "expired" });
    expect(tokens.redeem(`${other}x`)).toEqual({ outcome: "unknown" });
    expect(tokens.redeem("")).toEqual({ outcome: "unknown" });
  });
});

describe("sessions", () => {
  test("carry who signed in and the widest profile", () => {
    const sessions = createSessions();
    const link = sessions.createSignInLink("http://127.0.0.1:4180/", { actor: "lee", profile: "committee" });
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4180\/sign-in\?token=[\w-]{43}$/);
    const signIn = sessions.signIn(tokenOf(link));
    if (signIn.outcome !== "signed-in") throw new Error(signIn.outcome);
    expect(sessions.find(signIn.secret)).toMatchObject({ actor: "lee", profile: "committee" });
    expect(JSON.stringify(signIn.session)).not.toContain(signIn.secret);
    sessions.end(signIn.secret);
    expect(sessions.find(signIn.secret)).toBeNull();
    expect(sessions.find(undefined)).toBeNull();
    expect(sessions.find("forged")).toBeNull();
  });

  test("end when nobody comes for a while, and at the latest after their whole time", () => {
    const { clock, pass } = stoppedClock();
    const sessions = createSessions({ clock, idleHours: 4, maxHours: 12 });
    const open = () => {
      const signIn = sessions.signIn(tokenOf(sessions.createSignInLink("http://localhost/", { actor: "pat" })));
      return signIn.outcome === "signed-in" ? signIn.secret : "";
    };
    const idle = open();
    pass(4);
    expect(sessions.find(idle)).toBeNull();
    const busy = open();
    for (const _ of [1, 2, 3]) {
      pass(3.5);
      expect(sessions.use(busy)).not.toBeNull();
    }
    pass(1.5);
    expect(sessions.use(busy)).toBeNull();
    const watched = open();
    pass(3.5);
    expect(sessions.find(watched)).not.toBeNull();
    pass(0.5);
    expect(sessions.find(watched)).toBeNull();
  });
});

describe("hosts", () => {
  test.each(["localhost", "LOCALHOST:4180", "127.0.0.1:9000", "[::1]:4180", "[::1]", "localhost."])(
    "%s is known",
    (host) => {
      expect(createHostCheck()(host)).toBe(true);
    },
  );

  test.each([
    "evil.example",
    "evil.example:4180",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "",
    "192.168.1.5",
    undefined,
  ])("%s is not", (host) => {
    expect(createHostCheck()(host)).toBe(false);
  });

  test("others are known where they are named", () => {
    const known = createHostCheck(["Plan.example", "2001:db8:1:2:3:4:5:6", "192.168.1.5"]);
    expect(known("plan.example:443")).toBe(true);
    expect(known("[2001:db8:1:2:3:4:5:6]:4180")).toBe(true);
    expect(known("192.168.1.5:4180")).toBe(true);
    expect(known("192.168.1.6:4180")).toBe(false);
  });

  test("loopback is what only this computer reaches", () => {
    expect(["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"].every(isLoopback)).toBe(true);
    expect(["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example", "example"].some(isLoopback)).toBe(false);
  });

  test("a request is foreign where another site's page made it", () => {
    const host = "127.0.0.1:4180";
    expect(isForeign({ host })).toBe(false);
    expect(isForeign({ host, origin: "http://127.0.0.1:4180", site: "same-origin" })).toBe(false);
    expect(isForeign({ host, site: "none" })).toBe(false);
    expect(isForeign({ host, site: "cross-site" })).toBe(true);
    expect(isForeign({ host, site: "same-site" })).toBe(true);
    expect(isForeign({ host, origin: "http://127.0.0.1:3000" })).toBe(true);
    expect(isForeign({ host, origin: "null" })).toBe(true);
  });
});
