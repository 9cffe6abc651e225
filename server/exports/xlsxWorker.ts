import { parentPort, workerData } from "node:worker_threads";
import type { Envelope } from "../reports/envelope.ts";
import { xlsxBytes } from "./xlsx.ts";

/** In a thread of its own: writes the envelope it was given and sends the bytes back. */
const bytes = await xlsxBytes((workerData as { envelope: Envelope }).envelope);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
