import type { LayoutColumn, LayoutTable } from "../layout.ts";
import type { Field, Part, Target } from "../part.ts";
import { amountSql, impliedSql, impliesDecimals, negated } from "./amounts.ts";
import { conditionColumns, conditionSql } from "./condition.ts";
import { dateSql } from "./dates.ts";
import { extensionColumn } from "./extension.ts";
import type { MadeValue, MappedFile, MappedTable, Value } from "./mapping.ts";
import { sqlText, sqlTexts } from "./sqlText.ts";

/** The file that a mapping is put to. */
export interface MappedHeader {
  /** Place of a column by its normal name; undefined where the file has it not. */
  place: (name: string) => number | undefined;
  /** The file's own names. */
  header: string[];
  /** Named groups of the file's name. */
  named: Record<string, string>;
  /** The last year that two digits can mean, where a mapping does not say. */
  latest: number;
}

/** SQL for a value, by the SQL of the file's fields; null where the file lacks a column that it cannot do without. */
interface Expression {
  sql: (field: Field) => string;
  places: number[];
  /** It is one column as it stands. */
  plain: boolean;
}

/** What a mapping takes from a file for its tables; columns of which the file lacks the source are left out. */
export function compileParts(file: MappedFile, header: MappedHeader, tables: LayoutTable[]): Part[] {
  return file.tables.map((mapped) => {
    const table = tables.find(({ name }) => name === mapped.table);
    if (!table) throw new Error(`no table ${mapped.table}`);
    return compilePart(file, mapped, table, header);
  });
}

function compilePart(file: MappedFile, mapped: MappedTable, table: LayoutTable, header: MappedHeader): Part {
  const { where } = mapped;
  const own = table.columns.filter(({ name }) => name in mapped.columns);
  const extensions = Object.keys(mapped.columns)
    .filter((name) => !table.columns.some((column) => column.name === name))
    .map(extensionColumn);
  const fileDate = mapped.columns.file_date;
  const targets = [...own, ...extensions].flatMap((column) => {
    const value = mapped.columns[column.name];
    const born = column.name === "birth_date" || column.name === "death_date";
    const notAfter = born && fileDate !== undefined ? fileDate : null;
    return value === undefined ? [] : (compileTarget(column, value, { file, header, notAfter }) ?? []);
  });
  return {
    table,
    where: where ? (field) => conditionSql(where, (name) => fieldSql(name, { file, header }, field)) : null,
    targets,
  };
}

interface Around {
  file: MappedFile;
  header: MappedHeader;
  /** What a date of two-digit years cannot lie behind. */
  notAfter?: Value | null;
}

function compileTarget(column: LayoutColumn, value: Value, around: Around): Target | null {
  const found = expression(value, around);
  if (!found) return null;
  const { sql, places, plain } = found;
  const named = places.map((place) => around.header.header[place] ?? "");
  return {
    column,
    header: named.length > 0 ? [...new Set(named)].join(" with ") : column.name,
    places,
    sql: plain ? null : sql,
    typed: typedSql(column, value, around),
    complaint: complaintOf(value),
  };
}

/**
 * SQL for the value in the column's own type, where one column gives it and every text of it has to mean something:
 * what is written as text only to be read again takes twice as long.
 */
function typedSql({ kind }: LayoutColumn, value: Value, around: Around): Target["typed"] {
  if (typeof value === "string" || (around.file.nulls ?? []).length > 0 || typeof value.from !== "string") return null;
  const { from, date, day, latest, amount, decimals = 2, ...others } = value;
  if (Object.keys(others).length > 0) return null;
  const place = around.header.place(from);
  if (place === undefined) return null;
  if (kind === "date" && date && !amount && !around.notAfter) {
    const century = { latest: latest ?? around.header.latest, notAfter: null };
    return (field) => dateSql(field(place), [date].flat(), century, day);
  }
  const kept = kind === "amount" ? 2 : kind === "quantity" ? 3 : -1;
  if (!amount || date || !impliesDecimals(amount) || decimals > kept) return null;
  return (field) => `(${impliedSql(field(place), amount, decimals)})::decimal(18, ${kept})`;
}

function expression(value: Value, around: Around): Expression | null {
  if (typeof value === "string") return columnExpression(value, around);
  const source = sourceOf(value, around);
  if (!source) return null;
  const looked = [value.when, typeof value.negate === "object" ? value.negate : undefined];
  const seen = looked.flatMap((condition) => (condition ? conditionColumns(condition) : []));
  if (seen.some((name) => around.header.place(name) === undefined)) return null;
  const steps = stepsOf(value, around);
  if (steps.length === 0) return source;
  return {
    sql: (field) => steps.reduce((text, step) => step(text, field), source.sql(field)),
    places: source.places,
    plain: false,
  };
}

function columnExpression(name: string, { file, header }: Around): Expression | null {
  const place = header.place(name);
  if (place === undefined) return null;
  const plain = (file.nulls ?? []).length === 0;
  return { sql: (field) => fieldSql(name, { file, header }, field), places: [place], plain };
}

function fieldSql(name: string, { file, header }: Pick<Around, "file" | "header">, field: Field): string {
  const place = header.place(name);
  return place === undefined ? "null::varchar" : withoutNulls(field(place), file.nulls);
}

function withoutNulls(text: string, nulls: string[] = []): string {
  return nulls.length === 0 ? text : `case when ${text} in (${sqlTexts(nulls)}) then null else ${text} end`;
}

