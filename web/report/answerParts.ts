export interface AnswerPart {
  text: string;
  /** A figure, to be set off. */
  figure: boolean;
}

const figure =
  /[−+-]?\$?\d[\d,]*(?:\.\d+)?(?:%| (?:million|billion|points?)\b)?(?: (?:more|less|higher|lower|fewer)\b)?/g;

/** Dates and months, and the thousand of "per 1,000 members", are words too. */
const never = [
  "\\b\\d{4}-\\d{2}(?:-\\d{2})?\\b",
  "\\b[A-Z][a-z]{2} \\d{1,2}, \\d{4}\\b",
  "\\b[A-Z][a-z]{2} \\d{4}\\b",
  "\\b1,000 members\\b",
];

/** The sentence cut into words and figures. Years and the names of the periods are words. */
export function answerParts(sentence: string, periods: readonly string[]): AnswerPart[] {
  const named = periods.filter(Boolean).map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const words = new RegExp([...never, ...named].join("|"), "g");
  const parts: AnswerPart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(words)) {
    parts.push(...figures(sentence.slice(end, match.index)), { text: match[0], figure: false });
    end = match.index + match[0].length;
  }
  return [...parts, ...figures(sentence.slice(end))];
}

function figures(text: string): AnswerPart[] {
  const parts: AnswerPart[] = [];
  let end = 0;
  for (const match of text.matchAll(figure)) {
    if (/^(?:19|20)\d{2}$/.test(match[0])) continue;
    parts.push({ text: text.slice(end, match.index), figure: false }, { text: match[0], figure: true });
    end = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(end), figure: false }].filter((part) => part.text !== "");
}
