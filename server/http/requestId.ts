import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./appEnv.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Takes the client's `X-Request-Id` where it is a UUID, makes one otherwise, and says it in the answer. */
export const requestId = createMiddleware<AppEnv>(async function requestId(c, next) {
  const given = c.req.header("x-request-id");
  const id = given && uuid.test(given) ? given.toLowerCase() : randomUUID();
  c.set("requestId", id);
  await next();
  c.header("X-Request-Id", id);
});
