import type { AmountForm } from "./mapping.ts";
import { sqlText } from "./sqlText.ts";

/** Last bytes for +0 to +9 and -0 to -9; plus may also be a plain digit, and minus then a small letter. */
const punched = ["0123456789", "{ABCDEFGHI", "}JKLMNOPQR", "pqrstuvwxy"];

/** Whether the form says how many decimals there are; the value is then a number at once. */
export function impliesDecimals(form: AmountForm): boolean {
  return form === "implied" || form === "overpunch";
}

/** SQL for the number that digits with implied decimals mean, null where they are none. */
export function impliedSql(text: string, form: AmountForm, decimals: number): string {
  const one = decimals === 0 ? "1" : `0.${"0".repeat(decimals - 1)}1`;
  if (form === "implied") return `case when ${isDigits(text)} then ${whole(text)} * ${one} end`;
  const marks = punched.flatMap((marks, kind) =>
    [...marks].map((mark, digit) => `when ${sqlText(mark)} then ${kind < 2 ? digit : 10 + digit}`),
  );
  const code = `case right(${text}, 1) ${marks.join(" ")} end`;
  const front = `('0' || left(${text}, -1))`;
  const number = `(${whole(front)} * 10 + ${code} % 10) * case when ${code} < 10 then ${one} else -${one} end`;
  return `case when not (${contains(front, ["-", "+", "e", "E"])}) then ${number} end`;
}

/** SQL that writes an amount like 1234.50; what is none comes out as it stands. */
export function amountSql(text: string, form: AmountForm, decimals: number): string {
  if (impliesDecimals(form)) {
    const number = `(${impliedSql(text, form, decimals)})::decimal(18, ${decimals})::varchar`;
    /* what cannot be read must not pass as dollars: a mark behind it keeps it from being taken for a number */
    return `coalesce(${number}, ${text} || ' ?')`;
  }
  if (form === "decimal-comma") return tidied(`replace(replace(${text}, '.', ''), ',', '.')`);
  return `case when try_cast(${text} as decimal(18, 4)) is not null then ${text} else ${tidied(text)} end`;
}

/** The amount with the other sign. */
export function negated(text: string): string {
  return `case when starts_with(${text}, '-') then substr(${text}, 2) when try_cast(${text} as double) = 0 then ${text} else '-' || ltrim(${text}, '+') end`;
}

/** `$1,234.50`, `(1,234.50)`, `1,234.50-` and `1234.50 CR`. */
function tidied(text: string): string {
  const bare = `translate(${text}, '$, ()+', '')`;
  const plain = `regexp_replace(${bare}, '(-|CR|cr|DR|dr)$', '')`;
  const minus = `(${text} like '(%)' or ${text} like '$(%)' or regexp_matches(${text}, '(-|CR|cr) *$'))`;
  return `case when ${text} is null then null when ${minus} then '-' || ${plain} else ${plain} end`;
}

/** A point behind keeps numbers that have one already from being rounded. */
function whole(text: string): string {
  return `try_cast(${text} || '.' as decimal(16, 0))`;
}

function isDigits(text: string): string {
  return `not (${contains(text, ["e", "E"])})`;
}

function contains(text: string, marks: string[]): string {
  return marks.map((mark) => `contains(${text}, ${sqlText(mark)})`).join(" or ");
}
