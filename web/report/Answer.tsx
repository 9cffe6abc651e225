import type { Meta } from "../../server/reports/envelope.ts";
import { answerParts } from "./answerParts.ts";

/** The plain sentence, its figures set off. */
export function Answer({ meta }: { meta: Meta }) {
  const parts = answerParts(meta.answer, [meta.period.label, meta.prior?.label ?? ""]);
  return (
    <h1 className="answer">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
        <span key={i} className={part.figure ? "answer-figure" : undefined}>
          {part.text}
        </span>
      ))}
    </h1>
  );
}
