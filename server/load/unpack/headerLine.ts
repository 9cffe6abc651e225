/** Words with which header and trailer records begin; the shorter ones tell nothing in a record as wide as a row. */
const headerWords = /^(HDR|HEADER|FHR|BHR|BOF|FILE ?HEADER)$/i;
const shortHeaderWords = /^(HD|H|00|0|BH|FH)$/i;
const trailerWords = /^(TRL|TRLR|TRAILER|TLR|FTR|FOOTER|FTL|EOF|FILE ?TRAILER)$/i;
const totalWords = /^((GRAND|REPORT|FILE) )?TOTALS?:?$/i;
const shortTrailerWords = /^(TR|TL|T|Z|BT|FT|END)$/i;
const trailerLine =
  /^\W*((grand |report |file )?totals?\b|(record|row|line)s? ?(count|total)?\s*[:=]|\(?\d[\d,]* (rows?|records?|lines?)\b|end of (file|report|data)\b)/i;

/** A record that describes the file, not a row: `HDR|20250131|ACME|...`. */
export function headerRecord(fields: string[], width: number): boolean {
  const first = fields[0]?.trim() ?? "";
  if (headerWords.test(first)) return fields.length !== width || !looksLikeHeader(fields);
  return shortHeaderWords.test(first) && fields.length !== width;
}

/** A last record of counts and sums: `TRL|1234|56789.00`, `Total,,,56789.00`, `(1234 rows affected)`. */
export function trailerRecord(fields: string[], width: number): boolean {
  const filled = fields.map((field) => field.trim()).filter((field) => field !== "");
  const first = filled[0] ?? "";
  if (trailerWords.test(first)) return true;
  if (totalWords.test(first)) return fields.length !== width || filled.length * 2 <= width + 1;
  if (fields.length === width) return false;
  return (shortTrailerWords.test(first) && filled.length > 1) || trailerLine.test(first);
}

/** Names, each once, and no numbers or dates. */
export function looksLikeHeader(fields: string[]): boolean {
  const names = fields.map((field) => field.replace(/^\uFEFF/, "").trim());
  const filled = names.filter((name) => name !== "");
  if (filled.length < 2 || filled.length < names.length * 0.6) return false;
  if (!filled.every((name) => /\p{L}/u.test(name) && name.length <= 120 && !dateLike.test(name))) return false;
  const distinct = new Set(filled.map((name) => name.toLowerCase())).size;
  return distinct >= filled.length * 0.8 && filled.filter(valueLike).length * 4 <= filled.length;
}

const dateLike = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- ]?[A-Za-z]{3}[- ]?\d{2,4})/;

/** More digits than letters, as in a claim's number; `diagnosis_code_1` is none. */
function valueLike(name: string): boolean {
  return name.replace(/\D/g, "").length * 2 > name.length;
}
