import type { Layout, LayoutColumn, LayoutTable } from "./layout.ts";

/** A column of the file and what takes it up. */
export interface FileColumn {
  /** As the file names it; a stand-in where it has no name. */
  header: string;
  column: LayoutColumn | null;
  /** Name of an `x_…` column, which is kept as text. */
  extension: string | null;
}

export type Recognition =
  | { kind: "table"; layout: Layout; table: LayoutTable; columns: FileColumn[]; matched: number }
  | { kind: "lacks"; table: LayoutTable; missing: string[]; matched: number }
  | { kind: "doubled"; table: LayoutTable; doubled: { header: string; places: number[] }[]; matched: number }
  | { kind: "unknown"; matched: number };

/** Tells which table a header belongs to, by its required columns; case, spaces and a byte-order mark do not matter. */
export function recognize(header: string[], known: Layout[]): Recognition {
  const names = header.map(normalName);
  const guesses = known.flatMap((layout) => layout.tables.map((table) => guess(header, names, layout, table)));
  const [best] = guesses.sort((a, b) => a.missing.length - b.missing.length || b.matched - a.matched);
  if (!best) return { kind: "unknown", matched: 0 };
  const { layout, table, columns, missing, doubled, matched } = best;
  if (missing.length > 0) {
    return looksLike(best, header.length) ? { kind: "lacks", table, missing, matched } : { kind: "unknown", matched };
  }
  if (doubled.length > 0) return { kind: "doubled", table, doubled, matched };
  return { kind: "table", layout, table, columns, matched };
}

/** `Claim ID` and `claim_id` are one name. */
export function normalName(header: string): string {
  return header
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, "_");
}

interface Guess {
  layout: Layout;
  table: LayoutTable;
  columns: FileColumn[];
  missing: string[];
  doubled: { header: string; places: number[] }[];
  matched: number;
}

function guess(header: string[], names: string[], layout: Layout, table: LayoutTable): Guess {
  const takers = new Map<string, LayoutColumn>();
  for (const column of table.columns) {
    const name = [column.name, ...column.aliases].find((each) => names.includes(each));
    if (name) takers.set(name, column);
  }
  const columns = header.map((text, place) => {
    const name = names[place] ?? "";
    return {
      header: text.replace(/^\uFEFF/, "").trim() || `(column ${place + 1}, without a name)`,
      column: takers.get(name) ?? null,
      extension: /^x_[a-z0-9_]+$/.test(name) ? name : null,
    };
  });
  const taken = new Set([...takers.values()].map((column) => column.name));
  const doubled = columns.flatMap((column, place) => {
    if (names.indexOf(names[place] ?? "") !== place || !(column.column || column.extension)) return [];
    const places = names.flatMap((name, at) => (name === names[place] ? [at + 1] : []));
    return places.length > 1 ? [{ header: column.header, places }] : [];
  });
  const missing = table.required.filter((name) => !taken.has(name));
  return { layout, table, columns, missing, doubled, matched: taken.size };
}

/** So near to a table that it must be one with a fault, and not another file that also names persons. */
function looksLike({ table, missing, matched }: Guess, columns: number): boolean {
  return missing.length <= 2 && missing.length * 2 < table.required.length && matched * 2 >= columns;
}
