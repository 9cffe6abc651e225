import type { SheetData } from "write-excel-file/node";
import type { AnsweredPart, Packet } from "../packets/packet.ts";
import { packetNotes } from "./packetNotes.ts";
import { notesRows, notesWidths, refuseTooManyLines, reportSheet, workbook } from "./xlsx.ts";

const soft = { textColor: "#6b6f72" } as const;
const link = { textColor: "#0f6b63" } as const;

/**
 * A packet as one workbook: a sheet of contents that leads to the others, a sheet an exhibit, a sheet of notes.
 * @throws PlanlensError `too-large` where an exhibit has more lines than a sheet holds.
 */
export async function packetXlsxBytes(packet: Packet): Promise<Uint8Array> {
  for (const { envelope } of packet.parts) refuseTooManyLines(envelope);
  const names = sheetNames(packet.parts);
  return workbook([
    { sheet: "Contents", data: contents(packet, names), columns: [{ width: 10 }, { width: 40 }, { width: 100 }] },
    ...packet.parts.map((part, i) => ({ sheet: names[i] ?? String(i), ...reportSheet(part.envelope, part) })),
    { sheet: "Notes", data: notesRows(packetNotes(packet)), columns: notesWidths },
  ]);
}

function contents({ title, question, planName, parts, left }: Packet, names: readonly string[]): SheetData {
  const meta = parts[0]?.envelope.meta;
  const dates = meta
    ? `${meta.period.label}${meta.prior ? `, against ${meta.prior.label}` : ""}. Services through ${meta.serviceThrough ?? "not given"}, paid through ${meta.paidThrough ?? "not given"}.`
    : "";
  const line = (value: string, style = {}) => [{ value, type: String, ...style }];
  return [
    line(title, { fontWeight: "bold", fontSize: 16 }),
    ...(question ? [line(question)] : []),
    line([planName, dates].filter(Boolean).join(". "), soft),
    [],
    ...parts.map((part, i) => [
      { value: part.exhibit, type: String },
      { value: linkTo(names[i] ?? "", part.title), type: "Formula" as const, ...link },
      { value: part.envelope.meta.answer, type: String, wrap: true, alignVertical: "top" as const },
    ]),
    ...(left.length > 0 ? [[], line("Left out", { fontWeight: "bold" })] : []),
    ...left.map((part) => [
      { value: part.exhibit, type: String },
      { value: part.title, type: String },
      { value: part.why, type: String, wrap: true },
    ]),
  ];
}

/** The one formula of our workbooks: it leads to a sheet and reads nothing. */
function linkTo(sheet: string, text: string): string {
  const quoted = (value: string) => `"${value.slice(0, 250).replaceAll('"', '""')}"`;
  return `HYPERLINK(${quoted(`#'${sheet.replaceAll("'", "''")}'!A1`)},${quoted(text)})`;
}

/** Names as a workbook allows them: 31 letters, none of them twice. */
function sheetNames(parts: readonly AnsweredPart[]): string[] {
  const taken = new Set(["contents", "notes"]);
  return parts.map(({ exhibit, title }) => {
    const whole = `${exhibit} ${title}`
      .replace(/[[\]:*?/\\']/g, " ")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 31)
      .trim();
    let name = whole || "Exhibit";
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${whole.slice(0, 27).trim()} ${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
