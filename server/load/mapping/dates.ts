import { sqlText } from "./sqlText.ts";

/** How two digits become a year. */
export interface Century {
  /** The last year that they can mean. */
  latest: number;
  /** SQL for a day, as text, that the date cannot lie behind; null where the rows do not say one. */
  notAfter: string | null;
}

const token = /YYYY|YY|MMM|MM|M|DDD|DD|D/g;

const formats: Record<string, string> = {
  YYYY: "%Y",
  YY: "%y",
  MMM: "%b",
  MM: "%m",
  M: "%m",
  DDD: "%j",
  DD: "%d",
  D: "%d",
};

/** Whether dates can be read by it. */
export function isDatePattern(pattern: string): boolean {
  if (pattern === "serial" || pattern === "ISO") return true;
  const tokens: string[] = pattern.match(token) ?? [];
  const has = (first: string) => tokens.filter((each) => each.startsWith(first)).length;
  const ofYear = tokens.includes("DDD");
  return (
    has("Y") === 1 &&
    (ofYear ? has("M") === 0 && has("D") === 1 : has("M") === 1 && has("D") <= 1) &&
    /^[-/. ,]*$/.test(pattern.replaceAll(token, ""))
  );
}

/**
 * SQL for the day that a text means, null where it fits no pattern; ISO dates are good besides. The first pattern is
 * tried on all rows, each further one only on what is left: a pattern that fails costs seventy times one that does not,
 * so each is tried only where the text has its separator, or its length.
 * @param patterns of YYYY, YY, MM, M, DD, D, MMM (Jan) and DDD (day of the year), or `serial` for a spreadsheet's days
 */
export function dateSql(text: string, patterns: string[], century: Century, day: "first" | "last" = "first"): string {
  const short = patterns.some((pattern) => /(^|[^Y])YY([^Y]|$)/.test(pattern));
  const read = (from: string, pattern: string) => patternSql(from, pattern, century, short);
  const whole = patterns.map((pattern) => read(text, pattern));
  const timed = patterns.filter((pattern) => pattern !== "ISO" && pattern !== "serial" && !pattern.includes(" "));
  const withoutTime = timed.map(
    (pattern) => `case when contains(${text}, ':') then ${read(`split_part(${text}, ' ', 1)`, pattern)} end`,
  );
  const iso = patterns.includes("ISO") ? [] : [isoSql(text)];
  const found = `coalesce(${[...whole, ...iso, ...withoutTime].join(", ")})`;
  return day === "last" ? `last_day(${found})` : found;
}

/** @param short whether years of two digits stand beside: those of four must then be told from them, which takes twice as long */
function patternSql(text: string, pattern: string, century: Century, short: boolean): string {
  if (pattern === "ISO") return isoSql(text);
  if (pattern === "serial") return serialSql(text);
  const tokens: string[] = pattern.match(token) ?? [];
  const separator = pattern.replaceAll(token, "")[0];
  const format = sqlText(pattern.replaceAll(token, (each) => formats[each] ?? ""));
  const parsed = `try_strptime(${text}, ${format})::date`;
  const guard = separator ? `contains(${text}, ${sqlText(separator)})` : `length(${text}) = ${pattern.length}`;
  const read = tokens.includes("YY")
    ? shortYear(parsed, century)
    : short
      ? `case when ${parsed} >= date '1000-01-01' then ${parsed} end`
      : parsed;
  return `case when ${guard} then ${read} end`;
}

function shortYear(parsed: string, { latest, notAfter }: Century): string {
  const back = `(${parsed} - interval 100 year)::date`;
  const forth = `(${parsed} + interval 100 year)::date`;
  const likely = `case when year(${parsed}) > ${latest} then ${back} when year(${parsed}) <= ${latest - 100} then ${forth} else ${parsed} end`;
  return notAfter
    ? `case when try_cast(${notAfter} as date) is null then ${likely} when ${parsed} > try_cast(${notAfter} as date) then ${back} else ${parsed} end`
    : likely;
}

/** With or without a time behind the day. */
function isoSql(text: string): string {
  return `case when length(${text}) >= 10 and substr(${text}, 5, 1) = '-' and (length(${text}) = 10 or substr(${text}, 11, 1) in ('T', ' '))
    then try_cast(left(${text}, 10) as date) end`;
}

/** Days since 1899-12-30, of the years 1910 to 2100; a time behind the point is left out. */
function serialSql(text: string): string {
  const days = `try_cast(split_part(${text}, '.', 1) as integer)`;
  return `case when length(split_part(${text}, '.', 1)) between 4 and 5 and ${days} between 3654 and 73415
    then date '1899-12-30' + ${days} end`;
}
