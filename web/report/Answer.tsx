import type { Meta } from "../../server/reports/envelope.ts";
import { type AnswerPart, answerParts } from "./answerParts.ts";

/** The plain sentence, its figures set off. */
export function Answer({ meta }: { meta: Meta }) {
  const periods = [meta.period.label, meta.prior?.label ?? ""];
  const parts = answerParts(meta.answer, periods);
  const classOf = (part: AnswerPart) => {
    if (part.figure) return "answer-figure";
    return periods.includes(part.text) ? "answer-period" : undefined;
  };
  return (
    <h1 className="answer">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
        <span key={i} className={classOf(part)}>
          {part.text}
        </span>
      ))}
    </h1>
  );
}
