import type { ColumnKind, LayoutColumn, LayoutTable } from "./layout.ts";
import type { FileColumn } from "./recognize.ts";

/** The rows of one file, or of several of one shape, as SQL can reach them, every field as text. */
export interface TextRows {
  /** A relation: a table function or a select. */
  relation: string;
  /** One SQL expression per column of the file, text. */
  fields: string[];
  /** Fields may begin or end with blanks. */
  padded: boolean;
  /** SQL for the place of the row's file among those read together, 0 for the first. */
  file: string;
  /** Row faults, lines and whole texts that the careful reader found, in columns `fault`, `line`, `text`. */
  careful: boolean;
}

/** Between reasons in `reject_reason`; between the column and what is wrong in a reason. */
export const reasonSeparator = "; ";
export const placeSeparator = ": ";
/** Stands for the column in reasons that concern the row as a whole. */
export const wholeRow = "(row)";

/** Separates what was rounded from what was rejected in `reject_row`. */
export const roundedKey = "rounded";

/**
 * One select from text to a load's row: typed columns in the table's order, then `source_file`, `reject_reason`,
 * `reject_row` and the extension columns. Every row comes out; one that cannot be taken carries the reasons.
 * @param options.given columns of the table that some file of the load has; others are left out of the Parquet, since
 *   writing a hundred columns of nulls takes as long as writing the rest
 */
export function checkedRows(
  rows: TextRows,
  options: {
    table: LayoutTable;
    columns: FileColumn[];
    /** Number of the first file among all of the load. */
    firstFile: number;
    given: Set<string>;
    extensions: string[];
  },
): string {
  const { table, columns, firstFile, given, extensions } = options;
  const taken = columns.flatMap(({ header, column }, at) => (column ? [{ header, column, at }] : []));
  const typed = taken.filter(({ column }) => column.kind in parsers);
  const exact = typed.filter(({ column }) => column.kind === "amount" || column.kind === "quantity");
  const value = valueSql(taken);

  const raw = columns.map((_, at) => `${rows.padded ? trimmed(rows.fields[at]) : rows.fields[at]} as r${at}`);
  const original = rows.padded ? rows.fields.map((field, at) => `${field} as c${at}`) : [];
  const careful = rows.careful ? ["fault", "line", "text"] : [];
  const tried = typed.map(({ column, at }) => `try_cast(r${at} as ${column.type}) as v${at}`);
  const plain = typed.map(({ at }) => `v${at}::varchar = r${at} as k${at}`);
  const parsed = typed.map(({ column, at }) => `${parsers[column.kind]?.(at)} as p${at}`);
  const closed = taken.filter(({ column }) => column.values.length > 0);
  const words = closed.map(({ column, at }) => `case when ${within(column, at)} then lower(r${at}) end as p${at}`);
  const checks = checksOf(table, taken, rows.careful);
  const json = distinct(columns).map((name, at) => `${identifier(name)} := ${rows.padded ? "c" : "r"}${at}`);
  const line = rows.careful ? "line" : "null::bigint";
  const rejected = `to_json({'line': ${line}, 'row': struct_pack(${json.join(", ")})})`;
  const unread = rows.careful
    ? `case when fault is null then ${rejected} else to_json({'line': line, 'text': text}) end`
    : rejected;

  const finals = [
    ...table.columns
      .filter(({ name }) => given.has(name))
      .map(({ name, type }) => `${value(name) ?? `cast(null as ${type})`} as ${name}`),
    `(${firstFile} + file)::smallint as source_file`,
    `case when wrong then ${reasons(checks, rows.careful)} end as reject_reason`,
    `case when wrong then (${unread})::varchar when rounded > 0 then '{"${roundedKey}":' || rounded || '}' end as reject_row`,
    ...extensions.map((name) => {
      const at = columns.findIndex((column) => column.extension === name);
      return `${at < 0 ? "null::varchar" : `r${at}`} as ${name}`;
    }),
  ];
  const levels = [
    [...raw, ...original, ...careful, `${rows.file} as file`],
    ["*", ...tried],
    ["*", ...plain],
    ["*", ...parsed, ...words],
    ["*", `${anyOf(checks.map((check) => check.when))} as wrong`, `${roundedCount(exact)} as rounded`],
    finals,
  ];
  return levels.reduce((from, select) => `(select ${select.join(", ")} from ${from})`, rows.relation);
}

interface Taken {
  header: string;
  column: LayoutColumn;
  /** Place in the file. */
  at: number;
}

interface Check {
  /** SQL that is true where something is wrong, never null. */
  when: string;
  /** SQL for what is said of it; empty where the careful reader says it. */
  reason: string;
}

const amountShape = "[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)";

/**
 * The value where the text is a way of writing it, else null. What comes back from the type as the very same text is
 * good without a further look (`k`); the rest is matched against the shapes that are allowed.
 */
const parsers: Partial<Record<ColumnKind, (at: number) => string>> = {
  date: (at) => `case when k${at} and v${at} between ${likelyDays} then v${at}
    when r${at} is null or not (v${at} between ${likelyDays} or v${at} between ${writableDays} and ${isOpenEnd(at)}) then null
    when k${at} then v${at}
    when regexp_full_match(r${at}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00(:00([.]0+)?)?') then try_cast(left(r${at}, 10) as date) end`,
  amount: (at) => shaped(at, amountShape),
  quantity: (at) => shaped(at, amountShape),
  integer: (at) => shaped(at, "[-+]?[0-9]+([.]0*)?"),
};

