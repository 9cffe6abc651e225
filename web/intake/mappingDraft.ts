import type { AmountForm, MadeValue, MappedFile, Mapping, Value } from "../../server/load/mapping/mapping.ts";
import { columnNames } from "../../server/load/mapping/names.ts";
import type { UnmappedFile } from "../api/types.ts";

/** How one target column is filled, as the editor shows it. */
export interface Field {
  source: "none" | "column" | "constant" | "rule";
  /** The file's column, by the name that a mapping calls it. */
  column: string;
  constant: string;
  date: string;
  amount: AmountForm;
  /** One translation a line: `1 = M`. */
  codes: string;
  /** What the editor does not show, kept as it is. */
  rest: MadeValue;
}

const none: Field = { source: "none", column: "", constant: "", date: "", amount: "decimal", codes: "", rest: {} };

/** What the editor shows of a value; one that it cannot take apart is a rule of its own. */
export function fieldOf(value: Value | undefined): Field {
  if (value === undefined) return none;
  if (typeof value === "string") return { ...none, source: "column", column: value };
  const { from, constant, date, amount, codes, ...rest } = value;
  const first = Array.isArray(from) ? (from.length === 1 ? from[0] : undefined) : from;
  const shown = {
    ...none,
    date: typeof date === "string" ? date : (date ?? []).join(", "),
    amount: amount ?? "decimal",
    codes: codesText(codes),
    rest,
  };
  if (constant !== undefined) return { ...shown, source: "constant", constant };
  if (first !== undefined) return { ...shown, source: "column", column: first };
  return { ...shown, source: "rule", rest: value };
}

/** The value that a field stands for; undefined where nothing fills the column. */
export function madeOf(field: Field): Value | undefined {
  const { source, column, constant, date, amount, codes, rest } = field;
  if (source === "none") return undefined;
  if (source === "rule") return rest;
  if (source === "constant") return { constant };
  const patterns = date.split(",").flatMap((pattern) => pattern.trim() || []);
  const made: MadeValue = {
    ...rest,
    from: column,
    ...(patterns.length > 0 && { date: patterns.length === 1 ? patterns[0] : patterns }),
    ...(amount !== "decimal" && { amount }),
    ...(codes.trim() !== "" && { codes: codesOf(codes) }),
  };
  return Object.keys(made).length === 1 ? column : made;
}

/** In words what a rule does that has more than one column. */
export function ruleWords(value: MadeValue): string {
  if (Array.isArray(value.from)) return `made from ${value.from.join(", ")}`;
  if (value.first) return `the first filled of ${value.first.map(nameOf).join(", ")}`;
  if (value.combine) return `put together from ${value.combine.map(nameOf).join(", ")}`;
  if (value.fileName) return "from the file’s name";
  return "by a rule of the mapping file";
}

function nameOf(value: Value): string {
  if (typeof value === "string") return value;
  return typeof value.from === "string" ? value.from : "another rule";
}

function codesText(codes: Record<string, string> | undefined): string {
  return Object.entries(codes ?? {})
    .map(([from, to]) => `${from} = ${to}`)
    .join("\n");
}

function codesOf(text: string): Record<string, string> {
  const pairs = text.split("\n").flatMap((line) => {
    const at = line.indexOf("=");
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** Files of one header, which one mapping serves. */
export interface FileGroup {
  /** The header, by which the group is told from others. */
  key: string;
  files: readonly UnmappedFile[];
  first: UnmappedFile;
}

export function groupsOf(files: readonly UnmappedFile[]): FileGroup[] {
  const groups = new Map<string, UnmappedFile[]>();
  for (const file of files) {
    const key = columnNames(file.header).join("\n");
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups].flatMap(([key, each]) => (each[0] ? [{ key, files: each, first: each[0] }] : []));
}

/** What the mapping says of a file: as it was set, else as it is proposed. */
export function draftOf({ first }: FileGroup, mapping: Mapping | null): MappedFile {
  const names = new Set(columnNames(first.header));
  const fits = ({ when }: MappedFile) => when.columns.length > 0 && when.columns.every((name) => names.has(name));
  const proposed = first.proposal.mapping.files;
  return (
    mapping?.files.find(fits) ??
    proposed.find(fits) ??
    proposed[0] ?? { when: { columns: columnNames(first.header) }, tables: [] }
  );
}

/** The file's columns that nothing of the draft reads. */
export function unreadColumns(header: string[], { tables, ignore = [] }: MappedFile): string[] {
  const read = new Set<string>(ignore);
  const visit = (value: unknown): void => {
    if (typeof value === "string") read.add(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === "object") Object.values(value).forEach(visit);
  };
  for (const { columns, where } of tables) {
    visit(Object.values(columns));
    visit(where);
  }
  const names = columnNames(header);
  return header.filter((_, place) => !read.has(names[place] ?? ""));
}

/** Parts put together again under the vendor's name. */
export function mappingOf(vendor: string, files: MappedFile[], former: Mapping | null): Mapping {
  const name = slugOf(vendor);
  return { name, vendor, ...(former?.title && { title: former.title }), files };
}

function slugOf(vendor: string): string {
  const slug = vendor
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return slug.slice(0, 100) || "vendor";
}
