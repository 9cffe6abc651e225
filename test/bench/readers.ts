import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHome } from "../../server/home/home.ts";
import { median, timed } from "./measure.ts";
import { type BenchPlan, reportPath } from "./plan.ts";
import type { Measured } from "./result.ts";
import type { BenchServer } from "./server.ts";
import { watchPlanlens } from "./watched.ts";

/** A usual report, asked twice a second while another process builds the warehouse anew under another setting. */
export async function readers(server: BenchServer, plan: BenchPlan): Promise<Measured[]> {
  const report = plan.reports.find((each) => each.id === "cost-by-plan");
  if (!report) return [];
  const path = reportPath(report, { period: plan.year, compare: "none" });
  await server.get(path);
  const times: number[] = [];
  let building = true;
  const reading = (async () => {
    while (building) {
      times.push(await timed(() => server.get(path)));
      await new Promise((done) => setTimeout(done, 500));
    }
  })();
  const putBack = changeSetting(plan.home);
  try {
    const { phases } = await watchPlanlens(["build", "--home", plan.home]);
    building = false;
    await reading;
    const most = [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? null;
    const note = `${times.length} answers of ${report.id} while a build of ${((phases[0]?.ms ?? 0) / 1000).toFixed(0)} s ran`;
    return [
      {
        part: "readers",
        what: "A standard report meanwhile, median",
        unit: "ms",
        measured: median(times),
        budget: 500,
        note,
      },
      {
        part: "readers",
        what: "A standard report meanwhile, 19 of 20 within",
        unit: "ms",
        measured: most,
        budget: 500,
      },
    ];
  } finally {
    building = false;
    putBack();
    await watchPlanlens(["build", "--home", plan.home]);
  }
}

/** Another fiscal year calls for another warehouse. Returns what puts the setting back. */
function changeSetting(home: string): () => void {
  const { paths, settings } = openHome(home);
  const path = join(paths.settings);
  const before = readIfThere(path);
  const fiscalYearStartMonth = (settings.fiscalYearStartMonth % 12) + 1;
  writeFileSync(path, JSON.stringify({ ...JSON.parse(before ?? "{}"), fiscalYearStartMonth }));
  return () => (before === null ? rmSync(path, { force: true }) : writeFileSync(path, before));
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