function sourceOf(value: MadeValue, around: Around): Expression | null {
  const { from, first, combine, sum, constant, fileName, join = "" } = value;
  if (constant !== undefined) return { sql: () => sqlText(constant), places: [], plain: false };
  if (fileName !== undefined) {
    const said = around.header.named[fileName];
    return said === undefined ? null : { sql: () => sqlText(said), places: [], plain: false };
  }
  if (first) {
    const given = first.flatMap((each) => expression(each, around) ?? []);
    return several(given, (texts) => (texts.length > 1 ? `coalesce(${texts.join(", ")})` : (texts[0] ?? "null")));
  }
  if (combine) {
    const given = combine.map((each) => expression(each, around));
    if (given.some((each) => each === null)) return null;
    return several(
      given.filter((each) => each !== null),
      (texts) => `(${texts.join(` || ${sqlText(join)} || `)})`,
    );
  }
  if (sum) {
    const given = sum.flatMap((each) => expression(each, around) ?? []);
    return given.length < sum.length ? null : several(given, sumSql);
  }
  if (typeof from === "string") return columnExpression(from, around);
  const given = (from ?? []).flatMap((name) => columnExpression(name, around) ?? []);
  return several(given, (texts) => `nullif(concat_ws(${sqlText(join)}, ${texts.join(", ")}), '')`);
}

function several(given: Expression[], put: (texts: string[]) => string): Expression | null {
  if (given.length === 0) return null;
  const places = [...new Set(given.flatMap((each) => each.places))];
  return { sql: (field) => put(given.map((each) => each.sql(field))), places, plain: false };
}

/** Exact, and nothing where none is filled; what is no amount comes out as it stands. */
function sumSql(texts: string[]): string {
  const amount = (text: string) => `try_cast(${text} as decimal(18, 2))`;
  const unreadable = texts.map((text) => `case when ${amount(text)} is null then ${text} end`);
  const total = texts.map((text) => `coalesce(${amount(text)}, 0)`).join(" + ");
  return `coalesce(${unreadable.join(", ")}, case when coalesce(${texts.join(", ")}) is not null then (${total})::decimal(18, 2)::varchar end)`;
}

type Step = (text: string, field: Field) => string;

/** In the order of `MadeValue`, but `when` last: it says whether there is a value at all. */
function stepsOf(value: MadeValue, around: Around): Step[] {
  const { nulls, slice, split, remove, pad, ndc, codes, otherwise, date, day, latest, amount, decimals, negate, when } =
    value;
  const holds = (condition: NonNullable<MadeValue["when"]>, field: Field) =>
    conditionSql(condition, (name) => fieldSql(name, around, field));
  const steps: (Step | null)[] = [
    nulls ? (text) => withoutNulls(text, nulls) : null,
    slice ? (text) => sliced(text, slice) : null,
    split ? (text) => `nullif(trim(split_part(${text}, ${sqlText(split.by)}, ${split.part})), '')` : null,
    remove ? (text) => `nullif(translate(${text}, ${sqlText(remove)}, ''), '')` : null,
    pad ? (text) => padded(text, pad.width, pad.with ?? "0") : null,
    ndc ? ndcSql : null,
    codes || otherwise !== undefined ? (text) => translated(text, codes ?? {}, otherwise) : null,
    date
      ? (text, field) => {
          const notAfter = around.notAfter ? expression(around.notAfter, { ...around, notAfter: null }) : null;
          const century = { latest: latest ?? around.header.latest, notAfter: notAfter?.sql(field) ?? null };
          return `coalesce((${dateSql(text, [date].flat(), century, day)})::varchar, ${text})`;
        }
      : null,
    amount ? (text) => amountSql(text, amount, decimals ?? 2) : null,
    negate === true ? negated : null,
    typeof negate === "object"
      ? (text, field) => `case when ${holds(negate, field)} then ${negated(text)} else ${text} end`
      : null,
    when ? (text, field) => `case when ${holds(when, field)} then ${text} end` : null,
  ];
  return steps.filter((step) => step !== null);
}

function sliced(text: string, { start, width }: { start: number; width?: number }): string {
  return `nullif(trim(substr(${text}, ${start}${width === undefined ? "" : `, ${width}`})), '')`;
}

function padded(text: string, width: number, filler: string): string {
  return `case when length(${text}) < ${width} then lpad(${text}, ${width}, ${sqlText(filler)}) else ${text} end`;
}

/** 4-4-2, 5-3-2 and 5-4-1 get their zero where it belongs; ten digits without hyphens do not say where. */
function ndcSql(text: string): string {
  const part = (at: number, width: number) => `lpad(split_part(${text}, '-', ${at}), ${width}, '0')`;
  return `case when contains(${text}, '-') then ${part(1, 5)} || ${part(2, 4)} || ${part(3, 2)} else ${text} end`;
}

function translated(text: string, codes: Record<string, string>, otherwise: string | undefined): string {
  const whens = Object.entries(codes).map(
    ([word, meaning]) => `when ${sqlText(word.toLowerCase())} then ${meaning === "" ? "null" : sqlText(meaning)}`,
  );
  const rest = otherwise === undefined ? text : `case when ${text} is not null then ${sqlText(otherwise)} end`;
  return whens.length === 0 ? rest : `case lower(${text}) ${whens.join(" ")} else ${rest} end`;
}

function complaintOf(value: Value): string | null {
  if (typeof value === "string") return null;
  const { date, amount, decimals = 2 } = value;
  if (date) return `not a date written ${[date].flat().map(written).join(" or ")}`;
  if (amount === "implied") return `not an amount of digits with ${decimals} implied decimals`;
  if (amount === "overpunch") return `not an amount with ${decimals} implied decimals and the sign in its last place`;
  if (amount === "decimal-comma") return "not an amount written like 1.234,50";
  return amount ? "not an amount written like 1,234.50" : null;
}

function written(pattern: string): string {
  return pattern === "serial" ? "as a spreadsheet's number of days" : pattern;
}
