import { type NumberKind, writtenNumber } from "./numberFormat.ts";
import { BrokenXmlError, parseXml } from "./parseXml.ts";
import type { StringPool } from "./stringPool.ts";
import { unescaped } from "./workbookParts.ts";

export interface SheetSetting {
  strings: StringPool;
  kinds: NumberKind[];
  from1904: boolean;
  limits: { columns: number; field: number };
}

/** Cells beyond the columns that are read. */
export class TooManyColumnsError extends Error {}

/**
 * Reads a sheet row by row, each cell as text; empty cells at a row's end are left out.
 * @param onRow the row's number, 1 for the first, and its cells
 * @throws BrokenXmlError, TooManyColumnsError
 */
export async function sheetRows(
  bytes: AsyncIterable<Buffer>,
  setting: SheetSetting,
  onRow: (number: number, cells: string[]) => void,
  between: () => Promise<void>,
): Promise<void> {
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = "";
  let style = 0;
  let reads = false;
  let phonetic = false;
  let text = "";
  await parseXml(
    bytes,
    {
      open: (name, attribute) => {
        if (name === "row") {
          row = Number(attribute("r")) || row + 1;
          cells = [];
          column = -1;
        } else if (name === "c") {
          column = placeOf(attribute("r")) ?? column + 1;
          if (column >= setting.limits.columns) throw new TooManyColumnsError();
          type = attribute("t");
          style = Number(attribute("s")) || 0;
          text = "";
        } else if (name === "rPh") phonetic = true;
        reads = name === "v" || (name === "t" && !phonetic);
      },
      text: (piece) => {
        if (!reads) return;
        text += piece;
        if (text.length > setting.limits.field) throw new BrokenXmlError("a cell in it never ends", true);
      },
      close: (name) => {
        reads = false;
        if (name === "rPh") phonetic = false;
        else if (name === "c" && text !== "") {
          while (cells.length < column) cells.push("");
          cells[column] = cellText(text, type, setting, style);
        } else if (name === "row" && cells.some((cell) => cell.trim() !== "")) onRow(row, cells);
      },
    },
    { longest: setting.limits.field * 2, between },
  );
}

function cellText(text: string, type: string, { strings, kinds, from1904 }: SheetSetting, style: number): string {
  switch (type) {
    case "s": {
      const found = strings.get(Number(text));
      if (found === undefined) throw new BrokenXmlError("a cell names a string that is not there");
      return found;
    }
    case "b":
      return text === "1" ? "TRUE" : "FALSE";
    case "str":
    case "inlineStr":
      return unescaped(text);
    case "d":
      return text.replace(/T00:00:00(\.0+)?Z?$/, "").replace("T", " ");
    case "e":
      return text;
    default:
      return writtenNumber(text, kinds[style] ?? "number", from1904);
  }
}

/** `C12` is in the third column, of place 2. */
function placeOf(reference: string): number | null {
  let place = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "") place = place * 26 + letter.charCodeAt(0) - 64;
  return place === 0 ? null : place - 1;
}
