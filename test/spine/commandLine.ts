import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
export const shared = resolve(root, "../shared");

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** Starts the real command line as a process of its own. */
export function startPlanlens(args: string[], env: Record<string, string> = {}): ChildProcess {
  const loader = new URL(`file://${join(root, "node_modules", "tsx", "dist", "loader.mjs")}`).href;
  return spawn(process.execPath, ["--import", loader, join(root, "server", "main.ts"), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export function planlens(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return outcomeOf(startPlanlens(args, env));
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const outcome: Outcome = { code: null, out: "", err: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    outcome.out += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    outcome.err += chunk.toString();
  });
  return new Promise((done) => {
    child.on("close", (code) => done({ ...outcome, code }));
  });
}

export function tempDir(): string {
  return mkdtempSync(join(tmpdir(), "planlens-test-"));
}
