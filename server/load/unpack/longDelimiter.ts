import { createHash } from "node:crypto";
import { CopyFile } from "./copyFile.ts";
import { csvLine } from "./csvLine.ts";
import type { Text } from "./openText.ts";
import { textLines } from "./textLines.ts";
import type { Piece, Work } from "./work.ts";

const candidates = ["|~|", "~|~", "|^|", "^|^", "|@|", "@|@", "||", "~~", "^^", "::"];

/** A delimiter of more than one character that parts all first lines into as many fields; they know no quotes. */
export function longDelimiter(head: string, given?: string): string | null {
  if (given && given.length > 1) return given;
  const lines = head
    .slice(0, 1 << 16)
    .split(/\r\n|\n|\r/)
    .slice(0, -1)
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  if (lines.length < 2) return null;
  const parted = (delimiter: string) => lines.map((line) => line.split(delimiter).length);
  const found = candidates.find((delimiter) => {
    const [first = 0, ...others] = parted(delimiter);
    return first > 2 && others.every((count) => count === first);
  });
  // Empty fields make `||` of single bars; then the header has none.
  return found && !lines[0]?.replaceAll(found, "").includes(found[0] ?? "") ? found : null;
}

/** Writes a copy whose fields are parted by commas, a line for each line. */
export async function withShortDelimiter(piece: Piece, text: Text, delimiter: string, work: Work): Promise<Piece> {
  const hash = createHash("sha256");
  const copy = await CopyFile.write(work.place(), async (out) => {
    for await (const line of textLines(piece.name, text, { signal: work.signal, hash })) {
      if (out.add(csvLine(line.split(delimiter)))) await out.drain();
    }
  });
  const { path, size } = copy;
  return { ...piece, path, size, sha256: text.sha256 ?? hash.digest("hex"), format: piece.format ?? "csv" };
}
