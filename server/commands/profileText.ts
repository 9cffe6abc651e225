import type { LoadProfile } from "../intake/parts.ts";
import { count, inWords, section } from "./rehearsalText.ts";
import { alignedTable } from "./text.ts";

type TableProfile = LoadProfile["tables"][string];

/** Beyond this many tables the columns are left to `--json`; of months, the last ones are shown. */
const mostTables = 3;
const mostMonths = 18;

/** What a rehearsal shows of each table: rows and dollars by month beside the load before, persons matched, columns. */
export function describeProfile({ tables }: LoadProfile): string[] {
  const all = Object.entries(tables);
  const lines = all.flatMap(([table, profile]) => [
    ...matched(table, profile),
    ...months(table, profile),
    ...(all.length <= mostTables ? columns(table, profile) : []),
  ]);
  return all.length > mostTables ? [...lines, "", "--json has the profile of each column."] : lines;
}

function matched(table: string, { matched: found }: TableProfile): string[] {
  if (!found) return [];
  const persons = `${count(found.of)} ${found.of === 1 ? "person" : "persons"}`;
  const line = `an enrollment knows ${count(found.rows)} of ${persons} (${percent(found.share)})`;
  return section(`${capital(inWords(table))}, matched by ${inWords(found.id)}:`, [line]);
}

function months(table: string, { months: all, by, priorLoad }: TableProfile): string[] {
  if (all.length === 0 || by === null) return [];
  const shown = all.slice(-mostMonths);
  const amount = ["paid_amount", ...Object.keys(shown[0]?.amounts ?? {})].find((name) =>
    shown.some(({ amounts }) => name in amounts),
  );
  const before = priorLoad === null ? null : `Load ${priorLoad}`;
  const headings = ["Month", "Rows", ...(before ? [before] : []), ...(amount ? [capital(inWords(amount))] : [])];
  if (before && amount) headings.push(before);
  const rows = shown.map(({ month, rows: now, amounts, prior }) => [
    month === "" ? `(no ${inWords(by)})` : month,
    count(now),
    ...(before ? [prior ? count(prior.rows) : ""] : []),
    ...(amount ? [amounts[amount] ?? "not given"] : []),
    ...(before && amount ? [prior?.amounts[amount] ?? ""] : []),
  ]);
  const left = all.length > shown.length ? ` (the last ${shown.length} of ${all.length})` : "";
  return ["", `${capital(inWords(table))} by month of ${inWords(by)}${left}:`, alignedTable(headings, rows).trimEnd()];
}

function columns(table: string, { columns: all }: TableProfile): string[] {
  const rows = all.map(({ column, given, empty, distinct, about, least, most, valid }) => [
    column,
    percent(given / Math.max(1, given + empty)),
    about ? `about ${count(Number(distinct.toPrecision(2)))}` : count(distinct),
    short(least),
    short(most),
    valid ? percent(valid.share) : "",
  ]);
  const headings = ["Column", "Given", "Values", "Least", "Most", "Valid"];
  return ["", `${capital(inWords(table))}, by column:`, alignedTable(headings, rows).trimEnd()];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function short(value: string | null): string {
  return value === null ? "not given" : value.length > 24 ? `${value.slice(0, 23)}…` : value;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
