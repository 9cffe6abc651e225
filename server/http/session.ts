import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { deleteCookie, getCookie } from "hono/cookie";
import type { Sessions } from "../access/sessions.ts";
import type { OpenPlan } from "../openPlan.ts";
import { type AppEnv, createRouter } from "./appEnv.ts";
import { failures, json, profileSchema } from "./schemas.ts";

const sessionSchema = z.object({ actor: z.string(), profile: profileSchema, planName: z.string() }).openapi("Session");

const read = createRoute({
  method: "get",
  path: "/api/session",
  operationId: "session",
  summary: "Who is signed in, and the widest profile that they may ask for",
  responses: { 200: json(sessionSchema, "The session"), 401: failures[401] },
});

const end = createRoute({
  method: "delete",
  path: "/api/session",
  operationId: "signOut",
  summary: "Signs out",
  responses: { 204: { description: "Signed out; the cookie is gone" }, 401: failures[401] },
});

export function sessionRoutes({ plan, sessions }: { plan: OpenPlan; sessions: Sessions }): OpenAPIHono<AppEnv> {
  return createRouter()
    .openapi(read, (c) => {
      const { actor, profile } = c.get("session");
      return c.json({ actor, profile, planName: plan.planName }, 200);
    })
    .openapi(end, (c) => {
      sessions.end(getCookie(c, sessions.cookieName));
      deleteCookie(c, sessions.cookieName, { path: "/", httpOnly: true, sameSite: "Strict" });
      return c.body(null, 204);
    });
}
