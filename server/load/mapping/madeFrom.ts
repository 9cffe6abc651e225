import type { LayoutColumn } from "../layout.ts";
import type { Contents } from "./contents.ts";
import type { MadeValue, Value } from "./mapping.ts";

const claimTypes: Record<string, string[]> = {
  professional: [
    "p",
    "prof",
    "professional",
    "hcfa",
    "cms1500",
    "cms-1500",
    "hcfa1500",
    "1500",
    "837p",
    "m",
    "physician",
  ],
  institutional: [
    "i",
    "inst",
    "institutional",
    "ub",
    "ub04",
    "ub-04",
    "ub92",
    "h",
    "f",
    "facility",
    "hospital",
    "837i",
    "ip",
    "op",
    "inpatient",
    "outpatient",
  ],
};

/**
 * What has to be done with a file's column so that a table's column can hold it, by what stands in the sample: a date's
 * pattern, an amount's form, zeros that were lost. The plain name where nothing has to.
 * @param own the name of the column is ours: then digits without a point are dollars, and words that nobody knows are
 *   the file's fault
 */
export function madeFrom(from: string, column: LayoutColumn, contents: Contents, own = false): Value {
  const steps: Omit<MadeValue, "from"> = { ...stepsFor(column, contents, own) };
  const nulls = [...contents.nulls, ...openEnds(column, steps)];
  if (nulls.length > 0) steps.nulls = nulls;
  return Object.keys(steps).length === 0 ? from : { from, ...steps };
}

/** Whether a word tells who billed a claim. */
export function tellsClaimType(word: string): boolean {
  return word in claimTypes || Object.values(claimTypes).some((words) => words.includes(word.toLowerCase()));
}

/** The last day of 99, which stands for an open end and would be read as one of 1999. */
function openEnds({ name }: LayoutColumn, { date }: Omit<MadeValue, "from">): string[] {
  if (!/^(enrollment_end_date|effective_to|enrolled_to|coverage_to)$/.test(name)) return [];
  return [date ?? []]
    .flat()
    .flatMap((pattern) => (/YY/.test(pattern) && !/YYYY/.test(pattern) ? (lastOf99[pattern] ?? []) : []));
}

const lastOf99: Record<string, string[]> = {
  "MM/DD/YY": ["12/31/99"],
  "DD/MM/YY": ["31/12/99"],
  "MM-DD-YY": ["12-31-99"],
  "DD-MMM-YY": ["31-Dec-99", "31-DEC-99"],
};

/** What a pharmacy's transaction was, by the standard for them: billed, reversed, billed anew. */
const transactions: Record<string, string> = { b1: "original", b2: "reversal", b3: "adjustment" };
const statuses: Record<string, string> = { b1: "paid", b2: "reversed", b3: "paid" };

function stepsFor(
  { name, kind, values: allowed }: LayoutColumn,
  contents: Contents,
  own: boolean,
): Omit<MadeValue, "from"> {
  const { dates, amount, values, looks } = contents;
  if (values.length === 0) return {};
  if (kind === "date") {
    const [first] = dates;
    if (first === undefined || (dates.length === 1 && first === "ISO" && !values.some(hasTime))) return {};
    const end = /(_end|_thru|termination)/.test(name) && dates.some((pattern) => !pattern.includes("D"));
    return { date: dates.length === 1 ? first : dates, ...(end ? { day: "last" as const } : {}) };
  }
  if (kind === "amount" || kind === "quantity") {
    if (own && amount === "implied") return {};
    if (amount === "implied" || amount === "overpunch" || amount === "decimal-comma") {
      return kind === "quantity" && amount !== "overpunch" ? {} : { amount };
    }
    return values.some((text) => !/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)) ? { amount: "decimal" } : {};
  }
  if ((name === "line_type" || name === "claim_status") && values.every((text) => /^b[123]$/i.test(text))) {
    return { codes: name === "line_type" ? transactions : statuses };
  }
  if (name === "ndc_code" && values.some((text) => text.includes("-"))) return { ndc: true };
  if (name === "zip_code") return lostZeros(values, 5);
  if (name === "revenue_center_code") return lostZeros(values, 4);
  if (name === "drg_code") return lostZeros(values, 3);
  if (allowed.includes("professional")) {
    if (values.every((text) => allowed.includes(text.toLowerCase()))) return {};
    if (own) return values.every(tellsClaimType) ? { codes: claimTypeCodes(values) } : {};
    return { codes: claimTypeCodes(values), otherwise: "undetermined" };
  }
  if (name === "gender" && looks.sex < 0.5 && values.every((text) => /^[0129]$/.test(text))) {
    return { codes: { "1": "male", "2": "female", "0": "unknown", "9": "unknown" } };
  }
  return {};
}

/** Numbers that are shorter than they can be have lost their zeros. */
function lostZeros(values: string[], width: number): Omit<MadeValue, "from"> {
  const short = values.filter((text) => /^\d+$/.test(text) && text.length < width);
  return short.length > 0 && values.every((text) => /^[\d-]+$/.test(text)) ? { pad: { width } } : {};
}

function claimTypeCodes(values: string[]): Record<string, string> {
  const found = [...new Set(values.map((text) => text.toLowerCase()))].flatMap((word) => {
    const meaning = Object.entries(claimTypes).find(([, words]) => words.includes(word))?.[0];
    return meaning ? [[word, meaning] as const] : [];
  });
  return Object.fromEntries(found);
}

function hasTime(text: string): boolean {
  return text.length > 10;
}
