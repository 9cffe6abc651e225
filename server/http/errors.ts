import type { Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ZodError } from "zod";
import { type ErrorCode, isPlanlensError, PlanlensError } from "../errors.ts";
import type { AppEnv } from "./appEnv.ts";
import { describeError, type Log } from "./log.ts";

/** Codes that only make sense over HTTP, besides those of the product. */
type TransportCode =
  | "bad-request"
  | "method-not-allowed"
  | "not-acceptable"
  | "address-too-long"
  | "unsupported-media-type";
export type HttpErrorCode = ErrorCode | TransportCode;

/** The one table from an error's code to its status. */
export const statusOf = {
  usage: 400,
  "invalid-parameter": 400,
  "bad-request": 400,
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-in-release": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "not-acceptable": 406,
  "not-built": 409,
  "no-data": 409,
  busy: 409,
  cancelled: 409,
  "already-loaded": 409,
  "too-large": 413,
  "address-too-long": 414,
  "unsupported-media-type": 415,
  "unreadable-file": 422,
  "unwritable-file": 422,
  "unknown-layout": 422,
  "rejected-rows": 422,
  "control-difference": 422,
  "failed-checks": 422,
  "bad-query": 500,
  "bad-home": 500,
  internal: 500,
} as const satisfies Record<HttpErrorCode, number>;

/** What is said of failures that are ours; the log has the rest under the same request id. */
const ownFault = "Something went wrong inside Planlens. The server's log says more under this request id.";

export interface ErrorBody {
  error: { code: HttpErrorCode; message: string; detail: Record<string, unknown>; requestId: string };
}

/** An error that only makes sense over HTTP. */
export class HttpError extends Error {
  readonly code: TransportCode;
  readonly detail: Record<string, unknown>;

  constructor(code: TransportCode, message: string, detail: Record<string, unknown> = {}) {
    super(message);
    this.name = "HttpError";
    this.code = code;
    this.detail = detail;
  }
}

type Told = { code: HttpErrorCode; message: string; detail: Record<string, unknown> };

/** Code, message and detail as they may be told: nothing of the inside. */
export function tellable(error: unknown): Told {
  if (error instanceof HttpError) return { code: error.code, message: error.message, detail: error.detail };
  if (error instanceof HTTPException) return transportError(error);
  if (!isPlanlensError(error)) return { code: "internal", message: ownFault, detail: {} };
  if (statusOf[error.code] >= 500) return { code: error.code, message: ownFault, detail: {} };
  return { code: error.code, message: error.message, detail: error.detail };
}

/** The one shape in which the API says that something failed. */
export function errorResponse(c: Context<AppEnv>, error: unknown): Response {
  const told = tellable(error);
  const body: ErrorBody = { error: { ...told, requestId: c.get("requestId") } };
  return c.json(body, statusOf[told.code]);
}

/** Answers every error in that shape, and logs those that are ours. */
export function handleErrors(app: Hono<AppEnv>, log: Log): void {
  app.onError((error, c) => {
    const { code } = tellable(error);
    if (statusOf[code] >= 500) {
      log({ level: "error", event: "error", requestId: c.get("requestId"), code, error: describeError(error) });
    }
    c.set("errorCode", code);
    return errorResponse(c, error);
  });
}

/** The first thing wrong with a request, by the parameter's name and what it may be. */
export function invalidParameter(error: ZodError): PlanlensError {
  const issue = error.issues[0];
  const parameter = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "");
  const allowed = issue?.code === "invalid_value" ? issue.values.map(String) : undefined;
  const said =
    issue?.code === "unrecognized_keys"
      ? `There is no parameter ${parameter} here.`
      : allowed
        ? `${parameter} can be ${allowed.join(", ")}.`
        : `${parameter || "The request"} cannot be read: ${issue?.message ?? "it has the wrong form"}.`;
  return new PlanlensError("invalid-parameter", said, { detail: { parameter, ...(allowed && { allowed }) } });
}

function transportError(error: HTTPException): Told {
  const detail = {};
  switch (error.status) {
    case 413:
      return { code: "too-large", message: "The request's body is too large.", detail };
    case 415:
      return { code: "unsupported-media-type", message: "Send the body as application/json.", detail };
    case 400:
      return { code: "bad-request", message: "The request's body is not valid JSON.", detail };
    default:
      return { code: "internal", message: ownFault, detail };
  }
}
