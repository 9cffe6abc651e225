import { sqlText } from "./sqlText.ts";

/** How two digits become a year. */
export interface Century {
  /** The last year that they can mean. */
  latest: number;
  /** SQL for a day, as text, that the date cannot lie behind; null where the rows do not say one. */
  notAfter: string | null;
}

const months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
const token = /YYYY|YY|MMM|MM|M|DDD|DD|D/g;

/**
 * SQL that writes a date as YYYY-MM-DD. Each pattern is told by the text's length and its separators, so that nothing
 * is parsed twice and the usual case comes first; a time behind the date is left out. What fits no pattern comes out as
 * it stands: an ISO date is good by itself.
 * @param patterns of YYYY, YY, MM, M, DD, D, MMM (Jan) and DDD (day of the year), or `serial` for a spreadsheet's days
 */
export function dateSql(text: string, patterns: string[], century: Century, day: "first" | "last" = "first"): string {
  const cases = patterns.flatMap((pattern) => forms(text, pattern, century, day));
  return `case ${cases.map(({ when, gives }) => `when ${when} then ${gives}`).join(" ")} else ${isoDay(text)} end`;
}

/** Whether dates can be read by it. */
export function isDatePattern(pattern: string): boolean {
  if (pattern === "serial" || pattern === "ISO") return true;
  const tokens: string[] = pattern.match(token) ?? [];
  const has = (first: string) => tokens.filter((each) => each.startsWith(first)).length;
  const inYear = tokens.includes("DDD");
  const separators = pattern.replaceAll(token, "");
  return (
    has("Y") === 1 &&
    (inYear ? has("M") === 0 && has("D") === 1 : has("M") === 1 && has("D") <= 1) &&
    /^[-/. ,]*$/.test(separators)
  );
}

interface Form {
  when: string;
  gives: string;
}

function forms(text: string, pattern: string, century: Century, day: "first" | "last"): Form[] {
  if (pattern === "ISO") return [];
  if (pattern === "serial") return [serial(text)];
  const tokens: string[] = pattern.match(token) ?? [];
  const separators = pattern.split(token);
  const even = /^(YYYY|YY|MMM|MM|DDD|DD)+$/.test(tokens.join("")) && !tokens.some((each) => /^[MD]$/.test(each));
  const wide = tokens.map((each) => (each === "M" || each === "D" ? each + each : each));
  const fixed = fixedForm(text, wide, separators, century, day);
  const between = separators.slice(1, -1);
  const splits = between.length > 0 && new Set(between).size === 1 && between[0] !== "";
  if (!splits) return even ? [fixed] : [];
  return [fixed, splitForm(text, tokens, between[0] ?? "", century, day)];
}

/** Every part has its place. */
function fixedForm(
  text: string,
  tokens: string[],
  separators: string[],
  century: Century,
  day: "first" | "last",
): Form {
  let place = 1;
  const parts: Record<string, string> = {};
  const marks: string[] = [];
  for (const [at, each] of tokens.entries()) {
    const mark = separators[at] ?? "";
    if (mark) marks.push(`substr(${text}, ${place}, ${mark.length}) = ${sqlText(mark)}`);
    place += mark.length;
    parts[each] = `substr(${text}, ${place}, ${each.length})`;
    place += each.length;
  }
  const length = place - 1;
  const timed = `length(${text}) > ${length} and substr(${text}, ${place}, 1) in (' ', 'T')`;
  const whole = separators.some((mark) => mark !== "")
    ? `(length(${text}) = ${length} or ${timed})`
    : `length(${text}) = ${length}`;
  return { when: [whole, ...marks].join(" and "), gives: written(parts, century, day) };
}

/** Parts of one or two digits between separators. */
function splitForm(text: string, tokens: string[], mark: string, century: Century, day: "first" | "last"): Form {
  const part = (at: number) => {
    const piece = `split_part(${text}, ${sqlText(mark)}, ${at + 1})`;
    return at === tokens.length - 1 && mark !== " " ? `split_part(${piece}, ' ', 1)` : piece;
  };
  const parts: Record<string, string> = {};
  const tests = tokens.map((each, at) => {
    if (each.startsWith("Y") || each === "MMM" || each === "DDD") {
      parts[each] = part(at);
      return `length(${part(at)}) = ${each.length}`;
    }
    parts[each + each] = `lpad(${part(at)}, 2, '0')`;
    if (each.length === 2) parts[each] = `lpad(${part(at)}, 2, '0')`;
    return `length(${part(at)}) between 1 and 2`;
  });
  return { when: tests.join(" and "), gives: written(parts, century, day) };
}

function written(parts: Record<string, string>, century: Century, day: "first" | "last"): string {
  const short = parts.YYYY === undefined;
  const year = parts.YYYY ?? parts.YY ?? "";
  const month = parts.MM ?? (parts.MMM ? monthOf(parts.MMM) : null);
  const rest = (full: string) => {
    if (month === null) {
      const days = `try_cast(${parts.DDD} as integer)`;
      return `(try_cast(${full} || '-01-01' as date) + (${days} - 1))::date::varchar`;
    }
    if (parts.DD) return `${full} || '-' || ${month} || '-' || ${parts.DD}`;
    if (day === "first") return `${full} || '-' || ${month} || '-01'`;
    return `last_day(try_cast(${full} || '-' || ${month} || '-01' as date))::varchar`;
  };
  if (!short) return rest(year);
  const { latest, notAfter } = century;
  const [top, last] = [Math.floor(latest / 100), String(latest % 100).padStart(2, "0")];
  const likely = `(case when ${year} > '${last}' then '${top - 1}' else '${top}' end || ${year})`;
  if (!notAfter) return rest(likely);
  const early = `(${sqlText(String(top - 1))} || ${year})`;
  return `case when ${rest(likely)} > ${notAfter} then ${rest(early)} else ${rest(likely)} end`;
}

function monthOf(name: string): string {
  return `lpad(((instr('${months}', upper(${name})) + 2) // 3)::varchar, 2, '0')`;
}

/** Days since 1899-12-30, of the years 1910 to 2100; a time behind the point is left out. */
function serial(text: string): Form {
  const days = `try_cast(split_part(${text}, '.', 1) as integer)`;
  return {
    when: `length(split_part(${text}, '.', 1)) between 4 and 5 and ${days} between 3654 and 73415`,
    gives: `(date '1899-12-30' + ${days})::varchar`,
  };
}

/** A timestamp as other programs write it keeps its day. */
function isoDay(text: string): string {
  return `case when length(${text}) > 10 and substr(${text}, 11, 1) in ('T', ' ') then left(${text}, 10) else ${text} end`;
}
