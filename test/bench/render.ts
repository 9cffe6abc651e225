import { type Measured, type Results, verdict } from "./result.ts";

const titles: Record<string, string> = {
  generate: "Generating the plan",
  load: "Load and full build",
  "load-ratio": "Load of a CSV against the engine reading it as text",
  "load-mapped": "Load of a CSV through a mapping against the engine reading it as text",
  readers: "Readers while the warehouse is built",
  landing: "The landing page",
  overhead: "A report through the server against the same SQL alone",
  filters: "Any standard report, with filters and dimensions",
  cold: "A report in a fresh process",
  cancel: "Cancel",
  memory: "Memory",
  page: "The page",
  scenario: "Another plan design",
};

/** The results as Markdown: facts on top, misses first, then a table for each part. */
export function renderResults(results: Results): string {
  const { machine, plan, measured, rounds, date, command } = results;
  const missed = measured.filter((each) => verdict(each) === "MISSED");
  const held = measured.filter((each) => verdict(each) === "held");
  const parts = [...new Set(measured.map((each) => each.part))];
  return [
    "# What was measured",
    "",
    `- ${date}, \`${command}\``,
    `- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, DuckDB ${machine.engine}, load average ${machine.load.start} at the start and ${machine.load.end} at the end`,
    `- ${sizeOf(plan)}`,
    `- Medians of ${rounds} rounds unless a line says otherwise; where the budget is a ratio, the yardstick runs in turn with it in a process of its own`,
    "",
    `${held.length} held, ${missed.length} MISSED.`,
    ...(missed.length > 0 ? ["", ...missed.map((each) => `- MISSED: ${sentence(each)}`)] : []),
    ...parts.flatMap((part) => [
      "",
      `## ${titles[part] ?? part}`,
      "",
      "| what | measured | budget | | note |",
      "|---|---:|---:|---|---|",
      ...measured.filter((each) => each.part === part).map(row),
    ]),
    "",
  ].join("\n");
}

function sizeOf(plan: Results["plan"]): string {
  if (!plan) return "The plan of a home that was given";
  const [employees, lines] = [plan.employees, plan.lines].map((each) => each.toLocaleString("en-US"));
  return `A plan of ${employees} employees and ${plan.years} years, seed ${plan.seed}; ${lines} rows in its extracts`;
}

function sentence(each: Measured): string {
  return `${each.what}: ${figure(each.measured, each.unit)}, budget ${figure(each.budget, each.unit)}`;
}

function row(each: Measured): string {
  const { what, measured, budget, unit, note = "" } = each;
  return `| ${what} | ${measured === null ? "not measured" : figure(measured, unit)} | ${figure(budget, unit)} | ${verdict(each)} | ${note} |`;
}

function figure(value: number | null, unit: Measured["unit"]): string {
  if (value === null) return "";
  const places = unit === "times" ? 2 : unit === "MB" || unit === "kB" || value >= 100 ? 0 : 1;
  const text = value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
  return unit === "times" ? `${text} times` : `${text} ${unit}`;
}
