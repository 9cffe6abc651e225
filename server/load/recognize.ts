import { type Layout, type LayoutColumn, type LayoutTable, tuvaTables } from "./layout.ts";
import { compileParts } from "./mapping/compile.ts";
import { extensionColumn, isExtension } from "./mapping/extension.ts";
import type { Known, KnownMapping } from "./mapping/known.ts";
import { latestYear } from "./mapping/latestYear.ts";
import type { MappedFile, Mapping } from "./mapping/mapping.ts";
import { columnNames, normalName, rejectColumns, shownName } from "./mapping/names.ts";
import { repairedBy } from "./mapping/repairs.ts";
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

export type Recognition =
  | RecognizedTable
  /** Known, and nothing of it is taken. */
  | { kind: "left"; why: string; matched: number }
  | { kind: "lacks"; table: LayoutTable; missing: string[]; matched: number }
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
  return (
    byMapping(header, fileName, asked(true)) ??
    better(byLayout(header, fileName, known.layouts, samples), () => byMapping(header, fileName, asked(false)))
  );
}

/** A layout's whole table goes first; else a mapping, and only then what a layout finds to be lacking. */
function better(layout: Recognition, mapping: () => Recognition | null): Recognition {
  return layout.kind === "table" ? layout : (mapping() ?? layout);
}

function byMapping(header: string[], fileName: string, mappings: KnownMapping[]): Recognition | null {
  const names = columnNames(header);
  const fitting = mappings.flatMap(({ mapping, record }) =>
    mapping.files.flatMap((file) => {
      const named = namedIn(file, fileName);
      return named && file.when.columns.every((name) => names.includes(normalName(name)))
        ? [{ mapping, record, file, named }]
        : [];
    }),
  );
  const [best] = fitting.sort((a, b) => b.file.when.columns.length - a.file.when.columns.length);
  if (!best) return null;
  const { mapping, record, file, named } = best;
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
  return {
    ...whole(parts, shown, names, new Set([...takenColumns(file), ...(file.ignore ?? []).map(normalName)])),
    layout: { name: mapping.name, version, title: mapping.title ?? mapping.vendor, tables },
    table: first.table,
    mapping: { id: record?.id ?? mapping.name, version, body: mapping },
    vendor: mapping.vendor,
    notes: [],
  };
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
