import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { COMPRESSIBLE_CONTENT_TYPE_REGEX, compress } from "hono/compress";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { createHostCheck } from "../access/hosts.ts";
import type { Sessions } from "../access/sessions.ts";
import { PlanlensError } from "../errors.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { builderRoutes } from "./builder.ts";
import { buildRoutes } from "./builds.ts";
import { deadline } from "./deadline.ts";
import { errorResponse, HttpError, handleErrors } from "./errors.ts";
import { filterRoutes } from "./filters.ts";
import { mediaTypes } from "./formats.ts";
import { glossaryRoutes } from "./glossary.ts";
import { healthRoutes } from "./health.ts";
import { intakeRoutes } from "./intakes.ts";
import { jobRoutes } from "./jobs.ts";
import type { LoadDesk } from "./loading/loadDesk.ts";
import { loadRoutes } from "./loads.ts";
import type { Log } from "./log.ts";
import { normRoutes } from "./norms.ts";
import { describe } from "./openapi.ts";
import { packetRoutes } from "./packets.ts";
import { page } from "./page.ts";
import { referenceRoutes } from "./reference.ts";
import { reportRoutes } from "./reports.ts";
import { requestId } from "./requestId.ts";
import { requestLog } from "./requestLog.ts";
import { savedRoutes } from "./saved.ts";
import { scorecardRoutes } from "./scorecard.ts";
import { knownHost, notStored, sameOrigin, securityHeaders } from "./security.ts";
import { sessionRoutes } from "./session.ts";
import { signedIn } from "./signedIn.ts";
import { signInRoutes } from "./signIn.ts";
import { tableRoutes } from "./tables.ts";

export interface AppOptions {
  plan: OpenPlan;
  /** How files are taken into the plan. */
  desk: LoadDesk;
  sessions: Sessions;
  jobs: Jobs;
  log: Log;
  /** The product's version. */
  version: string;
  /** The folder of the built page. */
  webDir: string;
  /** Host names besides the loopback ones under which this server may be asked. */
  hosts?: readonly string[];
  /** Seconds after which a request is stopped. */
  timeout?: number;
  /** Milliseconds between signs of life on a job's stream. */
  heartbeat?: number;
}

const bodyBytes = 1024 * 1024;
const addressLength = 8000;

/** The whole HTTP side of one plan, without a port. Routes hold no logic: they translate. */
export function createApp({
  plan,
  desk,
  sessions,
  jobs,
  log,
  version,
  webDir,
  hosts = [],
  timeout = 300,
  heartbeat,
}: AppOptions): OpenAPIHono<AppEnv> {
  const app = createRouter();
  handleErrors(app, log);

  app.use(requestId, requestLog(log), securityHeaders, knownHost(createHostCheck(hosts)), sameOrigin);
  app.use(limitAddress);
  app.use(compress({ contentTypeFilter: compressible }), methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use("/api/*", notStored, unlessSending(limitBody), unlessSending(deadline(timeout)));
  app.route("/", healthRoutes({ plan, sessions, version }));
  app.use("/api/*", signedIn(sessions));
  app.route("/", sessionRoutes({ plan, sessions }));
  app.route("/", reportRoutes({ plan, jobs, log, version }));
  app.route("/", savedRoutes({ builder: desk.builder }));
  app.route("/", builderRoutes({ plan, builder: desk.builder, jobs }));
  app.route("/", normRoutes({ plan }));
  app.route("/", packetRoutes({ plan, builder: desk.builder, jobs }));
  app.route("/", filterRoutes({ plan }));
  app.route("/", loadRoutes({ plan, desk, jobs, log }));
  app.route("/", intakeRoutes({ desk, jobs, log }));
  app.route("/", scorecardRoutes({ desk }));
  app.route("/", referenceRoutes({ plan, jobs, log, reference: desk.reference }));
  app.route("/", tableRoutes());
  app.route("/", buildRoutes({ plan, jobs, log }));
  app.route("/", jobRoutes({ jobs, heartbeat }));
  app.route("/", glossaryRoutes());
  describe(app, { plan, version, cookieName: sessions.cookieName });

  app.route("/", signInRoutes({ sessions }));
  app.use(page({ webDir }));
  app.notFound((c) => {
    c.set("errorCode", "not-found");
    return errorResponse(c, new PlanlensError("not-found", `There is nothing at ${c.req.path.slice(0, 200)}.`));
  });
  return app;
}

const limitAddress = createMiddleware<AppEnv>(async function limitAddress(c, next) {
  if (c.req.url.length > addressLength) {
    const message = `An address can have ${addressLength} characters at most; this one has ${c.req.url.length}.`;
    throw new HttpError("address-too-long", message, { limit: addressLength });
  }
  await next();
});

/** A file on its way in has limits of its own: it may be large and take long, but must not stand still. */
function unlessSending(limit: MiddlewareHandler<AppEnv>): MiddlewareHandler<AppEnv> {
  return (c, next) => (sendsFile.test(`${c.req.method} ${c.req.path}`) ? next() : limit(c, next));
}

const sendsFile = /^(PUT \/api\/intakes\/[^/]+\/files\/[^/]+|POST \/api\/reference)$/;

const limitBody = bodyLimit({
  maxSize: bodyBytes,
  onError: () => {
    throw new PlanlensError("too-large", `A request's body can have ${bodyBytes} bytes at most.`);
  },
});

function refuseMethod(c: Context<AppEnv>, allowed: string[]): Response {
  c.set("errorCode", "method-not-allowed");
  c.header("Allow", allowed.join(", "));
  const message = `${c.req.method} is not possible here; ${allowed.join(", ")} ${allowed.length > 1 ? "are" : "is"}.`;
  return errorResponse(c, new HttpError("method-not-allowed", message, { allowed }));
}

/** Besides what is usually compressed: Arrow, whose columns shrink well. Parquet and XLSX are compressed inside. */
function compressible(type: string): boolean {
  return type.startsWith(mediaTypes.arrow) || COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type);
}
