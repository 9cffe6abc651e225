import { setImmediate } from "node:timers/promises";
import { cancelled } from "../../warehouse/cancellable.ts";

const longestMs = 10;

/**
 * The items one after the other; others have their turn whenever what is done with them has taken a moment.
 * @throws PlanlensError `cancelled`.
 */
export async function* givingWay<T>(items: readonly T[], signal?: AbortSignal): AsyncGenerator<T> {
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > longestMs) {
      await setImmediate();
      since = performance.now();
    }
    if (signal?.aborted) throw cancelled();
    yield item;
  }
}
