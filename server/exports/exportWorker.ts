import { parentPort, workerData } from "node:worker_threads";
import { isPlanlensError } from "../errors.ts";
import { type ExportTask, exportTasks } from "./exportTasks.ts";

/** In a thread of its own: writes what it was given and sends the bytes back, or why it could not. */
const { task, data } = workerData as { task: ExportTask; data: never };
try {
  const bytes = await exportTasks[task](data);
  parentPort?.postMessage({ bytes }, [bytes.buffer as ArrayBuffer]);
} catch (error) {
  if (!isPlanlensError(error)) throw error;
  const { code, message, detail } = error;
  parentPort?.postMessage({ refused: { code, message, detail } });
}
