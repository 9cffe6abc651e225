import { createSessions } from "../../access/sessions.ts";
import { createJobs } from "../../jobs/jobs.ts";
import type { Profile } from "../../reports/envelope.ts";
import { type AppOptions, createApp } from "../app.ts";
import type { LogEvent } from "../log.ts";
import { createMemoryPlan } from "./memoryPlan.ts";
import { testDesk } from "./testDesk.ts";

/** An app over a plan in memory, with a clock that stands still until it is moved. */
export function createTestApp(options: Partial<AppOptions> = {}) {
  const now = new Date("2025-06-01T08:00:00Z");
  const clock = () => new Date(now);
  const plan = createMemoryPlan();
  const sessions = createSessions({ clock });
  const jobs = createJobs({ clock });
  const logged: LogEvent[] = [];
  const log = (event: LogEvent) => logged.push(event);
  const desk = testDesk();
  const app = createApp({ plan, desk, sessions, jobs, log, version: "1.2.3", webDir: "/nowhere", ...options });

  const signInAs = (profile: Profile, actor = "pat"): string => {
    const token = new URL(sessions.createSignInLink("http://localhost/", { actor, profile })).searchParams.get("token");
    const signIn = sessions.signIn(token ?? "");
    if (signIn.outcome !== "signed-in") throw new Error(signIn.outcome);
    return `${sessions.cookieName}=${signIn.secret}`;
  };
  const cookies = { admin: signInAs("plan-administration"), committee: signInAs("committee", "lee"), nobody: "" };

  /** Asks as one of them, with a body sent as JSON. */
  const ask = (
    as: keyof typeof cookies,
    path: string,
    { method = "GET", headers = {}, body, signal }: AskOptions = {},
  ): Promise<Response> => {
    const sent = new Headers(headers);
    if (cookies[as]) sent.set("Cookie", cookies[as]);
    if (body !== undefined && !sent.has("Content-Type")) sent.set("Content-Type", "application/json");
    return Promise.resolve(app.request(path, { method, headers: sent, body, signal }));
  };
  const pass = (hours: number) => now.setTime(now.getTime() + hours * 3_600_000);
  return { app, plan, desk, sessions, jobs, logged, ask, signInAs, pass };
}

interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}
