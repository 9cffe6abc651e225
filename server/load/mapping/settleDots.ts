import { type Contents, numberOf } from "./contents.ts";

const thousands = /^[-+]?[1-9]\d{0,2}(\.\d{3})+$/;
/** As many values make a column's dots a habit. */
const few = 3;

/**
 * Looks at all columns of a file together: where every dot of a column stands before three digits, `5.397`, and no
 * other number of the file has a dot before others, the dots are between thousands.
 */
export function settleDots(columns: Contents[]): Contents[] {
  if (columns.some(hasDecimalPoint)) return columns;
  const comma = columns.some(({ amount }) => amount === "decimal-comma");
  return columns.map((contents) => {
    const dotted = contents.values.filter((text) => text.includes("."));
    if (contents.amount !== "decimal" || dotted.length < (comma ? 1 : few)) return contents;
    return {
      ...contents,
      amount: "decimal-comma" as const,
      numbers: contents.texts.map((text) => numberOf(text, "decimal-comma")),
      dotsGuessed: true,
    };
  });
}

/** What a person has to be told of it. */
export const dotsNote =
  "the dots are taken to stand between thousands (5.397 is 5397), for three digits stand behind every one; a guess to look at";

function hasDecimalPoint({ amount, values }: Contents): boolean {
  return amount === "decimal" && values.some((text) => text.includes(".") && !thousands.test(text));
}
