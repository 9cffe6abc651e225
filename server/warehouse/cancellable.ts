import type { DuckDBConnection } from "@duckdb/node-api";
import { PlanlensError } from "../errors.ts";

const interruptEvery = 50;

export function cancelled(): PlanlensError {
  return new PlanlensError("cancelled", "Stopped before it was done. Nothing was changed.");
}

/**
 * Runs engine work that the signal can stop; settles when the engine is free again.
 * An interrupt that comes before the engine has begun has no effect, so it is repeated until the work ends.
 * @throws PlanlensError `cancelled`.
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw cancelled();
  if (!signal) return work();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), interruptEvery);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const result = await work();
    if (signal.aborted) throw cancelled();
    return result;
  } catch (error) {
    throw signal.aborted ? cancelled() : error;
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Answers the caller at once when the signal fires, while `work` goes on to its end unseen. */
export async function answerAtOnce<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(cancelled());
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
