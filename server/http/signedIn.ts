import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Sessions } from "../access/sessions.ts";
import { PlanlensError } from "../errors.ts";
import type { AppEnv } from "./appEnv.ts";

/** Lets only those through who are signed in, and says who it is as `session`. */
export const signedIn = (sessions: Sessions) =>
  createMiddleware<AppEnv>(async function signedIn(c, next) {
    const session = sessions.use(getCookie(c, sessions.cookieName));
    if (!session) {
      throw new PlanlensError(
        "not-signed-in",
        "You are not signed in, or it was too long ago. Open the sign-in link that Planlens printed when it started; starting it again prints a new one.",
      );
    }
    c.set("session", session);
    await next();
  });
