import { cpus, loadavg, totalmem } from "node:os";
import { version as engineVersion } from "@duckdb/node-api";

export interface Machine {
  cpu: string;
  cores: number;
  memoryGB: number;
  node: string;
  engine: string;
  /** Of the last minute, at the start and at the end. */
  load: { start: number; end: number };
}

export function machine(startLoad: number): Machine {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    engine: engineVersion(),
    load: { start: startLoad, end: loadOfTheMinute() },
  };
}

export function loadOfTheMinute(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}
