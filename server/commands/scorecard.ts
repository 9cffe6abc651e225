import { isHome, openHome } from "../home/home.ts";
import { gradeMeanings } from "../load/checks/grade.ts";
import { type Scorecard, type ScoredLoad, scorecard as scorecardOf } from "../load/checks/scorecard.ts";
import { homeOf, parseArguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { alignedTable } from "./text.ts";

export const scorecard: Command = {
  name: "scorecard",
  summary: "the loads by vendor over time: grade, and what their checks found",
  usage: "planlens scorecard [--json]",
  async run(argv, { out }) {
    const args = parseArguments(argv, { flags: ["json"] });
    if (args.words.length > 0) throw usage("scorecard takes no words, only options.");
    const home = homeOf(args);
    const card: Scorecard = isHome(home) ? scorecardOf(openHome(home)) : { vendors: [] };
    out(args.flags.has("json") ? `${JSON.stringify(card, null, 2)}\n` : describeScorecard(card));
  },
};

function describeScorecard({ vendors }: Scorecard): string {
  if (vendors.length === 0) return "Nothing has been loaded yet.\n";
  const used = new Set(vendors.flatMap(({ loads }) => loads.flatMap(({ grade }) => grade ?? [])));
  const grades = [...used].sort().map((grade) => `${grade}  ${gradeMeanings[grade]}`);
  return `${[...vendors.map(vendorText), grades.join("\n")].join("\n")}\n`;
}

function vendorText({ vendor, loads }: Scorecard["vendors"][number]): string {
  const table = alignedTable(
    ["Load", "Accepted", "State", "Rows", "Rejected", "Grade", "Checks", "Findings"],
    loads.map(({ number, acceptedAt, state, rows, rejected, grade, judged, findings }) => [
      String(number),
      acceptedAt.slice(0, 10),
      state,
      rows.toLocaleString("en-US"),
      rejected.toLocaleString("en-US"),
      grade ?? "not checked",
      String(judged),
      String(findings.length),
    ]),
  );
  const [newest] = loads;
  return `${vendor}\n${table}${newest ? findingsText(newest) : ""}`;
}

/** What the checks of a load found, and how to see the rows. */
export function findingsText({ number, findings }: Pick<ScoredLoad, "number" | "findings">): string {
  if (findings.length === 0) return `Load ${number}: nothing found.\n`;
  const lines = findings.map(
    ({ check, severity, message, remedy }) => `- ${severity}, ${check}: ${message}\n  ${remedy}`,
  );
  const drill = `The rows: planlens loads --findings ${number} --check ${findings[0]?.check}`;
  return [`Load ${number}:`, ...lines, drill, ""].join("\n");
}
