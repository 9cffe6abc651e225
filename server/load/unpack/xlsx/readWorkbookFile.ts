import type { Entry } from "yauzl";
import { hashFile } from "../../formats/bytes.ts";
import type { UnreadFile } from "../../manifest.ts";
import { unreadable } from "../../problems.ts";
import { CopyFile } from "../copyFile.ts";
import { csvLine } from "../csvLine.ts";
import { partDigest } from "../partDigest.ts";
import type { Piece, Work } from "../work.ts";
import type { ZipArchive } from "../zipEntries.ts";
import { BrokenXmlError } from "./parseXml.ts";
import { type SheetSetting, sheetRows, TooManyColumnsError } from "./sheetRows.ts";
import { StringPool } from "./stringPool.ts";
import { readStrings, readStyles, readWorkbook } from "./workbookParts.ts";

/** True for an archive that is an Excel workbook. */
export function isWorkbook(archive: ZipArchive): boolean {
  return archive.entries.some(({ fileName }) => fileName === "xl/workbook.xml");
}

/**
 * Writes each visible sheet as CSV, a line for each row, so that line numbers follow row numbers.
 * @throws ProblemError where the workbook is damaged or made to do harm.
 */
export async function readWorkbookFile(
  archive: ZipArchive,
  piece: Piece,
  work: Work,
): Promise<{ pieces: Piece[]; unread: UnreadFile[] }> {
  const { limits } = work.budget;
  const parts = new Map(archive.entries.map((entry) => [entry.fileName, entry]));
  const read = (name: string) => bytesOf(archive, parts.get(name), work);
  const strings = new StringPool(work.place("strings"));
  try {
    const longest = limits.field * 2;
    const { sheets, from1904 } = await readWorkbook(
      read("xl/workbook.xml"),
      read("xl/_rels/workbook.xml.rels"),
      longest,
    );
    const kinds = parts.has("xl/styles.xml") ? await readStyles(read("xl/styles.xml"), longest) : [];
    if (parts.has("xl/sharedStrings.xml")) await readStrings(read("xl/sharedStrings.xml"), strings, longest);
    const sha256 = piece.sha256 ?? (await hashFile(piece.path, { signal: work.signal }));
    const setting = { strings, kinds, from1904, limits };
    const pieces: Piece[] = [];
    const unread: UnreadFile[] = [];
    for (const sheet of sheets) {
      const name = `${piece.name}, sheet ${sheet.name}`;
      const found = await writeSheet(read(sheet.part), setting, work);
      if (found.rows < 2 || found.columns < 2) {
        if (found.rows > 0) unread.push({ name, why: "there is no table on the sheet" });
      } else if (sheet.hidden) unread.push({ name, why: "the sheet is hidden. Show it to have it read." });
      else {
        const { path, size, linesAbove } = found;
        pieces.push({
          path,
          size,
          linesAbove,
          name,
          named: false,
          delivered: piece.delivered,
          sha256: partDigest(sha256, sheet.name),
          format: "xlsx",
        });
        continue;
      }
      await found.discard();
    }
    const [only, ...others] = pieces;
    if (only && others.length === 0) only.named = piece.named;
    return { pieces, unread };
  } catch (error) {
    throw workbookProblem(error, piece.name);
  } finally {
    strings.dispose();
  }
}

async function* bytesOf(archive: ZipArchive, entry: Entry | undefined, work: Work): AsyncGenerator<Buffer> {
  if (!entry) throw new BrokenXmlError("a part of it is missing");
  yield* archive.read(entry, work.signal);
}

/** Rows that are looked at for the table's width before any is written. */
const first = 64;
/** Empty rows that are kept, so that a line's number stays the row's. */
const mostEmpty = 1000;

async function writeSheet(bytes: AsyncGenerator<Buffer>, setting: SheetSetting, work: Work) {
  const copy = await CopyFile.open(work.place());
  let line: number | null = null;
  let linesAbove = 0;
  let rows = 0;
  let columns = 0;
  let waiting: { number: number; cells: string[] }[] | null = [];
  const put = (number: number, cells: string[]) => {
    line ??= linesAbove = number - 1;
    if (number > line + 1 && number - line <= mostEmpty) copy.add("\n".repeat(number - line - 1));
    line = number;
    while (cells.length < columns) cells.push("");
    copy.add(csvLine(cells));
  };
  const release = () => {
    const all = waiting ?? [];
    waiting = null;
    columns = Math.max(0, ...all.map(({ cells }) => cells.length));
    for (const { number, cells } of all) put(number, cells);
  };
  try {
    const onRow = (number: number, cells: string[]) => {
      rows++;
      if (!waiting) put(number, cells);
      else if (waiting.push({ number, cells }) === first) release();
    };
    await sheetRows(bytes, setting, onRow, () => copy.drain());
    if (waiting) release();
    const { path, size } = await copy.finish();
    return { path, size, linesAbove, rows, columns, discard: () => copy.discard() };
  } catch (error) {
    await copy.discard();
    throw error;
  }
}

function workbookProblem(error: unknown, name: string): unknown {
  if (error instanceof TooManyColumnsError) {
    return unreadable(name, "a sheet has more columns than are read. Leave a table of at most 4,000 columns on it.");
  }
  if (!(error instanceof BrokenXmlError)) return error;
  if (error.endless)
    return unreadable(name, "a cell of the workbook holds more than a million characters. Shorten it.");
  return unreadable(
    name,
    `this is not a whole Excel workbook: ${error.message}. Save it again as .xlsx, or as CSV UTF-8.`,
  );
}
