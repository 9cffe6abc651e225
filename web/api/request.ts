import { ApiError } from "./apiError.ts";

interface RequestOptions {
  signal?: AbortSignal;
  /** Sent as `X-Request-Id`: the server's job has the same id while it runs. */
  requestId?: string;
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
}

/**
 * Asks our own server and takes its answer as JSON; GET unless told otherwise, null where the answer is empty.
 * @throws ApiError with the server's code, or `unreachable`; an `AbortError` passes through.
 */
export async function request<T>(
  path: string,
  { signal, requestId, method = "GET", body }: RequestOptions = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (requestId) headers["X-Request-Id"] = requestId;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal,
      credentials: "same-origin",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("unreachable", "Planlens did not answer. It may have been stopped.", { cause });
  }
  if (!response.ok) throw await errorOf(response, requestId ?? null);
  return (response.status === 204 ? null : await response.json()) as T;
}

/** An id as the server wants it. `crypto.randomUUID` is missing where the page is not served from this computer. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes]
    .map((byte, i) => (i === 6 ? (byte & 15) | 64 : i === 8 ? (byte & 63) | 128 : byte))
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export interface ErrorBody {
  error?: { code?: ApiError["code"]; message?: string; detail?: Record<string, unknown>; requestId?: string };
}

async function errorOf(response: Response, requestId: string | null): Promise<ApiError> {
  const body: ErrorBody = await response.json().catch(() => ({}));
  return errorFrom(response.status, body, response.headers.get("X-Request-Id") ?? requestId);
}

/** What the server says went wrong, from the body of its answer. */
export function errorFrom(status: number, { error }: ErrorBody, requestId: string | null): ApiError {
  return new ApiError(error?.code ?? "internal", error?.message ?? `The server answered ${status}.`, {
    status,
    detail: error?.detail,
    requestId: error?.requestId ?? requestId,
  });
}
