import type { Rehearsal } from "../intake/rehearsal.ts";
import type { Restatement } from "../intake/restatement.ts";
import { stopText } from "../intake/stops.ts";
import type { RejectedRow } from "../load/load.ts";
import type { Manifest } from "../load/manifest.ts";
import type { LoadSummary } from "../openPlan.ts";
import { describeProfile } from "./profileText.ts";
import { count, describeRehearsal, inWords, namesOf, section } from "./rehearsalText.ts";
import { restatementInShort } from "./restatementText.ts";
import { alignedTable } from "./text.ts";

/** What a load or its rehearsal came to. */
export interface LoadOutcome {
  rehearsal: Rehearsal;
  /** Null for a rehearsal. */
  number: number | null;
  digest: string | null;
  restatement: Restatement | null;
}

/** What `load --json` prints. */
export function loadDocument({ number, digest, rehearsal, restatement }: LoadOutcome): object {
  const { manifest, ...seen } = rehearsal;
  return { dryRun: number === null, number, digest, ...manifest, ...seen, restatement };
}

/** What a load took, or would take, and what to do where it would be stopped. */
export function describeLoad({ number, rehearsal, restatement }: LoadOutcome): string {
  const { vendor, mode } = rehearsal.manifest;
  const title = number === null ? "This is what a load would take; nothing was changed." : `Load ${number}`;
  const lines = [
    `${title}${vendor ? ` From ${vendor}.` : ""}${describeMode(mode)}`,
    "",
    ...describeRehearsal(rehearsal),
  ];
  if (restatement) lines.push(...section("What moved:", restatementInShort(restatement)));
  if (number === null) {
    lines.push(...describeProfile(rehearsal.profile));
    const stops = rehearsal.stops.map((stop) => stopText(stop).replaceAll("\n", "\n  "));
    lines.push(...section("This would stop the load:", stops));
    if (stops.length === 0) lines.push("", "Nothing would stop the load.");
  }
  return `${lines.join("\n")}\n`;
}

function describeMode(mode: Manifest["mode"] | undefined): string {
  if (mode?.kind === "replace-all") return " It stands for all that was loaded from this vendor into the same tables.";
  if (mode?.kind === "replace-period") {
    return ` It stands for all rows of this vendor with a ${inWords(mode.by)} from ${mode.from} to ${mode.to}.`;
  }
  return "";
}

/** What `loads` prints. */
export function describeLoads(loads: LoadSummary[]): string {
  if (loads.length === 0) return "No loads yet. Take the plan's extracts in with: planlens load FOLDER\n";
  const vendors = loads.some(({ vendor }) => vendor !== null);
  return alignedTable(
    [
      "Load",
      "State",
      "Accepted",
      "By",
      ...(vendors ? ["From"] : []),
      "Files",
      "Rows loaded",
      "Rejected",
      "Findings",
      "Paid",
    ],
    loads.map((load) => [
      String(load.number),
      load.state,
      load.acceptedAt.slice(0, 16).replace("T", " "),
      load.actor,
      ...(vendors ? [load.vendor ?? "not given"] : []),
      namesOf([...new Set(load.files.map((file) => file.name))]),
      count(load.files.reduce((sum, file) => sum + file.loaded, 0)),
      count(load.files.reduce((sum, file) => sum + file.rejected, 0)),
      load.findings === null ? "not given" : count(load.findings.stop + load.findings.reject + load.findings.warn),
      Object.values(load.tables)
        .map((table) => money(table.totals.paid_amount))
        .filter(Boolean)
        .join(" + "),
    ]),
  );
}

/** What `loads --rejects` prints. */
export function describeRejects(number: number, rejects: RejectedRow[]): string {
  if (rejects.length === 0) return `Load ${number} rejected no row.\n`;
  return alignedTable(
    ["File", "Line", "Why", "Row as it came"],
    rejects.map(({ file, line, row, reasons, original }) => [
      file,
      line === null ? `row ${row}` : String(line),
      reasons.join("; "),
      typeof original === "string"
        ? original
        : Object.values(original)
            .map((value) => value ?? "")
            .join(","),
    ]),
  );
}

function money(total: { sum: string; given: number } | undefined): string {
  if (!total) return "";
  return total.given === 0 ? "not given" : total.sum.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ",");
}
