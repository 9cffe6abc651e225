import type { AmountForm } from "./mapping.ts";

const positive = "{ABCDEFGHI";
const negative = "}JKLMNOPQR";
/** The other way of punching a sign: plus is a plain digit, minus a small letter. */
const small = "pqrstuvwxy";

/** SQL that writes an amount like 1234.50; what is none comes out as it stands. */
export function amountSql(text: string, form: AmountForm, decimals = 2): string {
  if (form === "implied") return implied(text, text, decimals);
  if (form === "overpunch") return overpunch(text, decimals);
  if (form === "decimal-comma") return tidied(`replace(replace(${text}, '.', ''), ',', '.')`);
  return `case when try_cast(${text} as decimal(18, 4)) is not null then ${text} else ${tidied(text)} end`;
}

/** `$1,234.50`, `(1,234.50)`, `1,234.50-` and `1234.50 CR`. */
function tidied(text: string): string {
  const bare = `translate(${text}, '$, ()+', '')`;
  const plain = `regexp_replace(${bare}, '(-|CR|cr|DR|dr)$', '')`;
  const minus = `(${text} like '(%)' or ${text} like '$(%)' or regexp_matches(${text}, '(-|CR|cr) *$'))`;
  return `case when ${text} is null then null when ${minus} then '-' || ${plain} else ${plain} end`;
}

function implied(digits: string, text: string, decimals: number): string {
  const whole = `try_cast(${digits} as bigint)`;
  if (decimals === 0) return `coalesce(${whole}::varchar, ${text})`;
  const one = `0.${"0".repeat(decimals - 1)}1`;
  return `coalesce((${whole} * ${one})::decimal(18, ${decimals})::varchar, ${text})`;
}

/** The last byte holds the last digit and the sign. */
function overpunch(text: string, decimals: number): string {
  const last = `right(${text}, 1)`;
  const digit = `translate(${last}, '${positive}${negative}${small}', '${"0123456789".repeat(3)}')`;
  const sign = `case when contains('${negative}${small}', ${last}) then '-' else '' end`;
  const digits = `(${sign} || left(${text}, -1) || ${digit})`;
  return implied(digits, text, decimals);
}

/** The amount with the other sign. */
export function negated(text: string): string {
  return `case when starts_with(${text}, '-') then substr(${text}, 2) when try_cast(${text} as double) = 0 then ${text} else '-' || ltrim(${text}, '+') end`;
}
