import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { layoutFolder } from "../layout.ts";

/** What a header says, in the words that stand for all its abbreviations. */
export interface HeaderWords {
  words: string[];
  /** The number in it, as in `Dx 3`; null where there is none. */
  number: number | null;
}

/** A phrase by which vendors call a column. */
export interface Phrase extends HeaderWords {
  target: string;
}

const dictionaryFile = z.strictObject({
  light: z.array(z.string()),
  slight: z.array(z.string()),
  silent: z.array(z.string()),
  words: z.record(z.string(), z.array(z.string())),
  targets: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  not: z.record(z.string(), z.array(z.string())),
});

interface Dictionary {
  /** Words by each way of writing them. */
  words: Map<string, string[]>;
  weights: Map<string, number>;
  silent: Set<string>;
  phrases: Map<string, Phrase[]>;
}

let held: Dictionary | null = null;

function dictionary(): Dictionary {
  if (held) return held;
  const file = dictionaryFile.parse(parse(readFileSync(join(layoutFolder, "names", "headers.yaml"), "utf8")));
  const words = new Map<string, string[]>();
  for (const [word, others] of Object.entries(file.words)) {
    const stands = word.split(" ");
    for (const each of stands) if (!words.has(each)) words.set(each, [each]);
    for (const other of others) words.set(other.replaceAll(" ", ""), stands);
  }
  for (const word of [...file.light, ...file.slight]) if (!words.has(word)) words.set(word, [word]);
  const weights = new Map([
    ...file.light.map((word) => [word, 0.35] as const),
    ...file.slight.map((word) => [word, 0.5] as const),
  ]);
  held = { words, weights, silent: new Set(file.silent), phrases: new Map() };
  for (const [table, targets] of Object.entries(file.targets)) {
    held.phrases.set(
      table,
      Object.entries(targets).flatMap(([target, phrases]) =>
        phrases.map((phrase) => ({ target, ...headerWords(phrase) })),
      ),
    );
  }
  for (const [table, phrases] of Object.entries(file.not)) {
    held.phrases.set(
      `not ${table}`,
      phrases.map((phrase) => ({ target: "", ...headerWords(phrase) })),
    );
  }
  return held;
}

/** The phrases for the columns of a table. */
export function phrasesOf(table: string): Phrase[] {
  return dictionary().phrases.get(table) ?? [];
}

/** Phrases that look like a column of the table and mean something else. */
export function otherPhrasesOf(table: string): Phrase[] {
  return [...phrasesOf("not any"), ...phrasesOf(`not ${table}`)];
}

/** How much a word tells. */
export function weightOf(word: string): number {
  return dictionary().weights.get(word) ?? 1;
}

/** `CLM_PMT_AMT`, `SvcFromDt`, `Amt Paid by Plan` and `netpaid` taken apart. */
export function headerWords(header: string): HeaderWords {
  const { words, silent } = dictionary();
  const apart = header
    .normalize("NFKD")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/\bco[\s_-]?(pay|ins)/g, "co$1")
    .replace(/#/g, " id ")
    .replace(/\$/g, " amount ");
  const pieces = apart.match(/[a-z]+\d*|\d+/g) ?? [];
  let number: number | null = null;
  const found = pieces.flatMap((piece) => {
    const known = words.get(piece);
    if (known) return known;
    if (silent.has(piece)) return [];
    const [, letters = "", digits = ""] = /^([a-z]*)(\d*)$/.exec(piece) ?? [];
    if (digits !== "" && Number(digits) <= 99) number = Number(digits);
    if (letters === "" || silent.has(letters)) return [];
    return words.get(letters) ?? segments(letters, words) ?? [letters];
  });
  return { words: [...new Set(found)], number };
}

/** Known words that stand together without a gap, the fewest that fill the whole; null where none do. */
function segments(text: string, words: Map<string, string[]>): string[] | null {
  if (text.length < 4 || text.length > 60) return null;
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= text.length; end += 1) {
    best[end] = null;
    for (let start = Math.max(0, end - 16); start < end - 1; start += 1) {
      const before = best[start];
      const piece = text.slice(start, end);
      const known = words.get(piece) ?? (piece === "of" || piece === "by" ? [] : undefined);
      if (!before || !known) continue;
      const whole = [...before, piece];
      if (!best[end] || whole.length < (best[end]?.length ?? 0)) best[end] = whole;
    }
  }
  const found = best[text.length];
  return found ? found.flatMap((piece) => words.get(piece) ?? []) : null;
}
