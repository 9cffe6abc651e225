import { tuvaTables } from "../layout.ts";
import { contentsOf } from "./contents.ts";
import { madeFrom } from "./madeFrom.ts";
import type { MappedFile, Value } from "./mapping.ts";
import { columnNames, normalName } from "./names.ts";
import type { SampledFile } from "./tryMapping.ts";

export interface Suggestion {
  table: string;
  target: string;
  value: Value;
}

/**
 * How a column chosen by hand is to be read, by its first rows: a date's pattern, an amount's form. Null where it can
 * be read as it stands, or is not there.
 */
export function suggestValue(file: SampledFile, table: string, target: string, from: string): Value | null {
  const column = tuvaTables()
    .find(({ name }) => name === table)
    ?.columns.find(({ name }) => name === target);
  const place = columnNames(file.header).indexOf(normalName(from));
  if (!column || place < 0) return null;
  const made = madeFrom(normalName(from), column, contentsOf(file.samples.map((row) => row[place])));
  return typeof made === "string" ? null : made;
}

/** For every column that a mapping takes as it stands, and whose rows are written otherwise. */
export function suggestValues(file: SampledFile, mapped: MappedFile): Suggestion[] {
  return mapped.tables.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([target, value]) => {
      const from = typeof value === "string" ? value : onlyFrom(value);
      const made = from === null ? null : suggestValue(file, table, target, from);
      return made === null ? [] : [{ table, target, value: made }];
    }),
  );
}

function onlyFrom(value: Exclude<Value, string>): string | null {
  return Object.keys(value).length === 1 && typeof value.from === "string" ? value.from : null;
}
