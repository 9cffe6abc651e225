import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadFiles } from "../../server/commands/load.ts";
import { generatePlan } from "../../server/generate/generatePlan.ts";
import { HomePlan } from "../../server/homePlan.ts";
import { loadRatio } from "./loadRatio.ts";
import { machine, timed } from "./measure.ts";
import { pageWeight } from "./pageWeight.ts";
import { reportOverhead } from "./reportOverhead.ts";

const { values } = parseArgs({
  options: {
    employees: { type: "string", default: "4000" },
    years: { type: "string", default: "3" },
    rounds: { type: "string", default: "9" },
    json: { type: "string" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "planlens-bench-"));
try {
  const extracts = join(folder, "extracts");
  const home = join(folder, "home");
  const size = { employees: Number(values.employees), years: Number(values.years), seed: 1 };
  let files: Awaited<ReturnType<typeof generatePlan>>["files"] = [];
  const generate = await timed(async () => {
    ({ files } = await generatePlan({ ...size, outDir: extracts }));
  });
  const plan = new HomePlan(home);
  const around = { say: () => {}, now: () => new Date(), signal: new AbortController().signal };
  const paths = files.filter((file) => file.table).map((file) => join(extracts, file.name));
  const load = await timed(() => loadFiles(plan, { paths, force: false, actor: "bench" }, around));
  const { period } = await plan.filters("plan-administration");
  await plan.close();

  const results = {
    machine: machine(),
    plan: { ...size, lines: files.reduce((sum, file) => sum + (file.table ? file.rows : 0), 0) },
    generateMs: generate,
    loadAndBuildMs: load,
    loadRatio: await loadRatio(join(extracts, "medical_claim.csv"), Math.min(5, Number(values.rounds))),
    reports: await reportOverhead(home, period.default, Number(values.rounds)),
    page: pageWeight(),
  };
  print(results);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);

  function print({ machine: m, plan: p, loadRatio: l, reports, page, generateMs, loadAndBuildMs }: typeof results) {
    const ms = (value: number) => value.toFixed(1).padStart(9);
    console.log(`${m.cpu}, ${m.cores} cores, ${m.memoryGB} GB, Node ${m.node}, DuckDB ${m.engine}`);
    console.log(`${p.employees} employees, ${p.years} years, ${p.lines.toLocaleString("en-US")} rows; medians in ms\n`);
    console.log(`generate ${ms(generateMs)}    load and build ${ms(loadAndBuildMs)}\n`);
    console.log(
      `load of ${l.megabytes.toFixed(0)} MB of CSV with every check ${ms(l.planlens)}, as text into memory ${ms(l.text)}: ${l.ratio.toFixed(2)} times (budget ${l.budget})\n`,
    );
    console.log(`${"report".padEnd(26)}   server  SQL alone   budget`);
    for (const each of reports) {
      console.log(
        `${each.report.padEnd(26)}${ms(each.server)}${ms(each.alone)}${ms(each.budget)}  ${each.within ? "" : "MISSED"}`,
      );
    }
    if (page) console.log(`\nfirst screen: ${page.kilobytes.toFixed(0)} kB of script gzipped (budget ${page.budget})`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
