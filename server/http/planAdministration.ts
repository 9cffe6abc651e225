import { createMiddleware } from "hono/factory";
import { PlanlensError } from "../errors.ts";
import type { AppEnv } from "./appEnv.ts";

/** Lets only plan administration through: files, rows and what was found in them are shown to nobody else. */
export const planAdministration = createMiddleware<AppEnv>(async function planAdministration(c, next) {
  if (c.get("session").profile !== "plan-administration") {
    throw new PlanlensError("not-allowed", "Loads, and what is in them, are for plan administration only.");
  }
  await next();
});
