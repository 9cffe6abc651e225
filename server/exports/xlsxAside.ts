import { Worker } from "node:worker_threads";
import { PlanlensError } from "../errors.ts";
import type { Envelope } from "../reports/envelope.ts";
import { lineCount } from "./exportLines.ts";
import { refuseTooManyLines, xlsxBytes } from "./xlsx.ts";

/** Threads do not take over how this process reads TypeScript, so this one is told first. */
const thread = `
  const { workerData: { loader, file } } = require("node:worker_threads");
  import(loader).then(({ register }) => { register(); return import(file); });
`;

/** Cells that take the main thread no longer than a moment. */
const fewCells = 2_000;

/**
 * The same bytes as `xlsxBytes`; a large workbook is written in a thread of its own, so that the server goes on answering.
 * @throws PlanlensError `too-large`, or `cancelled` after `signal`, which ends the thread.
 */
export async function xlsxAside(envelope: Envelope, signal?: AbortSignal): Promise<Uint8Array> {
  refuseTooManyLines(envelope);
  if (lineCount(envelope) * envelope.columns.length <= fewCells) return xlsxBytes(envelope);
  const worker = new Worker(thread, {
    eval: true,
    workerData: {
      loader: import.meta.resolve("tsx/esm/api"),
      file: new URL("./xlsxWorker.ts", import.meta.url).href,
      envelope,
    },
    execArgv: [],
  });
  const stop = () => void worker.terminate();
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<Uint8Array>((done, failed) => {
      worker.once("message", done);
      worker.once("error", failed);
      worker.once("exit", () => failed(new PlanlensError("cancelled", "Stopped before the workbook was written.")));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}
