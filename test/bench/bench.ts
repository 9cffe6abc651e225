import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cancel } from "./cancel.ts";
import { cold } from "./cold.ts";
import { filters } from "./filters.ts";
import { generate, rowsOf } from "./generate.ts";
import { landing } from "./landing.ts";
import { load } from "./load.ts";
import { loadMapped } from "./loadMapped.ts";
import { loadRatio } from "./loadRatio.ts";
import { loadOfTheMinute, machine } from "./machine.ts";
import { benchOptions } from "./options.ts";
import { overhead } from "./overhead.ts";
import { page } from "./page.ts";
import { readBenchPlan } from "./plan.ts";
import { readers } from "./readers.ts";
import { renderResults } from "./render.ts";
import type { Measured, Results } from "./result.ts";
import { startServer } from "./server.ts";
import { watchPlanlens } from "./watched.ts";

const options = benchOptions(process.argv.slice(2));
const { employees, years, seed, rounds, wanted } = options;
const folder = mkdtempSync(join(options.scratch ?? tmpdir(), "planlens-bench-"));
const startLoad = loadOfTheMinute();
const measured: Measured[] = [];
try {
  const extracts = options.extracts ?? join(folder, "extracts");
  const home = options.home ?? join(folder, "home");
  if (!existsSync(extracts) && (wanted("generate") || !existsSync(home))) {
    await part("generate", () => generate({ employees, years, seed }, extracts));
  }
  if (existsSync(extracts) && wanted("load-ratio")) {
    await part("load-ratio", () => loadRatio(extracts, Math.min(rounds, 3)));
  }
  if (existsSync(extracts) && wanted("load-mapped")) {
    await part("load-mapped", () => loadMapped(extracts, Math.min(rounds, 3)));
  }
  if (!existsSync(home)) await part("load", () => load(extracts, home));
  else await watchPlanlens(["build", "--home", home]);
  await withServer(home);
  if (wanted("page")) await part("page", () => page(rounds));
  if (wanted("scenario")) measured.push(...scenario());

  const results: Results = {
    machine: machine(startLoad),
    date: options.date,
    command: `npm run bench -- ${process.argv.slice(2).join(" ")}`.trim(),
    plan: existsSync(extracts) ? { employees, years, seed, lines: rowsOf(extracts) } : null,
    rounds,
    measured: measured.filter((each) => wanted(each.part)),
  };
  const text = renderResults(results);
  console.log(text);
  if (options.out) writeFileSync(options.out, text);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What fails is a line of the table, and the rest is measured all the same. */
async function part(name: string, work: () => Promise<Measured[]>): Promise<void> {
  const start = performance.now();
  try {
    measured.push(...(await work()));
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
    const note = `failed: ${error instanceof Error ? error.message.split("\n")[0] : error}`;
    measured.push({ part: name, what: "All of it", unit: "s", measured: null, budget: null, note });
  }
  console.error(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

async function withServer(home: string): Promise<void> {
  if (!["landing", "overhead", "filters", "cold", "cancel", "memory", "readers"].some(wanted)) return;
  const server = await startServer(home);
  try {
    const plan = await readBenchPlan(server, home, rounds);
    if (wanted("landing")) await part("landing", () => landing(server, plan));
    if (wanted("overhead")) await part("overhead", () => overhead(server, plan));
    if (wanted("filters")) await part("filters", () => filters(server, plan));
    if (wanted("cold")) await part("cold", () => cold(plan));
    if (wanted("cancel")) await part("cancel", () => cancel(server, plan));
    const note = "after the measurements above";
    measured.push({
      part: "memory",
      what: "Memory of the server",
      unit: "MB",
      measured: server.memoryMB(),
      budget: null,
      note,
    });
    if (wanted("readers")) await part("readers", () => readers(server, plan));
  } finally {
    await server.close();
  }
}

function scenario(): Measured[] {
  const row = { part: "scenario", measured: null, note: "not built yet" };
  return [
    { ...row, what: "A plan year under another plan design", unit: "ms", budget: 200 },
    { ...row, what: "The same against the rules as SQL windows", unit: "times", budget: null },
  ];
}
