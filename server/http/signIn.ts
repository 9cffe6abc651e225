import type { Context } from "hono";
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Sessions } from "../access/sessions.ts";
import type { AppEnv } from "./appEnv.ts";
import { noticePage } from "./noticePage.ts";

const refusals = {
  used: {
    title: "This sign-in link has been used",
    text: "Each link works once. If you used it in this browser you are still signed in. Otherwise ask for a new one: start Planlens again and open the link that it prints.",
  },
  expired: {
    title: "This sign-in link is too old",
    text: "A link works for some hours after Planlens printed it. Start Planlens again and open the link that it prints.",
  },
  unknown: {
    title: "This sign-in link is not known",
    text: "It may have been cut off when it was copied, or Planlens has been started again since. Open the whole link that Planlens printed last.",
  },
};

/**
 * Opens a one-time link: sets the session's cookie and goes on to the page. A browser that only looks ahead
 * (prefetch, HEAD) does not use the link up. The page's own requests carry the cookie even where the link was opened
 * from another site, because they come from the page.
 */
export function signInRoutes({ sessions }: { sessions: Sessions }): Hono<AppEnv> {
  return new Hono<AppEnv>().get("/sign-in", (c) => {
    c.header("Cache-Control", "no-store");
    if (c.req.method === "HEAD" || /prefetch|prerender/.test(c.req.header("sec-purpose") ?? ""))
      return c.body(null, 503);
    const held = getCookie(c, sessions.cookieName);
    const signIn = sessions.signIn(c.req.query("token") ?? "");
    if (signIn.outcome !== "signed-in") {
      if (sessions.find(held)) return c.redirect("/", 303);
      return c.html(noticePage({ ...refusals[signIn.outcome], link: { href: "/", text: "Go to Planlens" } }), 403);
    }
    sessions.end(held);
    setCookie(c, sessions.cookieName, signIn.secret, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      secure: isHttps(c),
      maxAge: sessions.maxAge,
    });
    return c.redirect("/", 303);
  });
}

function isHttps(c: Context): boolean {
  return c.req.url.startsWith("https:") || c.req.header("x-forwarded-proto") === "https";
}
