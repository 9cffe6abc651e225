import { type Layout, type LayoutColumn, type LayoutTable, tuvaTables } from "./layout.ts";
import { absentColumns } from "./mapping/absentColumns.ts";
import { compileParts } from "./mapping/compile.ts";
import { extensionColumn, isExtension } from "./mapping/extension.ts";
import type { Known, KnownMapping } from "./mapping/known.ts";
import { absentNotes, absentWords, needsWords } from "./mapping/lackingWords.ts";
import { latestYear } from "./mapping/latestYear.ts";
import type { MappedFile, Mapping } from "./mapping/mapping.ts";
import { columnNames, normalName, rejectColumns, shownName } from "./mapping/names.ts";
import { repairedBy } from "./mapping/repairs.ts";
import { unmetNeeds } from "./mapping/tableNeeds.ts";
import { takenColumns } from "./mapping/takenColumns.ts";
import type { Part, Target } from "./part.ts";

export { normalName } from "./mapping/names.ts";
export type { Part } from "./part.ts";

/** A column of the file. */
export interface FileColumn {
  /** As the file names it; a stand-in where it has no name. */
  header: string;
  column: LayoutColumn | null;
  /** Name of an `x_…` column, which is kept as text. */
  extension: string | null;
}

export interface RecognizedTable {
  kind: "table";
  layout: Layout;
  /** Of the first part. */
  table: LayoutTable;
  /** By which it was recognized; null where the names are our own. `body` says all that was done. */
  mapping: { id: string; version: number; body: Mapping } | null;
  vendor: string | null;
  parts: Part[];
  columns: FileColumn[];
  /** Headers that nothing takes and nobody has said to leave out. */
  unread: string[];
  /** How values are read that are not written as ours are. */
  notes: string[];
  /** Columns of the tables that the file does not give, and without which reports have gaps. */
  wanting: { table: string; columns: string[] }[];
  matched: number;
}

export interface LackingTable {
  kind: "lacks";
  table: LayoutTable;
  missing: string[];
  /** Where a mapping reads what is not there, or leaves out what is needed: why, and what to do. */
  what?: string;
  /** What the file would give all the same. */
  would?: RecognizedTable;
  matched: number;
}

export type Recognition =
  | RecognizedTable
  /** Known, and nothing of it is taken. */
  | { kind: "left"; why: string; matched: number }
  | LackingTable
  | { kind: "doubled"; table: LayoutTable; doubled: { header: string; places: number[] }[]; matched: number }
  | { kind: "unknown"; matched: number };

/**
 * Tells what a file is by its header, and its name where a mapping asks for it: a plan's own mappings first, then the
 * names that are our own, then the shipped mappings. Case, spaces and a byte-order mark do not matter.
 * @param samples first rows: values under our own names that are not written as ours are, `1/31/2025` or `#N/A`, are
 *   read by what they show
 */
export function recognize(
  header: string[],
  fileName: string,
  known: Known,
  samples: (string | null)[][] = [],
): Recognition {
  const asked = (first: boolean) => known.mappings.filter((mapping) => mapping.first === first);
  const own = asked(true);
  const found =
    byMapping(header, fileName, own) ??
    better(byLayout(header, fileName, known.layouts, samples), () => byMapping(header, fileName, asked(false)));
  return found.kind === "unknown" ? (nearly(header, fileName, own) ?? found) : found;
}

/** A layout's whole table goes first; else a mapping, and only then what a layout finds to be lacking. */
function better(layout: Recognition, mapping: () => Recognition | null): Recognition {
  return layout.kind === "table" ? layout : (mapping() ?? layout);
}

interface Fitting extends KnownMapping {
  file: MappedFile;
  named: Record<string, string>;
}

/** What is given for this time goes before what is kept, and what asks for more columns before what asks for fewer. */
function byMapping(header: string[], fileName: string, mappings: KnownMapping[]): Recognition | null {
  const names = columnNames(header);
  const fitting = entriesFor(fileName, mappings).filter(({ file }) =>
    file.when.columns.every((name) => names.includes(normalName(name))),
  );
  const [best] = fitting.sort(
    (a, b) => Number(isGiven(b)) - Number(isGiven(a)) || b.file.when.columns.length - a.file.when.columns.length,
  );
  return best ? underMapping(best, header, fileName) : null;
}

