import { spawn } from "node:child_process";
import { join } from "node:path";
import { cpuMs, nodeArgs, residentMB, root } from "./watched.ts";

export interface BenchServer {
  /** Asks and reads to the end. @throws where the answer is an error. */
  get(path: string): Promise<string>;
  request(path: string, options?: RequestInit): Promise<Response>;
  origin: string;
  cookie: { name: string; value: string };
  memoryMB(): number | null;
  /** What the process has used of the processors, in steps of 10 ms; null where the system does not tell. */
  cpuMs(): number | null;
  close(): Promise<void>;
}

/** The product's server over a home, in a process of its own, with someone signed in. */
export async function startServer(home: string): Promise<BenchServer> {
  const args = [...nodeArgs, join(root, "server/main.ts"), "serve", "--port", "0", "--home", home];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, UV_THREADPOOL_SIZE: "16" },
  });
  const link = await new Promise<string>((found, failed) => {
    child.stdout.on("data", (chunk: Buffer) => found(chunk.toString().trim()));
    child.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  const { origin } = new URL(link);
  const signedIn = await fetch(link, { redirect: "manual" });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const request = (path: string, options: RequestInit = {}) =>
    fetch(origin + path, {
      ...options,
      headers: { cookie, "accept-encoding": "identity", ...(options.headers as Record<string, string>) },
    });
  return {
    origin,
    cookie: { name: cookie.split("=")[0] ?? "", value: cookie.slice(cookie.indexOf("=") + 1) },
    request,
    async get(path) {
      const response = await request(path);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${text.slice(0, 400)}`);
      return text;
    },
    memoryMB: () => residentMB(child.pid ?? 0),
    cpuMs: () => cpuMs(child.pid ?? 0),
    async close() {
      const ended = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
