import { createHash } from "node:crypto";
import { CopyFile } from "./copyFile.ts";
import { csvLine } from "./csvLine.ts";
import { mustBeCertain, type Text } from "./openText.ts";
import type { ReadsHint, TextFile } from "./textFile.ts";
import { textLines } from "./textLines.ts";
import type { Piece, Work } from "./work.ts";

type Places = NonNullable<ReadsHint["fixed"]>;

/** Cuts lines at the places that a mapping gives, into a CSV copy. @throws ProblemError */
export async function writeFixedWidth(piece: Piece, text: Text, places: Places, work: Work): Promise<TextFile> {
  mustBeCertain(text);
  const { signal, reads } = work;
  const control: string[][] = [];
  const hash = createHash("sha256");
  const cut = (line: string) => places.map(({ start, width }) => line.slice(start - 1, start - 1 + width).trim());
  let headerLines = reads?.header ? 1 : 0;
  let above = -1;
  let rows = 0;
  const copy = await CopyFile.write(work.place(), async (out) => {
    out.add(csvLine(places.map(({ column }) => column)));
    let held: string | null = null;
    for await (const line of textLines(piece.name, text, { signal, hash })) {
      if (held !== null && out.add(csvLine(cut(held)))) await out.drain();
      held = null;
      if (headerLines > 0) {
        headerLines--;
        above++;
      } else if (rows === 0 && above < mostAbove && headerLine.test(line)) {
        control.push(words(line));
        above++;
      } else {
        held = line;
        rows++;
      }
    }
    if (held !== null && trailerLine.test(held)) control.push(words(held));
    else if (held !== null) out.add(csvLine(cut(held)));
  });
  const notes = [...text.notes, "cut at fixed places"];
  return {
    ...piece.delivered,
    name: piece.name,
    named: piece.named,
    path: copy.path,
    size: copy.size,
    delivered: piece.delivered,
    sha256: text.sha256 ?? hash.digest("hex"),
    format: piece.format ?? "fixed-width",
    notes,
    control,
    delimiter: ",",
    linesAbove: above,
  };
}

const mostAbove = 5;

const headerLine = /^\s*(HDR|HEADER|FHR|BOF|FILE ?HEADER)/i;
const trailerLine = /^\s*(TRL|TRAILER|TLR|FTR|FOOTER|EOF|FILE ?TRAILER|(GRAND |REPORT |FILE )?TOTALS?\b)/i;

function words(line: string): string[] {
  return line.trim().split(/\s+/);
}
