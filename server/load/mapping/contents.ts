/** What stands in a column, as far as its sample tells. */
export interface Contents {
  /** Values that stand for nothing left out. */
  values: string[];
  /** How many rows were looked at. */
  rows: number;
  /** What stands for nothing here: `#N/A`. */
  nulls: string[];
  distinct: number;
  /** Patterns under which nearly all are dates, the most frequent first; none where they are no dates. */
  dates: string[];
  /** Two patterns would do: which number is the month cannot be told. */
  unclearMonth: boolean;
  amount: "decimal" | "decimal-comma" | "implied" | "overpunch" | "whole" | null;
  /** Row by row; "" where nothing is given. */
  texts: string[];
  /** Its dots are taken to stand between thousands, which no value shows for sure. */
  dotsGuessed: boolean;
  /** Numbers as far as they can be read; null for the rest. */
  numbers: (number | null)[];
  /** Shares of the values, from 0 to 1, that look so. */
  looks: Record<Look, number>;
}

export type Look = (typeof looks)[number];

const looks = [
  "ndc",
  "npi",
  "icd10",
  "icd9",
  "revenue",
  "hcpcs",
  "sex",
  "zip",
  "state",
  "ssn",
  "word",
  "integer",
  "relation",
  "yesNo",
] as const;

/** What programs write where there is nothing; it is no word of anybody's. */
const nothing = ["#n/a", "n/a", "null", "\\n", "#null!", "#value!", "#ref!", "#name?", "#div/0!", "(null)", "nan"];
/** The same among dates and numbers. */
const noNumbers = [".", "-", "?", "na", "none", "unknown", "n/k"];
const noDates = ["00000000", "0", "00/00/0000", "0000-00-00", "0/0/0000"];

