import { createMiddleware } from "hono/factory";
import { PlanlensError } from "../errors.ts";
import type { AppEnv } from "./appEnv.ts";

/**
 * Gives each request a `signal` that is aborted when the client goes away or `seconds` have passed, and answers then;
 * the work behind it is stopped by that signal, not just left behind.
 */
export const deadline = (seconds: number) =>
  createMiddleware<AppEnv>(async function deadline(c, next) {
    const abort = new AbortController();
    const client = c.req.raw.signal;
    const leave = () => abort.abort(new PlanlensError("cancelled", "The client went away."));
    if (client.aborted) leave();
    else client.addEventListener("abort", leave, { once: true });
    const timer = setTimeout(
      () =>
        abort.abort(
          new PlanlensError(
            "cancelled",
            `This took longer than ${seconds} seconds and was stopped. Ask for less at once.`,
            {
              detail: { reason: "timeout", seconds },
            },
          ),
        ),
      seconds * 1000,
    );
    c.set("signal", abort.signal);
    try {
      await Promise.race([next(), aborted(abort.signal)]);
    } finally {
      clearTimeout(timer);
      client.removeEventListener("abort", leave);
    }
  });

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
