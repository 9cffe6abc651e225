import { ApiError } from "./apiError.ts";

interface RequestOptions {
  signal?: AbortSignal;
  /** Sent as `X-Request-Id`: the server's job has the same id while it runs. */
  requestId?: string;
}

/**
 * GET as JSON from our own server.
 * @throws ApiError with the server's code, or `unreachable`; an `AbortError` passes through.
 */
export async function request<T>(path: string, { signal, requestId }: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (requestId) headers["X-Request-Id"] = requestId;
  let response: Response;
  try {
    response = await fetch(path, { headers, signal, credentials: "same-origin" });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError("unreachable", "Planlens did not answer. It may have been stopped.", { cause });
  }
  if (!response.ok) throw await errorOf(response, requestId ?? null);
  return (await response.json()) as T;
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

interface ErrorBody {
  error?: { code?: ApiError["code"]; message?: string; detail?: Record<string, unknown>; requestId?: string };
}

async function errorOf(response: Response, requestId: string | null): Promise<ApiError> {
  const body: ErrorBody = await response.json().catch(() => ({}));
  return new ApiError(
    body.error?.code ?? "internal",
    body.error?.message ?? `The server answered ${response.status}.`,
    {
      status: response.status,
      detail: body.error?.detail,
      requestId: body.error?.requestId ?? response.headers.get("X-Request-Id") ?? requestId,
    },
  );
}