const shapes: Record<Look, (text: string) => boolean> = {
  ndc: (text) => /^\d{11}$/.test(text) || /^\d{4,5}-\d{3,4}-\d{1,2}$/.test(text),
  npi: (text) => /^\d{10}$/.test(text) && luhn(`80840${text}`),
  icd10: (text) => /^[A-TV-Z]\d[0-9AB]\.?[0-9A-Z]{0,4}$/i.test(text),
  icd9: (text) => /^(\d{3}\.?\d{0,2}|V\d{2}\.?\d{0,2}|E\d{3}\.?\d?)$/i.test(text),
  revenue: (text) => /^0?\d{3}$/.test(text) && Number(text) >= 100,
  hcpcs: (text) => /^(\d{5}|[A-V]\d{4}|\d{4}[FTUM])$/i.test(text),
  sex: (text) => /^(m|f|u|male|female|unknown|man|woman)$/i.test(text),
  zip: (text) => /^\d{5}(-?\d{4})?$/.test(text),
  state: (text) => /^[A-Z]{2}$/.test(text),
  ssn: (text) => /^\d{3}-\d{2}-\d{4}$/.test(text),
  word: (text) => /^[\p{L}][\p{L} .,'’&-]*$/u.test(text),
  integer: (text) => /^[-+]?\d+$/.test(text),
  relation: (text) =>
    /^(self|spouse|child|dependent|employee|subscriber|sub|sp|ch|dep|wife|husband|son|daughter|ee|dp|domestic partner|other|18|01|19)$/i.test(
      text,
    ),
  yesNo: (text) => /^(y|n|yes|no|true|false|0|1|t|f)$/i.test(text),
};

/** Looks at a column of sample rows. */
export function contentsOf(column: (string | null | undefined)[]): Contents {
  const trimmed = column.map((text) => (text ?? "").trim());
  const nulls = nullsOf(trimmed);
  const given = trimmed.map((text) => (nulls.includes(text) ? "" : text));
  const filled = given.filter((text) => text !== "");
  const empty = [...new Set(filled.filter((text) => noDates.includes(text)))];
  const dated = filled.filter((text) => !empty.includes(text));
  const { dates, unclearMonth } = datesOf(dated);
  const isDate = dates.length > 0 && dated.length > 0;
  const values = isDate ? dated : filled;
  const amount = amountOf(filled);
  return {
    values,
    rows: column.length,
    nulls: isDate ? [...nulls, ...empty] : nulls,
    distinct: new Set(values).size,
    dates,
    unclearMonth,
    amount,
    texts: given.map((text) => (isDate && empty.includes(text) ? "" : text)),
    dotsGuessed: false,
    numbers: given.map((text) => numberOf(text, amount)),
    looks: Object.fromEntries(
      looks.map((look) => [look, values.length > 0 ? values.filter(shapes[look]).length / values.length : 0]),
    ) as Record<Look, number>,
  };
}

function nullsOf(texts: string[]): string[] {
  const none = (words: string[]) => texts.filter((text) => words.includes(text.toLowerCase()));
  const [hard, soft] = [none(nothing), none(noNumbers)];
  const rest = texts.filter((text) => text !== "" && !hard.includes(text) && !soft.includes(text));
  const counts =
    soft.length > 0 && rest.length > soft.length && (datesOf(rest).dates.length > 0 || amountOf(rest) !== null);
  return [...new Set(counts ? [...hard, ...soft] : hard)];
}

const monthName = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
const time = "([ T]\\d{1,2}:\\d{2}.*)?";

/** By pattern: the shape, and the places of month and day where they are numbers. */
const datePatterns: [pattern: string, shape: RegExp, month: number, day: number][] = [
  ["ISO", /^\d{4}-(\d{2})-(\d{2})([ T].*)?$/, 1, 2],
  ["YYYYMMDD", /^(?:1[89]|20|21|99)\d{2}(\d{2})(\d{2})$/, 1, 2],
  ["MM/DD/YYYY", new RegExp(`^(\\d{1,2})/(\\d{1,2})/\\d{4}${time}$`), 1, 2],
  ["DD/MM/YYYY", new RegExp(`^(\\d{1,2})/(\\d{1,2})/\\d{4}${time}$`), 2, 1],
  ["MM/DD/YY", new RegExp(`^(\\d{1,2})/(\\d{1,2})/\\d{2}${time}$`), 1, 2],
  ["DD/MM/YY", new RegExp(`^(\\d{1,2})/(\\d{1,2})/\\d{2}${time}$`), 2, 1],
  ["MM-DD-YYYY", /^(\d{1,2})-(\d{1,2})-\d{4}$/, 1, 2],
  ["DD-MM-YYYY", /^(\d{1,2})-(\d{1,2})-\d{4}$/, 2, 1],
  ["MM-DD-YY", /^(\d{1,2})-(\d{1,2})-\d{2}$/, 1, 2],
  ["MM.DD.YYYY", /^(\d{1,2})\.(\d{1,2})\.\d{4}$/, 1, 2],
  ["DD.MM.YYYY", /^(\d{1,2})\.(\d{1,2})\.\d{4}$/, 2, 1],
  ["YYYY/MM/DD", /^\d{4}\/(\d{1,2})\/(\d{1,2})([ T].*)?$/, 1, 2],
  ["YYYY.MM.DD", /^\d{4}\.(\d{1,2})\.(\d{1,2})$/, 1, 2],
  ["DD-MMM-YYYY", new RegExp(`^\\d{1,2}-${monthName}-\\d{4}$`, "i"), 0, 0],
  ["DD-MMM-YY", new RegExp(`^\\d{1,2}-${monthName}-\\d{2}$`, "i"), 0, 0],
  ["DDMMMYYYY", new RegExp(`^\\d{2}${monthName}\\d{4}$`, "i"), 0, 0],
  ["DD MMM YYYY", new RegExp(`^\\d{1,2} ${monthName} \\d{4}$`, "i"), 0, 0],
  ["MMM D, YYYY", new RegExp(`^${monthName} \\d{1,2}, \\d{4}$`, "i"), 0, 0],
  ["MMDDYYYY", /^(\d{2})(\d{2})(?:19|20)\d{2}$/, 1, 2],
  ["YYYYMM", /^(?:19|20)\d{2}(\d{2})$/, 1, 0],
  ["YYYY-MM", /^(?:19|20)\d{2}-(\d{2})$/, 1, 0],
  ["MM/YYYY", /^(\d{1,2})\/(?:19|20)\d{2}$/, 1, 0],
  ["serial", /^[2-6]\d{4}(\.\d+)?$/, 0, 0],
];

function datesOf(values: string[]): { dates: string[]; unclearMonth: boolean } {
  const none = { dates: [], unclearMonth: false };
  if (values.length === 0) return none;
  const fitting = datePatterns.flatMap(([pattern, shape, month, day]) => {
    const shaped = values.filter((text) => shape.test(text));
    const right = shaped.filter((text) => {
      const found = shape.exec(text) ?? [];
      return (month === 0 || inRange(found[month], 12)) && (day === 0 || inRange(found[day], 31));
    });
    const share = right.length / Math.max(1, shaped.length);
    return right.length > 0 && share > 0.9 ? [{ pattern, right, source: shape.source }] : [];
  });
  const chosen: typeof fitting = [];
  for (const each of fitting.sort((a, b) => b.right.length - a.right.length)) {
    if (!chosen.some(({ source }) => source === each.source)) chosen.push(each);
  }
  const covered = new Set(chosen.flatMap(({ right }) => right));
  if (values.filter((text) => covered.has(text)).length < values.length * 0.9) return none;
  const needed: typeof fitting = [];
  const seen = new Set<string>();
  for (const each of chosen) {
    if (each.right.every((text) => seen.has(text))) continue;
    for (const text of each.right) seen.add(text);
    needed.push(each);
  }
  const unclearMonth = needed.some(({ source, right }) =>
    fitting.some((other) => other.source === source && other.right !== right && other.right.length === right.length),
  );
  return { dates: needed.map(({ pattern }) => pattern), unclearMonth };
}

function inRange(text: string | undefined, most: number): boolean {
  const number = Number(text);
  return number >= 1 && number <= most;
}

function amountOf(values: string[]): Contents["amount"] {
  if (values.length === 0) return null;
  const share = (shape: RegExp) => values.filter((text) => shape.test(text)).length / values.length;
  if (share(/^[-+]?\d+$/) >= 0.999) {
    const padded = values.filter((text) => /^[-+]?0\d{3,}$/.test(text)).length;
    return padded > values.length * 0.2 ? "implied" : "whole";
  }
  const plain =
    /^[-+]?[$]?\s?[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?-?$|^[$]?\([$]?[\d,]*(\.\d*)?\)$|^[$]?[\d,]+(\.\d*)? ?(CR|DR)$/i;
  if (share(plain) >= 0.97 && values.some((text) => /\d/.test(text))) return "decimal";
  if (share(/^\d+[0-9{}A-Rp-y]$/) >= 0.97 && share(/[{}A-Rp-y]$/) > 0.3) return "overpunch";
  if (share(/^[-+]?\d{1,3}(\.\d{3})*(,\d{1,2})?$/) >= 0.97) return "decimal-comma";
  return null;
}

/** A number in one of the forms, null where it is none. */
export function numberOf(text: string, form: Contents["amount"]): number | null {
  if (text === "" || form === null) return null;
  const minus = /^\(|^[$]?\(|-$|^-|CR$/i.test(text) || (form === "overpunch" && /[}J-Rp-y]$/.test(text)) ? -1 : 1;
  const digits = form === "decimal-comma" ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  const number = Number.parseFloat(digits.replace(/[^\d.]/g, ""));
  return Number.isFinite(number) ? minus * number : null;
}

/** The check digit of an NPI is reckoned over the number with 80840 before it. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const twice = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}
