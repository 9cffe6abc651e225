import type { Column, Envelope, Unit } from "../reports/envelope.ts";
import { profileLabel } from "../reports/privacy/profiles.ts";

export interface Note {
  label: string;
  text: string;
}

export interface NoteSection {
  title: string;
  notes: Note[];
}

const unitWords: Record<Unit, string> = {
  usd: "dollars",
  usd_pmpm: "dollars per member per month",
  usd_pepm: "dollars per employee per month",
  usd_pmpy: "dollars per member per year",
  usd_pepy: "dollars per employee per year",
  usd_each: "dollars each",
  members: "members",
  contracts: "contracts",
  member_months: "member months",
  count: "count",
  days: "days",
  per_1000: "per 1,000 members a year",
  ratio: "share of 1",
  points: "difference of two shares",
};

/** Everything that a reader of the table must know and that is not in it: what was asked, of which data, by which rules. */
export function notesOf({ meta, columns }: Envelope): NoteSection[] {
  const shown = columns.filter((column) => !column.hidden && column.type !== "series");
  const withheld = meta.suppressed.cells.length;
  const about: Note[] = [
    { label: "Report", text: meta.title },
    { label: "Question", text: meta.question },
    { label: "Answer", text: meta.answer },
    { label: "Period", text: stretch(meta.period) },
    ...(meta.prior ? [{ label: "Compared with", text: stretch(meta.prior) }] : []),
    { label: "Basis", text: meta.basis === "paid" ? "By month of payment" : "By month of service (incurred)" },
    { label: "Services through", text: meta.serviceThrough ?? "not given" },
    { label: "Payments through", text: meta.paidThrough ?? "not given" },
    ...(meta.incomplete.length > 0 ? [{ label: "Still filling in", text: meta.incomplete.join(", ") }] : []),
    { label: "Profile", text: profileLabel(meta.profile) },
  ];
  return [
    { title: "About this report", notes: about },
    { title: "Parameters", notes: Object.entries(meta.params).map(([label, text]) => ({ label, text })) },
    { title: "Columns", notes: shown.map((column) => ({ label: column.label, text: definition(column) })) },
    {
      title: "Notes",
      notes: [
        ...meta.footnotes.map((text) => ({ label: "", text })),
        { label: "Empty cells", text: "Not given by the source files. They are not zero." },
        ...(meta.suppressed.rule === null ? [] : [{ label: "Withheld", text: meta.suppressed.rule }]),
        ...(withheld > 0 ? [{ label: "Cells withheld", text: String(withheld) }] : []),
      ],
    },
    {
      title: "How it was made",
      notes: [
        { label: "Loads", text: meta.loads.join(", ") },
        { label: "Digest of the data", text: meta.digest },
        { label: "Version of the report", text: `${meta.report} ${meta.version}` },
        ...Object.entries(meta.inputs).map(([label, text]) => ({ label, text })),
      ],
    },
  ];
}

/** The notes as plain text, for a file beside one that cannot hold them. */
export function notesText(envelope: Envelope): string {
  const sections = notesOf(envelope).filter((section) => section.notes.length > 0);
  const line = ({ label, text }: Note) => (label === "" ? text : `${label}: ${text}`);
  return `${sections.map(({ title, notes }) => [title, ...notes.map(line)].join("\n")).join("\n\n")}\n`;
}

function stretch({ from, to, label }: { from: string; to: string; label: string }): string {
  return `${label} (${from} to ${to})`;
}

function definition(column: Column): string {
  const unit = column.unit === null ? "" : `Unit: ${unitWords[column.unit]}.`;
  return [column.definition, unit].filter((part) => part !== "").join(" ") || column.name;
}