/** Years outside are slips of the pen, such as 3024 for 2024, unless they stand for an end that is not known. */
const likelyDays = "date '1800-01-01' and date '2100-12-31'";
const writableDays = "date '0001-01-01' and date '9999-12-31'";

/** 9999-12-31, 3000-01-01 and the like. */
function isOpenEnd(at: number): string {
  return `year(v${at}) % 100 in (0, 99) and (month(v${at}), day(v${at})) in ((12, 31), (1, 1)) and year(v${at}) > 2100`;
}

function shaped(at: number, shape: string): string {
  return `case when k${at} then v${at} when r${at} is null then null when regexp_full_match(r${at}, '${shape}') then v${at} end`;
}

const complaints: Partial<Record<ColumnKind, string>> = {
  date: "not a date written YYYY-MM-DD",
  amount: "not an amount written like 1234.50",
  quantity: "not a number written like 12.5",
  integer: "not a whole number",
  id: "turned into a rounded number by a spreadsheet (like 1.2E+15)",
};

function checksOf(table: LayoutTable, taken: Taken[], careful: boolean): Check[] {
  const value = valueSql(taken);
  const find = (name: string) => taken.find(({ column }) => column.name === name);
  const unreadable = taken.flatMap(({ header, column, at }) => {
    const complaint = column.values.length > 0 ? `not one of ${column.values.join(", ")}` : complaints[column.kind];
    if (!complaint) return [];
    const when =
      column.kind === "id"
        ? `case when contains(r${at}, '+') then regexp_full_match(r${at}, '[-+]?[0-9]([.][0-9]+)?[eE][+][0-9]+') else false end`
        : `(r${at} is not null and p${at} is null)`;
    const said = textLiteral(reason(header, complaint));
    if (column.kind !== "date") return [{ when, reason: said }];
    const unlikely = textLiteral(reason(header, "a year that cannot be right"));
    return [{ when, reason: `case when k${at} and v${at} between ${writableDays} then ${unlikely} else ${said} end` }];
  });
  const missing = table.filled.flatMap((group) => {
    const given = group.flatMap((name) => find(name) ?? []);
    if (given.length === 0) return [];
    const when = `(${given.map(({ at }) => `r${at} is null`).join(" and ")})`;
    return [{ when, reason: textLiteral(reason(given.map(({ header }) => header).join(" or "), "empty")) }];
  });
  const disordered = table.ordered.flatMap(([first, second]) => {
    const [from, to] = [find(first), find(second)];
    if (!from || !to) return [];
    const when = `coalesce(${value(second)} < ${value(first)}, false)`;
    return [{ when, reason: textLiteral(reason(to.header, `before ${from.header}`)) }];
  });
  const fault = careful ? [{ when: "(fault is not null)", reason: "" }] : [];
  return [...fault, ...missing, ...unreadable, ...disordered];
}

/** One reason as it stands in `reject_reason`; without a column it concerns the whole row. */
export function reason(column: string | null, complaint: string): string {
  return `${column ?? wholeRow}${placeSeparator}${complaint}`;
}

/** A row that cannot be taken apart has that one reason; its columns cannot be judged. */
function reasons(checks: Check[], careful: boolean): string {
  const named = checks.filter((check) => check.reason !== "");
  const listed = named.map((check) => `case when ${check.when} then ${check.reason} end`);
  const joined = listed.length > 0 ? `concat_ws('${reasonSeparator}', ${listed.join(", ")})` : "null";
  return careful ? `case when fault is not null then fault else ${joined} end` : joined;
}

/** How many values of the row say more than is kept of them. */
function roundedCount(exact: Taken[]): string {
  if (exact.length === 0) return "0";
  const each = exact.map(({ column, at }) => {
    const decimals = column.kind === "amount" ? 2 : 3;
    const beyond = `regexp_matches(r${at}, '[.][0-9]{${decimals}}0*[1-9]') and p${at} is not null`;
    return `case when coalesce(k${at}, true) then 0 when ${beyond} then 1 else 0 end`;
  });
  const allPlain = exact.map(({ at }) => `k${at} is distinct from false`).join(" and ");
  return `case when ${allPlain} then 0 else ${each.join(" + ")} end`;
}

/** SQL for a column of the table, or null where the file has it not. */
function valueSql(taken: Taken[]): (name: string) => string | null {
  const places = new Map(taken.map(({ column, at }) => [column.name, { column, at }]));
  return (name) => {
    const place = places.get(name);
    if (!place) return null;
    return place.column.kind in parsers || place.column.values.length > 0 ? `p${place.at}` : `r${place.at}`;
  };
}

function within(column: LayoutColumn, at: number): string {
  return `lower(r${at}) in (${column.values.map(textLiteral).join(", ")})`;
}

function anyOf(conditions: string[]): string {
  return conditions.length > 0 ? `(${conditions.join(" or ")})` : "false";
}

/** Blanks, tabs and no-break spaces at both ends go; nothing left is null. */
function trimmed(field = ""): string {
  return `nullif(trim(${field}, ' ' || chr(9) || chr(160)), '')`;
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Headers as keys of the original row; those that are alike, in any case of letters, get their place added. */
function distinct(columns: FileColumn[]): string[] {
  const names = columns.map(({ header }) => header.toLowerCase());
  return columns.map(({ header }, at) =>
    names.indexOf(header.toLowerCase()) === at ? header : `${header} (column ${at + 1})`,
  );
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
