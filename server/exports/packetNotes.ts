import type { Packet } from "../packets/packet.ts";
import { type NoteSection, notesOf } from "./notes.ts";

/** What the exhibits of a packet have in common, and every definition once: the end of its PDF and of its workbook. */
export function packetNotes({ parts, left }: Packet): NoteSection[] {
  const first = parts[0]?.envelope;
  if (!first) return [];
  const [about, parameters] = notesOf(first);
  const made = notesOf(first).at(-1);
  const shared = ({ notes }: NoteSection, apart: readonly string[]) =>
    notes.filter(({ label }) => !apart.includes(label));
  return [
    { title: "Dates", notes: about ? shared(about, ["Report", "Question", "Answer"]) : [] },
    { title: "Parameters", notes: parameters?.notes ?? [] },
    { title: "Definitions", notes: definitionsOf(parts) },
    { title: "Left out", notes: left.map(({ title, why }) => ({ label: title, text: why })) },
    { title: "How it was made", notes: made ? shared(made, ["Version of the report"]) : [] },
    {
      title: "Versions of the reports",
      notes: parts.map(({ exhibit, title, envelope: { meta } }) => ({
        label: exhibit || title,
        text: `${meta.report} ${meta.version}`,
      })),
    },
  ];
}

/** Each definition once; where two reports mean different things by a name, the later ones say whose it is. */
function definitionsOf(parts: Packet["parts"]): NoteSection["notes"] {
  const definitions = new Map<string, string>();
  for (const { envelope } of parts) {
    for (const { label, definition, hidden, compare } of envelope.columns) {
      if (hidden || compare || !definition) continue;
      const known = definitions.get(label);
      if (known === undefined) definitions.set(label, definition);
      else if (known !== definition) definitions.set(`${label} (${envelope.meta.title})`, definition);
    }
  }
  return [...definitions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, text]) => ({ label, text }));
}