/** A file of which a mapping knows most columns, but not all by which it is to be known: one of them has another name now. */
function nearly(header: string[], fileName: string, mappings: KnownMapping[]): Recognition | null {
  const names = columnNames(header);
  const fitting = entriesFor(fileName, mappings).flatMap((entry) => {
    const taken = takenColumns(entry.file);
    const share = taken.filter((name) => names.includes(name)).length / Math.max(1, taken.length);
    return taken.length >= 5 && share >= 0.6 ? [{ entry, share }] : [];
  });
  const [best] = fitting.sort((a, b) => b.share - a.share);
  const found = best ? underMapping(best.entry, header, fileName, true) : null;
  return found?.kind === "lacks" ? found : null;
}

function entriesFor(fileName: string, mappings: KnownMapping[]): Fitting[] {
  return mappings.flatMap((known) =>
    known.mapping.files.flatMap((file) => {
      const named = namedIn(file, fileName);
      return named ? [{ ...known, file, named }] : [];
    }),
  );
}

function isGiven({ first, record }: KnownMapping): boolean {
  return first && record === null;
}

/** @param near the file is not known by all the columns that the mapping asks for: these count as absent */
function underMapping(entry: Fitting, header: string[], fileName: string, near = false): Recognition | null {
  const { mapping, record, file, named, first: own } = entry;
  const names = columnNames(header);
  if (file.tables.length === 0) return { kind: "left", why: file.why ?? "", matched: file.when.columns.length };
  const shown = header.map(shownName);
  const places = new Map(names.map((name, place) => [name, place]));
  const tables = tuvaTables();
  const parts = compileParts(
    file,
    { place: (name) => places.get(normalName(name)), header: shown, named, latest: latestYear(fileName) },
    tables,
  );
  const [first] = parts;
  if (!first) return null;
  const version = record?.version ?? mapping.version ?? 1;
  const absent = own ? absentColumns(file, (name) => places.has(name), tables) : [];
  const asked = near ? file.when.columns.filter((name) => !places.has(normalName(name))) : [];
  const known = absent.map(({ column }) => normalName(column));
  const grave = [
    ...absent.filter((each) => each.grave || asked.includes(each.column)),
    ...asked
      .filter((name) => !known.includes(normalName(name)))
      .map((column) => ({ target: "what the file is", column, grave: true })),
  ];
  const found: RecognizedTable = {
    ...whole(parts, shown, names, new Set([...takenColumns(file), ...(file.ignore ?? []).map(normalName)])),
    layout: { name: mapping.name, version, title: mapping.title ?? mapping.vendor, tables },
    table: first.table,
    mapping: { id: record?.id ?? mapping.name, version, body: mapping },
    vendor: mapping.vendor,
    notes: absentNotes(absent.filter((each) => !each.grave)),
  };
  const lacking = { kind: "lacks" as const, table: first.table, would: found, matched: found.matched };
  if (grave.length > 0) {
    const missing = [...new Set(grave.map(({ column }) => column))];
    return { ...lacking, missing, what: absentWords(mapping.vendor, grave, found.unread) };
  }
  const needs = parts.flatMap(({ table, targets }, at) => {
    const unmet = unmetNeeds(table, new Set(targets.map(({ column }) => column.name)), file.tables[at]?.without);
    return unmet.length > 0 ? [{ table: table.name, unmet }] : [];
  });
  if (needs.length === 0) return found;
  return { ...lacking, missing: needs.flatMap(({ unmet }) => unmet), what: needsWords(needs, found.unread) };
}

/** What stands in a file's name, or null where it is not such a name. */
function namedIn({ when }: MappedFile, fileName: string): Record<string, string> | null {
  if (when.name === undefined) return {};
  const found = new RegExp(when.name, "i").exec(fileName);
  return found ? { ...found.groups } : null;
}

