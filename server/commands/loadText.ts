import type { Rehearsal } from "../intake/rehearsal.ts";
import type { Restatement } from "../intake/restatement.ts";
import type { RejectedRow } from "../load/load.ts";
import type { Manifest } from "../load/manifest.ts";
import type { LoadSummary } from "../openPlan.ts";
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

/** What a load took, file by file, with its sums and what it left. */
export function describeLoad({ number, rehearsal }: LoadOutcome): string {
  const { manifest, unread } = rehearsal;
  const lines = [number === null ? "This is what a load would take; nothing was changed." : `Load ${number}`, ""];
  lines.push(
    alignedTable(
      ["File", "Table", "Rows", "Loaded", "Rejected", "Paid", "Allowed", "Without allowed"],
      manifest.files.map((file) => [
        file.name,
        file.table.replaceAll("_", " "),
        count(file.rows),
        count(file.loaded),
        count(file.rejected),
        money(file.totals.paid_amount),
        money(file.totals.allowed_amount),
        file.totals.allowed_amount ? count(file.totals.allowed_amount.notGiven) : "",
      ]),
    ),
  );
  for (const [table, { totals }] of Object.entries(manifest.tables)) {
    const given = Object.entries(totals).filter(([name]) => name === "paid_amount" || name === "allowed_amount");
    if (given.length === 0) continue;
    const sums = given.map(([name, total]) => {
      const missing = total.notGiven > 0 ? ` (${count(total.notGiven)} lines not given)` : "";
      return `${name === "paid_amount" ? "paid" : "allowed"} ${money(total)}${missing}`;
    });
    lines.push(`${table.replaceAll("_", " ")}: ${sums.join(", ")}`);
  }
  lines.push(...warnings(manifest));
  if (unread.length > 0) {
    lines.push("", `Left unread (${unread.length}):`, ...unread.map(({ name, why }) => `  ${name}: ${why}`));
  }
  return `${lines.join("\n")}\n`;
}

/** What was taken but should be looked at. */
function warnings({ tables, files }: Manifest): string[] {
  const ofTables = Object.entries(tables).flatMap(([table, { repeatedKeys, roundedValues }]) => {
    const name = table.replaceAll("_", " ");
    const repeated = `${name}: ${count(repeatedKeys)} rows repeat the key of another row of this load and are counted again`;
    const rounded = `${name}: ${count(roundedValues)} amounts have more than two decimals and were rounded to the cent`;
    return [...(repeatedKeys > 0 ? [repeated] : []), ...(roundedValues > 0 ? [rounded] : [])];
  });
  const byColumns = new Map<string, string[]>();
  for (const { name, unreadColumns } of files) {
    if (unreadColumns.length === 0) continue;
    const columns = unreadColumns.join(", ");
    byColumns.set(columns, [...(byColumns.get(columns) ?? []), name]);
  }
  const ofFiles = [...byColumns].map(
    ([columns, names]) => `${namesOf(names)}: columns not read, because no known column has that name: ${columns}`,
  );
  const all = [...ofTables, ...ofFiles];
  return all.length > 0 ? ["", "Look at:", ...all.map((line) => `  ${line}`)] : [];
}

/** What `loads` prints. */
export function describeLoads(loads: LoadSummary[]): string {
  if (loads.length === 0) return "No loads yet. Take the plan's extracts in with: planlens load FOLDER\n";
  return alignedTable(
    ["Load", "State", "Accepted", "By", "Files", "Rows loaded", "Rejected", "Paid"],
    loads.map((load) => [
      String(load.number),
      load.state,
      load.acceptedAt.slice(0, 16).replace("T", " "),
      load.actor,
      namesOf(load.files.map((file) => file.name)),
      count(load.files.reduce((sum, file) => sum + file.loaded, 0)),
      count(load.files.reduce((sum, file) => sum + file.rejected, 0)),
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

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function money(total: { sum: string; given: number } | undefined): string {
  if (!total) return "";
  return total.given === 0 ? "not given" : total.sum.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ",");
}

/** All names where there are few, otherwise how many there are. */
function namesOf(names: string[]): string {
  return names.length > 3 ? `${names[0]} and ${names.length - 1} more files` : names.join(", ");
}
