import type { ControlFigure, Overlap } from "../intake/parts.ts";
import type { Rehearsal } from "../intake/rehearsal.ts";
import type { Manifest, ManifestCounts } from "../load/manifest.ts";
import { alignedTable } from "./text.ts";

/** Beyond this many files they are counted, and `--json` names each. */
const mostFiles = 12;

/** What a load takes, the sums first; then what is to be seen in it. */
export function describeRehearsal(rehearsal: Rehearsal): string[] {
  const { manifest, unmapped } = rehearsal;
  const tables = new Set(unmapped.map(({ name }) => name));
  const unread = rehearsal.unread.filter(({ name }) => !tables.has(name));
  if (manifest.files.length === 0) return section(`Left unread (${count(unread.length)}):`, unreadLines(unread));
  return [
    byTable(manifest),
    ...byFile(manifest),
    ...section("The vendor's totals:", controlLines(rehearsal.control)),
    ...section("Counted once:", [...rehearsal.overlap.map(overlapLine), ...repeatedAmountLines(rehearsal)]),
    ...section("Replaced:", replacedLines(rehearsal)),
    ...section("Look at:", [...findings(rehearsal), ...warnings(manifest), ...noteLines(manifest)]),
    ...section(`Left unread (${count(unread.length)}):`, unreadLines(unread)),
    ...section("Not recognized:", unmappedLines(rehearsal)),
  ];
}

function byTable({ tables, files }: Manifest): string {
  const setAside = Object.values(tables).some((table) => table.setAside > 0);
  return alignedTable(
    [
      "Table",
      "Files",
      "Rows",
      "Loaded",
      "Rejected",
      ...(setAside ? ["Set aside"] : []),
      "From",
      "To",
      "Paid",
      "Allowed",
    ],
    Object.entries(tables).map(([name, table]) => [
      inWords(name),
      count(files.filter((file) => file.table === name).length),
      ...counts(table, setAside),
      table.firstDate ?? "not given",
      table.lastDate ?? "not given",
      money(table.totals.paid_amount),
      money(table.totals.allowed_amount),
    ]),
  );
}

function byFile({ files }: Manifest): string[] {
  if (files.length < 2) return files.map(({ name }) => `from ${name}`);
  if (files.length > mostFiles)
    return [`from ${count(new Set(files.map(({ name }) => name)).size)} files; --json names each`];
  const setAside = files.some((file) => file.setAside > 0);
  const rows = files.map((file) => [
    file.name,
    inWords(file.table),
    ...counts(file, setAside),
    money(file.totals.paid_amount),
  ]);
  const headings = ["File", "Table", "Rows", "Loaded", "Rejected", ...(setAside ? ["Set aside"] : []), "Paid"];
  return [alignedTable(headings, rows)];
}

function counts({ rows, loaded, rejected, setAside = 0 }: ManifestCounts, withAside: boolean): string[] {
  return [rows, loaded, rejected, ...(withAside ? [setAside] : [])].map(count);
}

function controlLines(figures: ControlFigure[]): string[] {
  if (figures.length === 0) return ["not given: no control report, no trailer, no figures"];
  const differing = figures.filter(({ difference }) => Number(difference) !== 0);
  const equal = figures.length - differing.length;
  const lines = differing.map(
    ({ file, what, vendor, loaded, rejected, difference }) =>
      `${file}, ${inWords(what)}: the vendor says ${vendor}; ${loaded} loaded, ${rejected} rejected; a difference of ${difference}`,
  );
  return [...(equal > 0 ? [`${count(equal)} figures are equal to the cent`] : []), ...few(lines, 10)];
}

function overlapLine({ table, rows, amount, load, file, withFile }: Overlap): string {
  const where = load === null ? `${withFile} of this load` : `${withFile} of load ${load}`;
  const sum = amount === null ? "" : `, $${grouped(amount)}`;
  return `${file}: ${rowsOf(rows)} of ${inWords(table)}${sum} ${rows === 1 ? "stands" : "stand"} in ${where} already`;
}

