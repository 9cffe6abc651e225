import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { isForeign } from "../access/hosts.ts";
import { PlanlensError } from "../errors.ts";
import type { AppEnv } from "./appEnv.ts";

/** Scripts come from our own files alone; styles may be inline because the page's component library writes them. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    fontSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

/** Refuses a request that names a host this server does not go by: that is how DNS rebinding looks. */
export const knownHost = (isKnown: (host: string | undefined) => boolean) =>
  createMiddleware<AppEnv>(async function knownHost(c, next) {
    if (!isKnown(hostOf(c.req.header("host"), c.req.url))) {
      throw new PlanlensError(
        "not-allowed",
        "Planlens does not answer under this host name. Open the address it printed.",
      );
    }
    await next();
  });

/** Refuses what another site's page asks for: anything that is not plain reading, and all of the API. */
export const sameOrigin = createMiddleware<AppEnv>(async function sameOrigin(c, next) {
  const reads = c.req.method === "GET" || c.req.method === "HEAD";
  const foreign = isForeign({
    origin: c.req.header("origin"),
    site: c.req.header("sec-fetch-site"),
    host: hostOf(c.req.header("host"), c.req.url),
  });
  if (foreign && (!reads || c.req.path.startsWith("/api"))) {
    throw new PlanlensError("not-allowed", "This request came from another site's page and was refused.");
  }
  await next();
});

/** Health data is not to be kept by browsers or proxies. */
export const notStored = createMiddleware<AppEnv>(async function notStored(c, next) {
  await next();
  c.header("Cache-Control", "private, no-store");
});

function hostOf(header: string | undefined, url: string): string {
  return header ?? new URL(url).host;
}
