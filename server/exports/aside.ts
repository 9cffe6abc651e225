import { Worker } from "node:worker_threads";
import { PlanlensError } from "../errors.ts";
import type { ExportTask, TaskData } from "./exportTasks.ts";

/** What the thread answers: the file, or an error that a person can act on. */
interface Answer {
  bytes?: Uint8Array;
  refused?: Pick<PlanlensError, "code" | "message" | "detail">;
}

/** Threads do not take over how this process reads TypeScript, so this one is told first. */
const thread = `
  const { workerData: { loader, file } } = require("node:worker_threads");
  import(loader).then(({ register }) => { register(); return import(file); });
`;

/**
 * Writes in a thread of its own, so that the server goes on answering.
 * @throws PlanlensError what the writing throws, or `cancelled` after `signal`, which ends the thread.
 */
export async function aside<Task extends ExportTask>(
  task: Task,
  data: TaskData<Task>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (signal?.aborted) throw stopped();
  const worker = new Worker(thread, {
    eval: true,
    workerData: {
      loader: import.meta.resolve("tsx/esm/api"),
      file: new URL("./exportWorker.ts", import.meta.url).href,
      task,
      data,
    },
    execArgv: [],
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<Uint8Array>((done, failed) => {
      worker.once("message", ({ bytes, refused }: Answer) => (bytes ? done(bytes) : failed(errorOf(refused))));
      worker.once("error", failed);
      worker.once("exit", () => failed(stopped()));
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    stop();
  }
}

function errorOf(refused: Answer["refused"]): Error {
  return refused ? new PlanlensError(refused.code, refused.message, { detail: refused.detail }) : stopped();
}

function stopped(): PlanlensError {
  return new PlanlensError("cancelled", "Stopped before the file was written.");
}
