import type { ManifestFile } from "../manifest.ts";
import { normalName } from "../recognize.ts";
import type { StatedFigure } from "./controlFigure.ts";
import { plainNumber } from "./readControlFile.ts";

const trailers = /^(t|tr|tl|trl|trlr|trailer|tot|totals?|sum|ftr|footer|eof|end|9|99|control|grand total)\b/i;

/**
 * What a file's own header and trailer records state. A field with a name in front (`rows`, `paid_amount`) is that
 * figure; of bare numbers, a whole one is the count of rows and one with decimals what was paid, unless it is another
 * amount to the cent. Records that do not look like a trailer state nothing.
 * @param sums rows and amounts of the file as read, loaded and rejected together
 */
export function trailerFigures(file: ManifestFile, sums: Record<string, string>): StatedFigure[] {
  return file.control.flatMap((record) => {
    const fields = record.map((field) => field.trim()).filter((field) => field !== "");
    const named = namedFigures(fields, sums);
    if (named.length > 0) return named.map((each) => ({ file: file.name, ...each }));
    if (!trailers.test(fields[0] ?? "")) return [];
    return bareFigures(fields.slice(1), sums, file.control.length).map((each) => ({ file: file.name, ...each }));
  });
}

type Figure = Omit<StatedFigure, "file">;

const words: [RegExp, string][] = [
  [/^(number of |total )?(rows?|records?|lines?)( count| total)?s?$|count$/, "rows"],
  [/^(total )?(plan )?paid( amount)?( total)?$|^total amount paid$/, "paid_amount"],
  [/^(total )?allowed( amount)?( total)?$/, "allowed_amount"],
  [/^(total )?(billed|charges?|charged|submitted)( amount)?( total)?$/, "charge_amount"],
];

/** `rows 3`, `Record count: 3`, `paid_amount` and the sum beside it. */
function namedFigures(fields: string[], sums: Record<string, string>): Figure[] {
  const parts = fields.flatMap((field) => field.split(/[:=]/)).map((part) => part.trim());
  return parts.flatMap((part, at) => {
    const figure = plainNumber(parts[at + 1] ?? "");
    const what = part in sums ? part : meaningOf(part);
    return figure === null || !what || !(what in sums) ? [] : [{ what, vendor: figure }];
  });
}

function meaningOf(text: string): string | undefined {
  const plain = normalName(text).replaceAll("_", " ");
  return words.find(([pattern]) => pattern.test(plain))?.[1];
}

function bareFigures(fields: string[], sums: Record<string, string>, records: number): Figure[] {
  const numbers = fields.flatMap((field) => plainNumber(field) ?? []);
  const counts = numbers.filter((number) => /^\d+$/.test(number) && !/^(19|20)\d{6}$/.test(number));
  const dollars = numbers.filter((number) => number.includes("."));
  const rows = Number(sums.rows);
  /* some count the header and the trailer as well */
  const count = counts.find((each) => Number(each) === rows || Number(each) === rows + records) ?? counts[0];
  const stated =
    count === undefined
      ? []
      : [{ what: "rows", vendor: String(Number(count) === rows + records ? rows : Number(count)) }];
  return [...stated, ...dollars.flatMap((amount) => amountFigure(amount, sums))];
}

function amountFigure(amount: string, sums: Record<string, string>): Figure[] {
  const equal = Object.entries(sums).find(([name, sum]) => name !== "rows" && Number(sum) === Number(amount));
  const what = equal?.[0] ?? ("paid_amount" in sums ? "paid_amount" : undefined);
  return what ? [{ what, vendor: amount }] : [];
}
