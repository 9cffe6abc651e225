import { createServer, type Server } from "node:http";
import { hostname, networkInterfaces } from "node:os";
import { getRequestListener } from "@hono/node-server";
import { isLoopback } from "../access/hosts.ts";
import { createSessions } from "../access/sessions.ts";
import { PlanlensError } from "../errors.ts";
import { HomePlan } from "../homePlan.ts";
import { createJobs } from "../jobs/jobs.ts";
import type { OpenPlan } from "../openPlan.ts";
import { productPaths } from "../root.ts";
import { createApp } from "./app.ts";
import { homeDesk } from "./loading/homeDesk.ts";
import type { LoadDesk } from "./loading/loadDesk.ts";
import { createLog, type Log } from "./log.ts";

export interface ServeOptions {
  plan: OpenPlan;
  /** How files are taken in; made from the plan unless given. */
  desk?: LoadDesk;
  /** Whom the sign-in link signs in. */
  actor: string;
  version: string;
  /** Left out: 4180, or the next free one. 0: any free one. */
  port?: number;
  /** The address to bind to; loopback unless told otherwise. */
  host?: string;
  /** Further names under which it may be asked, as behind a reverse proxy. */
  hosts?: readonly string[];
  webDir?: string;
  log?: Log;
  clock?: () => Date;
  /** Seconds after which a request is stopped. */
  timeout?: number;
}

export interface Served {
  url: string;
  /** Signs the actor in, once. */
  signInLink: string;
  /** Makes another such link. */
  newSignInLink(): string;
  /** Stops taking requests, cancels what runs and ends every connection. The plan stays open. */
  close(): Promise<void>;
}

/** Milliseconds in which a request must have arrived whole; all but files on their way in are cut off far earlier. */
const longestUpload = 12 * 3_600_000;
/** Days after which files that nobody went on with are thrown away. */
const daysKept = 7;
const usualPort = 4180;
const portsTried = 20;

/**
 * Serves one plan over HTTP. Small queries wait behind large ones in libuv's four threads, so the process should have
 * been started with `UV_THREADPOOL_SIZE=16`; it cannot be set from here.
 * @throws PlanlensError `busy` where the port asked for is taken, `usage` where the address cannot be bound.
 */
export async function serve({
  plan,
  desk = deskOf(plan),
  actor,
  version,
  port,
  host = "127.0.0.1",
  hosts = [],
  webDir = productPaths.web,
  log = createLog(),
  clock = () => new Date(),
  timeout,
}: ServeOptions): Promise<Served> {
  const listener: { fetch: (request: Request, env: object) => Response | Promise<Response> } = {
    fetch: () => new Response(null, { status: 503 }),
  };
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: longestUpload },
    getRequestListener((request, env) => listener.fetch(request, env)),
  );
  const bound = await listen(server, host, port);
  const url = `http://${urlHost(host)}:${bound}/`;

  const jobs = createJobs({ clock });
  const sessions = createSessions({ clock, cookieName: `planlens_session_${bound}` });
  const names = isLoopback(host) ? hosts : [...hosts, ...ownNames(host)];
  const app = createApp({ plan, desk, sessions, jobs, log, version, webDir, hosts: names, timeout });
  listener.fetch = (request, env) => app.fetch(request, env);

  const clean = () => desk.intakes.clean(daysKept);
  clean();
  const cleaning = setInterval(clean, 6 * 3_600_000).unref();
  const unfollow = plan.onSwitch((digest) => log({ level: "info", event: "switched", digest }));

  if (!isLoopback(host)) {
    log({
      level: "warn",
      event: "exposed",
      message: `Planlens can be reached from other computers at ${host}, without encryption. Put a proxy with TLS before it, or leave --host out.`,
    });
  }

  const newSignInLink = () => sessions.createSignInLink(url, { actor });
  return {
    url,
    signInLink: newSignInLink(),
    newSignInLink,
    async close() {
      unfollow();
      clearInterval(cleaning);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await jobs.close();
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      const late = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

function deskOf(plan: OpenPlan): LoadDesk {
  if (plan instanceof HomePlan) return homeDesk(plan);
  throw new TypeError("A plan that is no home of its own is served with a desk.");
}

async function listen(server: Server, host: string, port: number | undefined): Promise<number> {
  const candidates =
    port === undefined ? [...Array(portsTried).keys()].map((offset) => usualPort + offset).concat(0) : [port];
  for (const candidate of candidates) {
    const code = await tryListen(server, host, candidate);
    if (code === null) {
      const address = server.address();
      return typeof address === "object" && address ? address.port : candidate;
    }
    if (code === "EADDRINUSE" || code === "EACCES") continue;
    throw new PlanlensError("usage", `This computer has no address ${host} to serve on (${code}).`);
  }
  throw new PlanlensError(
    "busy",
    `Port ${port} is taken or not allowed. Choose another with --port, or leave it out.`,
    {
      detail: { port },
    },
  );
}

/** Resolves with null once the server listens, or with the system's code for why it cannot. */
function tryListen(server: Server, host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const done = (code: string | null) => {
      server.off("error", failed);
      server.off("listening", listening);
      resolve(code);
    };
    const failed = (error: NodeJS.ErrnoException) => done(error.code ?? "unknown");
    const listening = () => done(null);
    server.once("error", failed);
    server.once("listening", listening);
    server.listen({ port, host: host.replace(/^\[|\]$/g, "") });
  });
}

/** The host as a browser on this computer writes it. */
function urlHost(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  if (bare === "0.0.0.0" || bare === "::") return "127.0.0.1";
  return bare.includes(":") ? `[${bare}]` : bare;
}

/** The names that a server bound to `host` goes by; addresses cannot be rebound, so a wildcard gets all of them. */
function ownNames(host: string): string[] {
  if (host !== "0.0.0.0" && host !== "::") return [host];
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address) ?? []);
  return [hostname(), ...addresses];
}
