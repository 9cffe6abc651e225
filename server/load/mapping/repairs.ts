import type { Layout, LayoutTable } from "../layout.ts";
import type { Part, Target } from "../part.ts";
import { compileParts } from "./compile.ts";
import { type Contents, contentsOf } from "./contents.ts";
import { latestYear } from "./latestYear.ts";
import { madeFrom } from "./madeFrom.ts";
import type { MadeValue, MappedFile, Mapping, Value } from "./mapping.ts";
import { columnNames, shownName } from "./names.ts";
import { dotsNote, settleDots } from "./settleDots.ts";
import { settleMonths } from "./settleMonths.ts";

export interface Repaired {
  part: Part;
  mapping: { id: string; version: number; body: Mapping };
  notes: string[];
}

/**
 * A file with our own names whose values are not written as ours are: what its first rows show has to be done, as a
 * mapping; null where nothing has to.
 */
export function repairedBy(file: {
  header: string[];
  fileName: string;
  layout: Layout;
  table: LayoutTable;
  targets: Target[];
  samples: (string | null)[][];
}): Repaired | null {
  const { header, fileName, layout, table, targets, samples } = file;
  const names = columnNames(header);
  const notes: string[] = [];
  const columns: Record<string, Value> = {};
  const seen = settleDots(targets.map(({ places: [place = 0] }) => contentsOf(samples.map((row) => row[place]))));
  const dated = seen.flatMap((contents, at) => {
    const { column } = targets[at] ?? {};
    return column?.kind === "date" ? [{ target: column.name, at, contents }] : [];
  });
  const months = settleMonths(dated);
  for (const [at, { column, places }] of targets.entries()) {
    const [place = 0] = places;
    const settled = months[dated.findIndex((each) => each.at === at)];
    const contents = settled?.contents ?? seen[at];
    if (!contents) continue;
    const value = madeFrom(names[place] ?? "", column, contents, true);
    columns[column.name] = value;
    if (typeof value === "object")
      notes.push(noteOf(shownName(header[place] ?? "", place), value, { contents, month: settled?.note ?? null }));
  }
  if (notes.length === 0) return null;
  const mapped: MappedFile = { when: { columns: [] }, tables: [{ table: table.name, columns }] };
  const places = new Map(names.map((name, place) => [name, place]));
  const shown = header.map(shownName);
  const around = { place: (name: string) => places.get(name), header: shown, named: {}, latest: latestYear(fileName) };
  const [part] = compileParts(mapped, around, [table]);
  if (!part) return null;
  const body = { name: layout.name, vendor: layout.title, files: [mapped] };
  return { part, mapping: { id: layout.name, version: layout.version, body }, notes };
}

function noteOf(
  header: string,
  { date, amount, ndc, pad, nulls, codes }: MadeValue,
  { contents, month }: { contents: Contents; month: string | null },
): string {
  const done = [
    date ? `dates read as ${[date].flat().join(" or ")}` : "",
    date && month ? month : "",
    amount === "overpunch" ? "amounts read with the sign in the last place and two decimals implied" : "",
    amount === "decimal" || amount === "decimal-comma" ? "amounts read without their signs and separators" : "",
    amount && contents.dotsGuessed ? dotsNote : "",
    ndc ? "drug codes filled up to eleven digits" : "",
    pad ? `zeros put back in front, to ${pad.width} digits` : "",
    codes ? "words translated to ours" : "",
    nulls ? `${nulls.join(", ")} read as not given` : "",
  ];
  return `${header}: ${done.filter(Boolean).join("; ")}`;
}
