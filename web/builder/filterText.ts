import type { QuestionFilter } from "../../server/builder/question.ts";

const words = {
  in: "is",
  "not-in": "is-not",
  "starts-with": "begins",
  "at-least": "at-least",
  "at-most": "at-most",
} as const;
const meanings = Object.fromEntries(Object.entries(words).map(([meaning, word]) => [word, meaning]));

/** Filters as the address holds them: `code:begins:992,993;paid:at-least:100`. The signs `\ , ; :` are escaped. */
export function writeFilters(filters: readonly QuestionFilter[]): string | undefined {
  const text = filters.map((filter) =>
    "amount" in filter
      ? `${filter.amount}:${words[filter.is]}:${filter.value}`
      : `${filter.dimension}:${words[filter.is]}:${filter.values.map((value) => value.replace(/[\\,;:]/g, "\\$&")).join(",")}`,
  );
  return text.join(";") || undefined;
}

/** The reverse; what cannot be read is left out. */
export function readFilters(text: string | undefined): QuestionFilter[] {
  return split(text ?? "", ";").flatMap((part): QuestionFilter[] => {
    const [name = "", word = "", ...rest] = split(part, ":");
    const is = meanings[word];
    const values = split(rest.join(":"), ",").map((value) => value.replace(/\\(.)/g, "$1"));
    if (is === "at-least" || is === "at-most") {
      return [{ amount: name as "paid", is, value: values[0] ?? "0" }];
    }
    return is && values.length > 0 ? [{ dimension: name, is: is as "in", values }] : [];
  });
}

function split(text: string, sign: string): string[] {
  const parts = [""];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? "";
    if (char === "\\") {
      parts[parts.length - 1] += char + (text[i + 1] ?? "");
      i += 1;
    } else if (char === sign) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part !== "");
}
