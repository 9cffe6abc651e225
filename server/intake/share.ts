import type { Progress } from "../openPlan.ts";

/** Progress of a part of the work as progress of the whole. */
export function share(onProgress: Progress | undefined, from: number, to: number): Progress {
  return ({ fraction, message }) =>
    onProgress?.({ fraction: fraction === null ? null : from + (to - from) * fraction, message });
}
