import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { productPaths } from "../../server/root.ts";

export const root = productPaths.root;

/** How this process starts TypeScript of its own. */
export const nodeArgs = ["--import", "tsx"];

export interface Phase {
  /** What the program said when the phase began; empty for the first. */
  began: string;
  ms: number;
  /** The most memory that the program and its children held at once, in MB; null where the system does not tell. */
  peakMB: number | null;
}

/**
 * Runs the command line to its end and watches its memory, children included.
 * @param turns a new phase begins where it says one of these.
 */
export async function watchPlanlens(args: string[], turns: RegExp[] = []): Promise<{ phases: Phase[]; out: string }> {
  const child = spawn(process.execPath, [...nodeArgs, join(root, "server/main.ts"), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, UV_THREADPOOL_SIZE: "16" },
  });
  const phases: Phase[] = [];
  let [began, start, peak] = ["", performance.now(), 0];
  const end = () => phases.push({ began, ms: performance.now() - start, peakMB: peak > 0 ? peak : null });
  const sample = setInterval(() => {
    peak = Math.max(peak, residentMB(child.pid ?? 0) ?? 0);
  }, 100);
  let [out, said] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    const text = chunk.toString();
    said = (said + text).slice(-4000);
    if (!turns.some((turn) => turn.test(text))) return;
    end();
    [began, start, peak] = [text.trim(), performance.now(), 0];
  });
  const code = await new Promise((done) => child.on("close", done));
  clearInterval(sample);
  end();
  if (code !== 0) throw new Error(`planlens ${args[0]} ended with ${code}: ${said}`);
  return { phases, out };
}

/** Memory that a process and its children hold, in MB; null where the system does not tell. */
export function residentMB(pid: number): number | null {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return children.reduce((sum, child) => sum + (residentMB(Number(child)) ?? 0), own);
  } catch {
    return null;
  }
}

/** What a process has used of the processors, in ms; null where the system does not tell. */
export function cpuMs(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
