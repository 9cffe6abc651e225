import { parseDecimal } from "./decimal.ts";
import type { Cell, Column, SuppressedCell, Unit } from "./envelope.ts";
import { changeInWords, inWords, movedInWords } from "./format.ts";
import { isMonth, monthLabel } from "./months.ts";

/** What a sentence may speak of: the table as it will be shown. */
export interface Shown {
  columns: Column[];
  rows: Cell[][];
  totals: Cell[] | null;
  suppressed: SuppressedCell[];
  period: string;
  prior: string | null;
}

const missing = Symbol("missing");
type Part = string | typeof missing;

/**
 * Fills a sentence of the front matter: `{totals.x}`, `{totals.x_change}`, `{totals.x|nonzero}`, `{row.NAME.x}`,
 * `{totals.x|signed}` (+3.0%), `{totals.x|moved}` (rose 3.0%), `{totals.x|plural:stay,stays}` (the word that fits the
 * number), `{top.DIMENSION.x}`, `{topvalue.DIMENSION.x}`, `{period}`, `{prior}`. What stands in `[[ ]]` is left out where
 * any of its figures is not given, withheld, zero under `|nonzero`, or not above it under `|positive`.
 * @returns null where a figure outside `[[ ]]` is missing.
 */
export function fillSentence(template: string, shown: Shown): string | null {
  let whole = "";
  for (const [index, piece] of template.split(/\[\[|\]\]/).entries()) {
    const optional = index % 2 === 1;
    const filled = fill(piece, shown);
    if (filled === null && !optional) return null;
    whole += filled ?? "";
  }
  return whole
    .replace(/\s+/g, " ")
    .replace(/\bthe same than\b/g, "the same as")
    .trim();
}

/** The plain sentence, or one that says why there is none. */
export function plainSentence(template: string, shown: Shown): string {
  if (shown.rows.length === 0) return `Nothing was found for ${shown.period}. Try another period or fewer filters.`;
  const sentence = fillSentence(template, shown);
  if (sentence) return sentence;
  return shown.suppressed.length > 0
    ? "Too few people stand behind these figures to show them all."
    : `Not everything that this sentence needs was given for ${shown.period}; the table shows what was.`;
}

function fill(piece: string, shown: Shown): string | null {
  let whole = true;
  const text = piece.replace(/\{([^}]*)\}/g, (_, token: string) => {
    const part = value(token.trim(), shown);
    if (part === missing) whole = false;
    return part === missing ? "" : part;
  });
  return whole ? text : null;
}

function value(token: string, shown: Shown): Part {
  const [path = "", option] = token.split("|");
  const [head = "", ...rest] = path.split(".");
  if (head === "period") return shown.period;
  if (head === "prior") return shown.prior ?? missing;
  if (head === "totals") return shown.totals ? figure(shown.totals, rest.join("."), shown, option) : missing;
  if (head === "row") {
    const column = rest.at(-1) ?? "";
    const name = rest.slice(0, -1).join(".");
    const dimensions = shown.columns.flatMap((each, i) =>
      each.role === "dimension" && each.type === "text" ? [i] : [],
    );
    const row = shown.rows.find((cells) => dimensions.some((i) => cells[i] === name));
    return row ? figure(row, column, shown, option) : missing;
  }
  if (head === "top" || head === "topvalue") {
    const [dimension = "", measure = ""] = rest;
    const row = largest(measure, shown);
    if (!row) return missing;
    return head === "top" ? figure(row, dimension, shown, option) : figure(row, measure, shown, option);
  }
  throw new RangeError(`the front matter's {${token}} is not known`);
}

function figure(cells: Cell[], name: string, { columns }: Shown, option: string | undefined): Part {
  const index = columns.findIndex((column) => column.name === name);
  const column = columns[index];
  if (!column) return missing;
  const cell = cells[index] ?? null;
  if (cell === null) return missing;
  if (option === "nonzero" && parseDecimal(String(cell)).units === 0n) return missing;
  if (option === "positive" && parseDecimal(String(cell)).units <= 0n) return missing;
  if (option?.startsWith("plural:")) return plural(cell, option.slice("plural:".length));
  const unitAt = columns.findIndex((each) => each.name === column.unitColumn);
  const unit = unitAt < 0 ? column.unit : (cells[unitAt] as Unit);
  if (option === "moved") return movedInWords(cell);
  if (option === "signed" && Number(cell) > 0) return `+${inWords(cell, unit, column.scale)}`;
  if (column.compare === "change" || column.compare === "to-norm") return changeInWords(cell, unit);
  if (column.type === "month" && isMonth(String(cell))) return monthLabel(String(cell));
  return inWords(cell, unit, column.type === "text" ? null : column.scale);
}

function plural(cell: Cell, words: string): string {
  const [one = "", many = ""] = words.split(",");
  return Number(cell) === 1 ? one : many;
}

/** The line with the most of a measure; what is left over is not one thing that could be named. */
function largest(measure: string, { columns, rows }: Shown): Cell[] | null {
  const index = columns.findIndex((column) => column.name === measure);
  const names = columns.flatMap(({ role, type }, i) => (role === "dimension" && type === "text" ? [i] : []));
  let best: Cell[] | null = null;
  for (const row of rows) {
    const cell = row[index];
    if (cell === null || cell === undefined || names.some((i) => /^All others\b/.test(String(row[i])))) continue;
    if (!best || Number(cell) > Number(best[index])) best = row;
  }
  return best;
}
