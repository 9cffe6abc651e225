import { writeSync } from "node:fs";
import { runCommandLine } from "./cli.ts";

const stop = new AbortController();
let asked = 0;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.on(name, () => {
    asked += 1;
    stop.abort();
    if (asked > 1) process.exit(130);
  });
}
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
});

const code = await runCommandLine(process.argv.slice(2), {
  out: (content) => writeAll(typeof content === "string" ? Buffer.from(content) : content),
  say: (message) => process.stderr.write(`${message}\n`),
  now: () => new Date(),
  signal: stop.signal,
});
process.exit(code);

/** Writes to the end even where standard output is a pipe that is slow to empty. */
function writeAll(content: Uint8Array): void {
  for (let at = 0; at < content.length; ) {
    try {
      at += writeSync(1, content, at);
    } catch (error) {
      const { code: why } = error as NodeJS.ErrnoException;
      if (why === "EPIPE") process.exit(0);
      if (why !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
