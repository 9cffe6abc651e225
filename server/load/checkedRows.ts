import type { Part } from "./part.ts";
import { applicable, type RowCheck, type RowRule, reasonSeparator, rowChecks } from "./rowChecks.ts";
import { readingSteps, readTargets, roundedCount } from "./valueForms.ts";

export { placeSeparator, reasonSeparator, wholeRow } from "./rowChecks.ts";

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
  /** SQL for the row's number in its file, 1 for the first; absent where only the order tells. */
  row?: string;
}

/** Separates what was rounded from what was rejected in `reject_row`. */
export const roundedKey = "rounded";

/** Stands for the reason in rows that no part of the mapping takes. */
export const setAside = "(set aside)";

export interface CheckedRowsOptions {
  part: Part;
  /** All parts that the file gives; a row that none takes is set aside with the first. */
  parts: Part[];
  /** The names of the file's columns. */
  columns: { header: string }[];
  /** Number of the first file among all of the load. */
  firstFile: number;
  /**
   * Columns of the table that some file of the load has; others are left out of the Parquet, since writing a hundred
   * columns of nulls takes as long as writing the rest.
   */
  given: Set<string>;
  extensions: string[];
  rules: RowRule[];
  /** Rows that other parts take are left out, and `source_row` is written from `rows.row`. */
  sparse: boolean;
}

/**
 * One select from text to a load's row: typed columns in the table's order, then `source_file`, `reject_reason`,
 * `reject_row` and the extension columns. Every row that is this part's comes out; one that cannot be taken carries the
 * reasons.
 */
export function checkedRows(rows: TextRows, options: CheckedRowsOptions): string {
  const { part, parts, columns, firstFile, given, extensions, sparse } = options;
  const { table } = part;
  const targets = readTargets(part.targets);
  const rules = applicable(options.rules, targets);
  const value = (name: string) => targets.find(({ column }) => column.name === name)?.value;
  const steps = readingSteps(targets);
  const checks = rowChecks(table, targets, rules);
  const taking = takes(rows, options);

  const raw = columns.map((_, at) => `${rows.padded ? trimmed(rows.fields[at]) : rows.fields[at]} as r${at}`);
  const original = rows.padded ? rows.fields.map((field, at) => `${field} as c${at}`) : [];
  const careful = rows.careful ? ["fault", "line", "text"] : [];
  const number = sparse ? [`${rows.row} as row_number`] : [];
  const named = rules.length > 0 ? targets.map((target) => `${target.value} as ${target.column.name}`) : [];
  const wrong = [rows.careful ? "fault is not null" : [], taking.aside ?? [], wrongRow(checks)].flat();

  const finals = [
    ...table.columns
      .filter(({ name }) => given.has(name))
      .map(({ name, type }) => `${value(name) ?? `cast(null as ${type})`} as ${name}`),
    `(${firstFile} + file)::smallint as source_file`,
    `case when wrong then ${reasons(checks.map(sayWhen), rows.careful, taking.aside)} end as reject_reason`,
    `case when wrong then (${unreadRow(rows, columns)})::varchar
      when rounded > 0 then '{"${roundedKey}":' || rounded || '}' end as reject_row`,
    ...extensions.map((name) => `${value(name) ?? "null::varchar"} as ${name}`),
    ...(sparse ? ["row_number::bigint as source_row"] : []),
  ];
  const levels = [
    [...raw, ...original, ...careful, ...number, `${rows.file} as file`],
    ["*", ...taking.columns, ...steps.texts],
    ["*", ...steps.tried],
    ["*", ...steps.plain],
    ["*", ...steps.fine],
    ["*", ...steps.values],
    ["*", ...named],
    ["*", `(${wrong.join(" or ")}) as wrong`, `${roundedCount(targets)} as rounded`],
    finals,
  ].filter((select) => select.length > 1 || select === finals);
  const filter = sparse && parts.length > 1 ? taking.filter : null;
  return levels.reduce((from, select, at) => {
    const where = at === 2 && filter ? ` where ${filter}` : "";
    return `(select ${select.join(", ")} from ${from}${where})`;
  }, rows.relation);
}

/** Which rows are this part's, and which are nobody's. */
function takes({ careful }: TextRows, { part, parts }: CheckedRowsOptions) {
  const field = (place: number) => `r${place}`;
  const conditions = parts.map(({ where }) => where && `(${where(field)}) is true`);
  if (conditions.every((condition) => condition === null)) {
    return { columns: [], aside: null, filter: part === parts[0] || !careful ? null : "fault is null" };
  }
  const mine = conditions[parts.indexOf(part)] ?? "true";
  const nobodys = conditions.some((condition) => condition === null) ? "false" : `not (${conditions.join(" or ")})`;
  const whole = careful ? " and fault is null" : "";
  const first = part === parts[0];
  const rest = `aside${careful ? " or fault is not null" : ""}`;
  return {
    columns: [`${mine} as mine`, `${nobodys} as aside`],
    aside: first ? "aside" : null,
    filter: first ? `(mine${whole}) or ${rest}` : `mine${whole}`,
  };
}

/** The row as the file has it, for those that are not loaded: fields by header, or its text where it has none. */
function unreadRow(rows: TextRows, columns: { header: string }[]): string {
  const json = distinct(columns).map((name, at) => `${identifier(name)} := ${rows.padded ? "c" : "r"}${at}`);
  const line = rows.careful ? "line" : "null::bigint";
  const rejected = `to_json({'line': ${line}, 'row': struct_pack(${json.join(", ")})})`;
  return rows.careful
    ? `case when fault is null then ${rejected} else to_json({'line': line, 'text': text}) end`
    : rejected;
}

function wrongRow(checks: RowCheck[]): string {
  const of = (ofValues: boolean) => checks.filter((check) => check.ofValues === ofValues).map(({ when }) => when);
  return [...of(false), `case when fine then false else ${["false", ...of(true)].join(" or ")} end`].join(" or ");
}

function sayWhen({ when, reason }: RowCheck): string {
  return `case when ${when} then ${reason} end`;
}

/** A row that cannot be taken apart has that one reason, and so has one set aside; their columns cannot be judged. */
function reasons(listed: string[], careful: boolean, aside: string | null): string {
  const joined = listed.length > 0 ? `concat_ws('${reasonSeparator}', ${listed.join(", ")})` : "null";
  const cases = [
    ...(careful ? ["when fault is not null then fault"] : []),
    ...(aside ? [`when ${aside} then '${setAside}'`] : []),
  ];
  return cases.length > 0 ? `case ${cases.join(" ")} else ${joined} end` : joined;
}

/** Blanks, tabs and no-break spaces at both ends go; nothing left is null. Looking at the ends first takes a tenth of the time. */
function trimmed(field = ""): string {
  const ends = [" ", "\t", "\u00a0"].map((sign) => `ends_with(${field}, '${sign}')`);
  const padded = [`${field} < '!'`, `starts_with(${field}, '\u00a0')`, ...ends].join(" or ");
  return `case when ${padded} then nullif(trim(${field}, ' ' || chr(9) || chr(160)), '') else ${field} end`;
}

/** Headers as keys of the original row; those that are alike, in any case of letters, get their place added. */
function distinct(columns: { header: string }[]): string[] {
  const names = columns.map(({ header }) => header.toLowerCase());
  return columns.map(({ header }, at) =>
    names.indexOf(header.toLowerCase()) === at ? header : `${header} (column ${at + 1})`,
  );
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
