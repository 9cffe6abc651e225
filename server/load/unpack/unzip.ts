import type { UnreadFile } from "../manifest.ts";
import { CopyFile } from "./copyFile.ts";
import type { Piece, Work } from "./work.ts";
import type { ZipArchive } from "./zipEntries.ts";

/** What an archive holds, each entry as a file of its own; never under the name that the archive gives it. */
export async function unzip(
  archive: ZipArchive,
  piece: Piece,
  work: Work,
): Promise<{ pieces: Piece[]; unread: UnreadFile[] }> {
  const pieces: Piece[] = [];
  const unread: UnreadFile[] = [];
  for (const entry of archive.entries) {
    const { fileName } = entry;
    const parts = fileName.split("/");
    if (fileName.endsWith("/") || parts.includes("__MACOSX") || parts.at(-1)?.startsWith(".")) continue;
    const name = `${piece.name}, ${fileName}`;
    if (entry.uncompressedSize === 0) {
      unread.push({ name, why: "the file is empty. Export it again." });
      continue;
    }
    const place = work.place("part");
    await archive.refuseIfNoRoom(entry, work.folder);
    const copy = await CopyFile.write(place, async (out) => {
      for await (const bytes of archive.read(entry, work.signal)) if (out.add(bytes)) await out.drain();
    });
    pieces.push({ ...copy, name, delivered: piece.delivered, named: false, format: "zip" });
  }
  const [only, ...others] = pieces;
  if (only && others.length + unread.length === 0) only.named = piece.named;
  return { pieces, unread };
}