function repeatedAmountLines({ repeatedAmounts }: Rehearsal): string[] {
  return repeatedAmounts.map(
    ({ file, column, stands, asWritten, counted, claims }) =>
      `${file}: ${inWords(column)} stands ${stands} of ${count(claims)} claims${stands === "on every line" ? `; ${grouped(asWritten)} as written, ${grouped(counted)} as counted` : ""}`,
  );
}

function replacedLines({ manifest, replaced }: Rehearsal): string[] {
  if (manifest.mode.kind !== "append" && replaced.length === 0) {
    return ["nothing: no earlier load of this vendor has rows in these tables that would give way"];
  }
  return replaced.map(
    ({ load, table, rows, amount }) =>
      `${rowsOf(rows)} of ${inWords(table)} of load ${load}${amount === null ? "" : `, $${grouped(amount)} paid`}`,
  );
}

function findings({ checks }: Rehearsal): string[] {
  return checks.filter(({ found }) => found).map(({ table, message }) => `${inWords(table)}: ${message}`);
}

function warnings({ tables, files }: Manifest): string[] {
  const ofTables = Object.entries(tables).flatMap(([table, { repeatedKeys, roundedValues }]) => {
    const repeated = `${inWords(table)}: ${rowsOf(repeatedKeys)} with the key of another row of this load, counted again unless they are equal`;
    const rounded = `${inWords(table)}: ${count(roundedValues)} amounts have more than two decimals and were rounded to the cent`;
    return [...(repeatedKeys > 0 ? [repeated] : []), ...(roundedValues > 0 ? [rounded] : [])];
  });
  const unread = files.filter(({ unreadColumns }) => unreadColumns.length > 0);
  const ofFiles = folded(
    unread.map(({ name, unreadColumns }) => [unreadColumns.join(", "), name]),
    (columns, names) => `${names}: columns not read, because no known column has that name: ${columns}`,
  );
  return [...ofTables, ...ofFiles];
}

function noteLines({ files }: Manifest): string[] {
  const noted = files.flatMap(({ name, notes = [] }) => notes.map((note): [string, string] => [note, name]));
  return few(
    folded(noted, (note, names) => `${names}: ${note}`),
    12,
  );
}

function unreadLines(unread: Rehearsal["unread"]): string[] {
  const lines = folded(
    unread.map(({ name, why }) => [why, name]),
    (why, names) => `${names}: ${why}`,
  );
  return few(lines, 25);
}

function unmappedLines({ unmapped }: Rehearsal): string[] {
  return unmapped.map(({ name, proposal }) => {
    const looks = proposal.table === null ? "like no table that can be loaded" : `like ${inWords(proposal.table)}`;
    return `${name}: looks ${looks}; planlens map FILE --out mapping.yaml shows what is proposed`;
  });
}

/** What is said of several files in the same words is said once. */
function folded(said: [string, string][], line: (what: string, names: string) => string): string[] {
  const names = new Map<string, Set<string>>();
  for (const [what, name] of said) names.set(what, (names.get(what) ?? new Set()).add(name));
  return [...names].map(([what, of]) => line(what, namesOf([...of])));
}

export function section(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ["", title, ...lines.map((line) => `  ${line}`)] : [];
}

export function few(lines: string[], most: number): string[] {
  return lines.length > most ? [...lines.slice(0, most), `and ${count(lines.length - most)} more`] : lines;
}

export function count(value: number): string {
  return value.toLocaleString("en-US");
}

function rowsOf(rows: number): string {
  return `${count(rows)} ${rows === 1 ? "row" : "rows"}`;
}

export function inWords(name: string): string {
  return name.replaceAll("_", " ");
}

/** "not given" where the table has the amount and no row gives it; empty where the table has none. */
function money(total: { sum: string; given: number } | undefined): string {
  if (!total) return "";
  return total.given === 0 ? "not given" : grouped(total.sum);
}

function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d)\.)/g, ",");
}

/** All names where there are few, otherwise how many there are. */
export function namesOf(names: string[]): string {
  return names.length > 3 ? `${names[0]} and ${count(names.length - 1)} more files` : names.join(", ");
}
