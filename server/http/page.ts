import { existsSync } from "node:fs";
import { extname, resolve } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./appEnv.ts";
import { noticePage } from "./noticePage.ts";

/**
 * Serves the built page from `webDir`: its files under their names, and `index.html` for every other address of the
 * page. Files under `assets/` carry a hash in their name and never change.
 */
export function page({ webDir }: { webDir: string }): MiddlewareHandler<AppEnv> {
  const built = () => existsSync(resolve(webDir, "index.html"));
  let files: MiddlewareHandler | undefined;
  let index: MiddlewareHandler | undefined;

  return createMiddleware<AppEnv>(async function page(c, next) {
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (!reads || /^\/api(\/|$)/.test(c.req.path)) return next();
    if (!built()) {
      return c.html(
        noticePage({
          title: "The page has not been built yet",
          text: "Planlens is running, but its page is missing. Stop it and run npm start, which builds the page; or run npm run build and load this address again.",
        }),
        503,
      );
    }
    files ??= serveStatic({ root: webDir });
    index ??= serveStatic({ root: webDir, path: "index.html" });
    const file = await files(c, async () => {});
    if (file) return kept(file, c.req.path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    const fallback = extname(c.req.path) === "" ? await index(c, async () => {}) : undefined;
    return fallback ? kept(fallback, "no-cache") : next();
  });
}

function kept(response: Response, cacheControl: string): Response {
  response.headers.set("Cache-Control", cacheControl);
  return response;
}
