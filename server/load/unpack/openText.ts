import { createHash } from "node:crypto";
import { readPieces } from "../formats/bytes.ts";
import { unreadable } from "../problems.ts";
import { CopyFile } from "./copyFile.ts";
import { Decoder } from "./decodeText.ts";
import { type Encoding, inspectText, type TextFacts } from "./inspectText.ts";
import type { Piece, Work } from "./work.ts";

/** A text on its way: the delivered bytes, or a copy that a step before has made. */
export interface Text {
  path: string;
  size: number;
  gzip: boolean;
  /** What was delivered is packed. */
  packed: boolean;
  facts: TextFacts;
  /** Every byte of it is known to be UTF-8. */
  certain: boolean;
  sha256: string | null;
  notes: string[];
}

const brokenGzip = "this is not a whole gzip file: its packing is damaged or cut off. Transfer it again.";

const encodingNames: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};

/** A text that is to be copied must be known to its end first; see `openText`. */
export class LookAgainError extends Error {}

export function mustBeCertain({ certain }: Text): void {
  if (!certain) throw new LookAgainError("only the beginning of the text was looked at");
}

/**
 * Makes UTF-8 of a text. @throws ProblemError where its packing is broken. Null where its bytes are no text.
 * @param certain look at every byte, and not at the beginning alone
 */
export async function openText(piece: Piece, gzip: boolean, work: Work, certain = false): Promise<Text | null> {
  const { signal, reads, onBytes } = work;
  // What an archive held is a copy already: nobody comes back to ask about it.
  const every = certain || reads?.encoding === "windows-1252" || piece.sha256 !== null;
  const facts = await inspectText({ ...piece, gzip }, work.budget, { signal, onBytes, every });
  // What was named is refused by its reader, which knows the line.
  if (facts.broken && !piece.named) throw unreadable(piece.name, brokenGzip);
  const encoding = encodingOf(facts, reads?.encoding);
  if (encoding === null) return null;
  const { path, size, sha256 } = piece;
  const text: Text = { path, size, gzip, packed: gzip, facts, certain: every || facts.whole, sha256, notes: [] };
  if (encoding === "utf-8") return text;
  const hash = createHash("sha256");
  const decoder = new Decoder(encoding, encoding === facts.encoding ? facts.mark : 0);
  const copy = await CopyFile.write(work.place(), async (out) => {
    for await (const bytes of readPieces(piece.path, gzip, { signal, hash })) {
      if (out.add(decoder.push(bytes))) await out.drain();
    }
    out.add(decoder.end());
  });
  const again = await inspectText({ path: copy.path, gzip: false, size: copy.size }, work.budget, { signal });
  if (again.encoding !== "utf-8") return null;
  return {
    path: copy.path,
    size: copy.size,
    gzip: false,
    packed: gzip,
    facts: again,
    certain: true,
    sha256: piece.sha256 ?? hash.digest("hex"),
    notes: [`read as ${encodingNames[encoding]}`],
  };
}

/** Marks, and letters that are UTF-8, say more than a mapping. */
function encodingOf({ encoding, mark }: TextFacts, given: Encoding | undefined): Encoding | null {
  if (!given || mark > 0 || encoding === null) return encoding;
  return given === "windows-1252" || given === "utf-8" ? encoding : given;
}
