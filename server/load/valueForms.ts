import type { ColumnKind, LayoutColumn } from "./layout.ts";
import type { Target } from "./part.ts";

/**
 * How one target is read, in steps that each stand on the one before: its text, the cast, whether the cast comes back
 * as the same text, and the value, which is null where the text is no way of writing it.
 */
export interface ReadTarget extends Target {
  /** Names of the SQL columns of the steps; `tried` and `plain` are null where the step is not needed. */
  text: string;
  tried: string | null;
  plain: string | null;
  value: string;
  /** SQL that is true where the file gives something, and where it gives nothing. */
  given: string;
  absent: string;
}

/** Years outside are slips of the pen, such as 3024 for 2024, unless they stand for an end that is not known. */
const likelyDays = "date '1800-01-01' and date '2100-12-31'";
const writableDays = "date '0001-01-01' and date '9999-12-31'";
const amountShape = "[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)";

/** Kinds that are not kept as text. */
const shapes: Partial<Record<ColumnKind, string>> = {
  date: "[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]00:00(:00([.]0+)?)?",
  amount: amountShape,
  quantity: amountShape,
  integer: "[-+]?[0-9]+([.]0*)?",
};

const complaints: Partial<Record<ColumnKind, string>> = {
  date: "not a date written YYYY-MM-DD",
  amount: "not an amount written like 1234.50",
  quantity: "not a number written like 12.5",
  integer: "not a whole number",
  id: "turned into a rounded number by a spreadsheet (like 1.2E+15)",
};

/** Numbers the targets of a part and names the SQL columns in which they are read. */
export function readTargets(targets: Target[]): ReadTarget[] {
  return targets.map((target, at) => {
    const { column, places, sql } = target;
    const cast = column.kind in shapes && column.values.length === 0;
    const typed = cast ? target.typed : null;
    const text = !sql && places.length === 1 ? `r${places[0]}` : `t${at}`;
    const sources = typed ? places.map((place) => `r${place}`) : [text];
    const given = `(${sources.map((source) => `${source} is not null`).join(" or ")})`;
    const absent = `(${sources.map((source) => `${source} is null`).join(" and ")})`;
    const names = { text, tried: cast ? `v${at}` : null, plain: cast && !typed ? `k${at}` : null };
    const value = cast || column.values.length > 0 ? `p${at}` : text;
    return { ...target, typed, ...names, value, given, absent };
  });
}

/** The selects of the steps, each list for one level; in `values` a row whose values are all fine is known by `fine`. */
export function readingSteps(targets: ReadTarget[]): Record<"texts" | "tried" | "plain" | "fine" | "values", string[]> {
  const field = (place: number) => `r${place}`;
  const fine = targets.flatMap((target) => fineSql(target) ?? []);
  return {
    texts: targets.flatMap(({ text, sql, places, typed }) =>
      typed || text === `r${places[0]}` ? [] : [`${sql?.(field) ?? "null::varchar"} as ${text}`],
    ),
    tried: targets.flatMap(({ tried, text, typed, column }) =>
      tried ? [`${typed ? typed(field) : `try_cast(${text} as ${column.type})`} as ${tried}`] : [],
    ),
    plain: targets.flatMap(({ plain, tried, text }) =>
      plain ? [`${tried}::varchar is not distinct from ${text} as ${plain}`] : [],
    ),
    fine: [`${fine.length > 0 ? `(${fine.join(" and ")})` : "true"} as fine`],
    values: targets.flatMap((target) => {
      const sql = valueSql(target);
      return sql ? [`case when fine then ${sql.fine} else ${sql.other} end as ${target.value}`] : [];
    }),
  };
}

