import { OpenAPIHono } from "@hono/zod-openapi";
import type { Session } from "../access/sessions.ts";
import { type HttpErrorCode, invalidParameter } from "./errors.ts";

/** What the middleware puts beside each request. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** Who asks; set on every route behind the sign-in. */
    session: Session;
    /** Aborted when the client goes away or the request has taken too long. */
    signal: AbortSignal;
    errorCode?: HttpErrorCode;
  };
}

/** A router whose schemas answer in the one error shape. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalidParameter(result.error);
    },
  });
}
