import { PlanlensError } from "../errors.ts";
import {
  plainHeader,
  type ReferenceColumn,
  type ReferenceKind,
  referenceKind,
  referenceKinds,
} from "./referenceKind.ts";

export interface Recognized {
  kind: ReferenceKind;
  /** By column of the kind, the column of the file that fills it; a column that the file lacks is left out. */
  filledBy: Map<string, string>;
}

/**
 * What code set a file is, by its header alone.
 * @throws PlanlensError `unknown-layout` that says what each kind would need.
 */
export function recognizeReference(name: string, header: string[], asked?: string): Recognized {
  const plain = new Map(header.map((column) => [plainHeader(column), column]));
  const candidates = asked === undefined ? referenceKinds : [referenceKind(asked)];
  for (const kind of candidates) {
    const filledBy = fill(kind, plain);
    if (filledBy) return { kind, filledBy };
  }
  const needs = candidates.map(
    (kind) => `${kind.id} needs ${kind.columns.filter(isNeeded).map(inWords).join(" and ")}`,
  );
  throw new PlanlensError(
    "unknown-layout",
    `The header of ${name} is not that of a code set that Planlens knows. The first line must name the columns: ${needs.join("; ")}.`,
  );
}

function fill(kind: ReferenceKind, plain: Map<string, string>): Map<string, string> | null {
  const filledBy = new Map<string, string>();
  for (const column of kind.columns) {
    const own = column.headers.find((header) => plain.has(header));
    if (own !== undefined) filledBy.set(column.name, plain.get(own) ?? "");
    else if (column.required) return null;
  }
  return kind.id === "provider-names" && !filledBy.has("name") && !filledBy.has("last_name") ? null : filledBy;
}

function isNeeded(column: ReferenceColumn): boolean {
  return column.required === true || column.name === "name";
}

function inWords({ headers }: ReferenceColumn): string {
  return headers.slice(0, 3).join(" or ");
}
