import { Worker } from "node:worker_threads";
import { cancelled } from "../../warehouse/cancellable.ts";

/** Plain JavaScript, so that it runs however the program itself is run. */
const program = `
  const { createHash } = require("node:crypto");
  const { openSync, readSync } = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");
  const file = openSync(workerData, "r");
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafeSlow(1 << 20);
  for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  parentPort.postMessage(hash.digest("hex"));
`;

/** SHA-256 of the bytes on disk, worked out in a thread of its own while others read the same file. */
export async function hashBeside(path: string, signal?: AbortSignal): Promise<string> {
  if (signal?.aborted) throw cancelled();
  const worker = new Worker(program, { eval: true, workerData: path, execArgv: [] });
  let stop = () => {};
  try {
    return await new Promise<string>((resolve, reject) => {
      stop = () => reject(cancelled());
      signal?.addEventListener("abort", stop, { once: true });
      worker.once("message", resolve);
      worker.once("error", reject);
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