/** What concerns the file as a whole, with every column that begins with x_ kept in the first part. */
function whole(parts: Part[], shown: string[], names: string[], taken: Set<string>) {
  const [first] = parts;
  const kept = new Set(first?.targets.map(({ column }) => column.name));
  const columns = shown.map((header, place): FileColumn => {
    const name = names[place] ?? "";
    const single = first?.targets.find(({ places, sql }) => sql === null && places[0] === place);
    const extension = isExtension(name) && !taken.has(name) && !kept.has(name) ? name : null;
    return { header, column: single && !isExtension(single.column.name) ? single.column : null, extension };
  });
  for (const [place, { header, extension }] of columns.entries()) {
    if (extension) first?.targets.push(asItStands(extensionColumn(extension), header, place));
  }
  const known = new Set([...taken, ...rejectColumns]);
  const unread = columns.filter(({ extension }, place) => !extension && !known.has(names[place] ?? ""));
  return {
    kind: "table" as const,
    parts,
    columns,
    unread: unread.map(({ header }) => header),
    wanting: parts.flatMap(wantingOf),
    matched: taken.size,
  };
}

function wantingOf({ table, targets }: Part): RecognizedTable["wanting"] {
  const given = new Set(targets.map(({ column }) => column.name));
  const columns = table.wanted.filter((name) => !given.has(name));
  return columns.length > 0 ? [{ table: table.name, columns }] : [];
}

function asItStands(column: LayoutColumn, header: string, place: number): Target {
  return { column, header, places: [place], sql: null, complaint: null };
}

function byLayout(header: string[], fileName: string, layouts: Layout[], samples: (string | null)[][]): Recognition {
  const names = header.map(normalName);
  const guesses = layouts.flatMap((layout) => layout.tables.map((table) => guess(header, names, layout, table)));
  const [best] = guesses.sort((a, b) => a.missing.length - b.missing.length || b.matched - a.matched);
  if (!best) return { kind: "unknown", matched: 0 };
  const { layout, table, targets, missing, doubled, matched } = best;
  if (missing.length > 0) {
    return looksLike(best, header.length) ? { kind: "lacks", table, missing, matched } : { kind: "unknown", matched };
  }
  if (doubled.length > 0) return { kind: "doubled", table, doubled, matched };
  const taken = new Set(targets.flatMap(({ places }) => places.map((place) => names[place] ?? "")));
  const repaired = repairedBy({ header, fileName, layout, table, targets, samples });
  return {
    ...whole([repaired?.part ?? { table, where: null, targets }], header.map(shownName), columnNames(header), taken),
    layout,
    table,
    mapping: repaired?.mapping ?? null,
    notes: repaired?.notes ?? [],
    vendor: null,
    matched,
  };
}

interface Guess {
  layout: Layout;
  table: LayoutTable;
  targets: Target[];
  missing: string[];
  doubled: { header: string; places: number[] }[];
  matched: number;
}

function guess(header: string[], names: string[], layout: Layout, table: LayoutTable): Guess {
  const targets = table.columns.flatMap((column) => {
    const name = [column.name, ...column.aliases].find((each) => names.includes(each));
    const place = name === undefined ? -1 : names.indexOf(name);
    return place < 0 ? [] : [asItStands(column, shownName(header[place] ?? "", place), place)];
  });
  const taken = new Set(targets.map(({ column }) => column.name));
  const read = new Set(targets.flatMap(({ places }) => places));
  const doubled = names.flatMap((name, place) => {
    if (names.indexOf(name) !== place || !(read.has(place) || isExtension(name))) return [];
    const places = names.flatMap((other, at) => (other === name ? [at + 1] : []));
    return places.length > 1 ? [{ header: shownName(header[place] ?? "", place), places }] : [];
  });
  const missing = [
    ...table.required.filter((name) => !taken.has(name)),
    ...table.oneOf
      .filter((group) => !group.some((name) => taken.has(name)))
      .map((group) => group.slice(0, 4).join(" or ")),
  ];
  return { layout, table, targets, missing, doubled, matched: read.size };
}

/** So near to a table that it must be one with a fault, and not another file that also names persons. */
function looksLike({ missing, matched }: Guess, columns: number): boolean {
  return missing.length === 1 && matched >= 6 && matched * 2 >= columns;
}
