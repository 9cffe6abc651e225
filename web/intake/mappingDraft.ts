import type {
  AmountForm,
  MadeValue,
  MappedFile,
  MappedTable,
  Mapping,
  Value,
} from "../../server/load/mapping/mapping.ts";
import { columnNames, normalName } from "../../server/load/mapping/names.ts";
import type { UnmappedFile } from "../api/types.ts";

/** How one target column is filled, as the editor shows it. */
export interface Field {
  source: "none" | "column" | "constant" | "rule";
  /** The file's column, by the name that a mapping calls it. */
  column: string;
  constant: string;
  date: string;
  amount: AmountForm;
  /** Ours by theirs. */
  codes: Record<string, string>;
  /** What the editor does not show, kept as it is. */
  rest: MadeValue;
}

const none: Field = { source: "none", column: "", constant: "", date: "", amount: "decimal", codes: {}, rest: {} };

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
    codes: codes ?? {},
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
    ...(Object.keys(codes).length > 0 && { codes }),
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
  const whole = mapping?.files.find(fits) ?? proposed.find(fits);
  if (whole) return whole;
  const [nearest] = [...proposed].sort((a, b) => shared(b, names) - shared(a, names));
  const present = nearest?.when.columns.filter((name) => names.has(name)) ?? [];
  // A file that a mapping nearly fits is known from now on by those of its columns that are there.
  const when = { ...nearest?.when, columns: present.length > 0 ? present : columnNames(first.header) };
  return { ...nearest, when, tables: (nearest?.tables ?? []).map((table) => withoutAbsent(table, names)) };
}

function shared({ when }: MappedFile, names: ReadonlySet<string>): number {
  return when.columns.filter((name) => names.has(name)).length;
}

/** A column that the file does not have fills nothing, so that it is seen to be missing. */
function withoutAbsent(table: MappedTable, names: ReadonlySet<string>): MappedTable {
  const from = (value: Value) => (typeof value === "string" ? value : value.from);
  const columns = Object.entries(table.columns).filter(([, value]) => {
    const read = from(value);
    return typeof read !== "string" || names.has(normalName(read));
  });
  return { ...table, columns: Object.fromEntries(columns) };
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
