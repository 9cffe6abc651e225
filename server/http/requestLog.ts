import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { AppEnv } from "./appEnv.ts";
import type { Log } from "./log.ts";

/** One line a request: the route's pattern and never its parameters, which may name people. Health checks that pass are not logged. */
export const requestLog = (log: Log) =>
  createMiddleware<AppEnv>(async function requestLog(c, next) {
    const began = performance.now();
    await next();
    const route = matchedRoutes(c)
      .filter(({ method }) => method !== "ALL")
      .at(-1)?.path;
    if (route === "/api/health" && c.res.status === 200) return;
    const code = c.get("errorCode");
    log({
      level: "info",
      event: "request",
      method: c.req.method,
      route: route ?? (c.req.path.startsWith("/api") ? "(unknown)" : "(page)"),
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      requestId: c.get("requestId"),
      ...(code && { code }),
    });
  });