/** SQL that is true where the value needs no further look; nearly all rows of nearly all files have only such. */
function fineSql(target: ReadTarget): string | null {
  const { column, text, tried, typed, given } = target;
  const { kind, values } = column;
  if (values.length > 0) return `(${text} in (${values.map(textLiteral).join(", ")})) is not false`;
  if (kind === "id") return `contains(${text}, '+') is not true`;
  if (!tried) return null;
  const read = typed ? `${given} = (${tried} is not null)` : shapeOf(target);
  return kind === "date" ? `${read} and (${tried} between ${likelyDays}) is not false` : read;
}

/** Whether the text is a way of writing a value; dates but for the day itself are looked at one by one. */
function shapeOf({ column, text, tried, plain }: ReadTarget): string {
  if (column.kind === "date") return `${plain}`;
  return `case when ${plain} then true when ${tried} is null then false
    else regexp_full_match(${text}, '${shapes[column.kind]}') end`;
}

/**
 * The value where the text is a way of writing it, else null. What comes back from the type as the very same text is
 * good without a further look; the rest is matched against the shapes that are allowed.
 */
function valueSql(target: ReadTarget): { fine: string; other: string } | null {
  const { column, text, tried, plain, typed } = target;
  const { kind, values } = column;
  if (values.length > 0) return { fine: text, other: `case when ${within(column, text)} then lower(${text}) end` };
  if (!tried) return null;
  if (kind !== "date") return { fine: tried, other: typed ? tried : `case when ${shapeOf(target)} then ${tried} end` };
  const likely = `(${tried} between ${likelyDays} or ${isOpenEnd(tried)})`;
  const other = typed
    ? `case when ${likely} then ${tried} end`
    : `case when not ${likely} then null when ${plain} then ${tried}
      when regexp_full_match(${text}, '${shapes.date}') then try_cast(left(${text}, 10) as date) end`;
  return { fine: tried, other };
}

/** 9999-12-31, 3000-01-01 and the like. */
function isOpenEnd(day: string | null): string {
  return `(${day} between ${writableDays} and year(${day}) % 100 in (0, 99) and (month(${day}), day(${day})) in ((12, 31), (1, 1)) and year(${day}) > 2100)`;
}

/** What is wrong with a value that is given and cannot be taken: when, and SQL for what is said. */
export function unreadable(target: ReadTarget): { when: string; said: string; unlikely: string | null } | null {
  const { column, text, value, given, complaint, tried, plain, typed } = target;
  const usual = column.values.length > 0 ? `not one of ${column.values.join(", ")}` : complaints[column.kind];
  const said = complaint ?? usual;
  if (!said) return null;
  if (column.kind === "id" && column.values.length === 0) {
    const when = `case when contains(${text}, '+') then regexp_full_match(${text}, '[-+]?[0-9]([.][0-9]+)?[eE][+][0-9]+') else false end`;
    return { when, said: complaints.id ?? said, unlikely: null };
  }
  const unlikely = `${typed ? "" : `${plain} and `}${tried} between ${writableDays}`;
  return { when: `(${given} and ${value} is null)`, said, unlikely: column.kind === "date" ? unlikely : null };
}

/** SQL for how many of the values of a row say more than is kept of them. */
export function roundedCount(targets: ReadTarget[]): string {
  const exact = targets.filter(
    ({ column, plain }) => plain && (column.kind === "amount" || column.kind === "quantity"),
  );
  if (exact.length === 0) return "0";
  const allPlain = exact.map(({ plain, text }) => `(${plain} or contains(${text}, '.') is not true)`).join(" and ");
  const each = exact.map(({ column, text, plain, value }) => {
    const decimals = column.kind === "amount" ? 2 : 3;
    const beyond = `regexp_matches(${text}, '[.][0-9]{${decimals}}0*[1-9]') and ${value} is not null`;
    return `case when ${plain} then 0 when ${beyond} then 1 else 0 end`;
  });
  return `case when ${allPlain} then 0 else ${each.join(" + ")} end`;
}

function within(column: LayoutColumn, text: string): string {
  return `lower(${text}) in (${column.values.map(textLiteral).join(", ")})`;
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
