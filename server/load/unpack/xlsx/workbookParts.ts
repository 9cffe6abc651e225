import { posix } from "node:path";
import { kindOfFormat, type NumberKind } from "./numberFormat.ts";
import { parseXml } from "./parseXml.ts";
import type { StringPool } from "./stringPool.ts";

export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Name of its part in the archive. */
  part: string;
}

type Bytes = AsyncIterable<Buffer>;

/** Sheets in the order of their tabs, and from when days count. */
export async function readWorkbook(
  workbook: Bytes,
  relations: Bytes,
  longest: number,
): Promise<{ sheets: SheetPart[]; from1904: boolean }> {
  const targets = new Map<string, string>();
  await parseXml(
    relations,
    {
      open: (name, attribute) => {
        if (name !== "Relationship" || !attribute("Type").endsWith("/worksheet")) return;
        targets.set(attribute("Id"), posix.join("/xl", ...relative(attribute("Target"))).slice(1));
      },
    },
    { longest },
  );
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await parseXml(
    workbook,
    {
      open: (name, attribute) => {
        if (name === "workbookPr") from1904 = /^(1|true)$/.test(attribute("date1904"));
        const part = name === "sheet" ? targets.get(attribute("r:id") || attribute("id")) : undefined;
        if (!part) return;
        sheets.push({ name: attribute("name"), hidden: /hidden/i.test(attribute("state")), part });
      },
    },
    { longest },
  );
  return { sheets, from1904 };
}

/** A target is given from the workbook's folder, or from the archive's root. */
function relative(target: string): string[] {
  return target.startsWith("/") ? ["..", target] : [target];
}

/** What numbers stand for, by a cell's style. */
export async function readStyles(styles: Bytes, longest: number): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let cells = false;
  await parseXml(
    styles,
    {
      open: (name, attribute) => {
        if (name === "cellXfs") cells = true;
        if (name === "numFmt") codes.set(Number(attribute("numFmtId")), attribute("formatCode"));
        if (name !== "xf" || !cells) return;
        const id = Number(attribute("numFmtId"));
        kinds.push(kindOfFormat(id, codes.get(id)));
      },
      close: (name) => {
        if (name === "cellXfs") cells = false;
      },
    },
    { longest },
  );
  return kinds;
}

/** The strings that cells name by number. */
export async function readStrings(strings: Bytes, pool: StringPool, longest: number): Promise<void> {
  let text: string[] = [];
  let within = false;
  let phonetic = false;
  await parseXml(
    strings,
    {
      open: (name) => {
        if (name === "si") text = [];
        if (name === "rPh") phonetic = true;
        within = name === "t" && !phonetic;
      },
      text: (piece) => {
        if (within) text.push(piece);
      },
      close: (name) => {
        within = false;
        if (name === "rPh") phonetic = false;
        if (name === "si") pool.add(unescaped(text.join("")));
      },
    },
    { longest },
  );
  pool.close();
}

/** Signs that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
