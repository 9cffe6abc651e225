import type { Home } from "../home/home.ts";
import type { Envelope } from "../reports/envelope.ts";
import { listSaved } from "./saved.ts";

/** The report with what happened in its months, as people wrote it down. */
export function annotated(envelope: Envelope, home: Home): Envelope {
  const { from, to } = envelope.meta.period;
  const annotations = listSaved(home, "annotation")
    .map(({ content: { month, text } }) => ({ month, text }))
    .filter(({ month }) => month >= from && month <= to)
    .sort((a, b) => (a.month === b.month ? (a.text < b.text ? -1 : 1) : a.month < b.month ? -1 : 1));
  return annotations.length > 0 ? { ...envelope, meta: { ...envelope.meta, annotations } } : envelope;
}
