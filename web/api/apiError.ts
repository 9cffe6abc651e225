import type { ErrorCode } from "../../server/errors.ts";

/** An answer of the server that is not the one hoped for, or none at all (`unreachable`). */
export class ApiError extends Error {
  readonly code: ErrorCode | "unreachable";
  /** 0 where there was no answer. */
  readonly status: number;
  readonly requestId: string | null;
  /** Facts that the server gave along: the job that builds what is missing, the parameter at fault. */
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode | "unreachable",
    message: string,
    options: { status?: number; requestId?: string | null; detail?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = options.status ?? 0;
    this.requestId = options.requestId ?? null;
    this.detail = options.detail ?? {};
  }
}

export function isApiError(error: unknown, code?: ApiError["code"]): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
