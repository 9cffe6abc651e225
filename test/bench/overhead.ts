import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { interleaved, timed } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";
import { nodeArgs } from "./watched.ts";

/** Each report through the server (HTTP, envelope as JSON) in turn with the same SQL in the engine alone, both warm. */
export async function overhead(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const alone = startAlone(plan.home);
  const results: Measured[] = [];
  try {
    for (const report of plan.reports) {
      // Lines are looked at by the month, everything else by the year.
      const period = report.spec.people ? plan.year : plan.month;
      const path = reportPath(report, { period, compare: "none" });
      const { a, b } = await interleaved(
        () => timed(() => server.get(path)),
        () => alone.ask(`${report.id} ${period}`),
        plan.rounds,
      );
      results.push({
        part: "overhead",
        what: report.id,
        unit: "ms",
        measured: a,
        budget: b * 1.2 + 5,
        note: `${b.toFixed(1)} ms alone × 1.2 + 5 ms; ${period}`,
      });
    }
  } finally {
    alone.close();
  }
  return results;
}

function startAlone(home: string) {
  const child = spawn(process.execPath, [...nodeArgs, join(import.meta.dirname, "alone.ts"), home], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line: string): Promise<number> {
      child.stdin.write(`${line}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the engine alone ended at ${line}`);
      return Number(value);
    },
    close: () => child.stdin.end(),
  };
}
