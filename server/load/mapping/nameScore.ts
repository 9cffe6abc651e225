import type { LayoutColumn } from "../layout.ts";
import { type HeaderWords, otherPhrasesOf, type Phrase, phrasesOf, weightOf } from "./headerWords.ts";

/** Words that make another thing of what they stand by. */
const distinct = new Set([
  ...["type", "status", "flag", "reason", "description", "name", "count", "month", "year", "version", "other", "days"],
  ...["zip", "city", "state", "phone", "specialty", "suffix"],
]);
const kindWords: Record<string, LayoutColumn["kind"][]> = {
  date: ["date"],
  amount: ["amount"],
  id: ["id", "text", "integer"],
  code: ["text", "id", "integer"],
};

/** From 0 to 1, how well a header's words say what a phrase says. */
export function phraseScore(header: HeaderWords, phrase: Phrase, kind: LayoutColumn["kind"] | null): number {
  const sum = (words: string[]) => words.reduce((total, word) => total + weightOf(word), 0);
  const shared = header.words.filter((word) => phrase.words.includes(word));
  const whole = sum(header.words) + sum(phrase.words);
  if (whole === 0 || shared.length === 0) return 0;
  const alike = (2 * sum(shared)) / whole;
  const odd = [...distinct].filter((word) => header.words.includes(word) !== phrase.words.includes(word));
  const other = kind
    ? Object.entries(kindWords).some(([word, kinds]) => header.words.includes(word) && !kinds.includes(kind))
    : false;
  return alike * (odd.length > 0 ? 0.6 : 1) * (other ? 0.3 : 1);
}

/** How well a header names a column of a table, by the best of the column's phrases and its own names. */
export function nameScores(header: HeaderWords, table: string, columns: LayoutColumn[]): Map<string, number> {
  const scores = new Map<string, number>();
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  for (const phrase of phrasesOf(table)) {
    const target = numbered(phrase.target, header.number, kinds);
    const kind = target === null ? undefined : kinds.get(target);
    if (target === null || !kind) continue;
    const score = phraseScore(header, phrase, kind);
    if (score > (scores.get(target) ?? 0)) scores.set(target, score);
  }
  return scores;
}

/** How well a header names something that is none of our columns and looks like one. */
export function otherScore(header: HeaderWords, table: string): number {
  return Math.max(0, ...otherPhrasesOf(table).map((phrase) => phraseScore(header, phrase, null)));
}

/** `diagnosis_code_1` stands for all that are numbered: `Dx 3` is the third. */
function numbered(target: string, number: number | null, kinds: Map<string, unknown>): string | null {
  if (!/_1$/.test(target) || number === null) return target;
  const own = target.replace(/_1$/, `_${number}`);
  return kinds.has(own) ? own : null;
}
