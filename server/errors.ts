/** Every failure that a person can act on. `code` is stable; one table in `http/` maps it to a status. */
export class PlanlensError extends Error {
  readonly code: ErrorCode;
  /** Facts about where and why, never row values or paths. */
  readonly detail: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: { detail?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "PlanlensError";
    this.code = code;
    this.detail = options.detail ?? {};
  }
}

export type ErrorCode =
  | "usage"
  | "invalid-parameter"
  | "not-signed-in"
  | "not-allowed"
  | "not-in-release"
  | "not-found"
  | "not-built"
  | "no-data"
  | "busy"
  | "cancelled"
  | "too-large"
  | "unreadable-file"
  | "unwritable-file"
  | "unknown-layout"
  | "rejected-rows"
  | "already-loaded"
  | "control-difference"
  | "failed-checks"
  | "bad-query"
  | "bad-home"
  | "internal";

export function isPlanlensError(error: unknown): error is PlanlensError {
  return error instanceof PlanlensError;
}
