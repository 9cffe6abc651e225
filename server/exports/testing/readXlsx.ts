import { inflateRawSync } from "node:zlib";

export interface XlsxCell {
  /** `s` for text, `b` for a boolean, `n` for a number or a date. */
  kind: string;
  value: string;
  format: string | null;
  bold: boolean;
}

export interface XlsxSheet {
  /** By address: `A1`. */
  cells: Map<string, XlsxCell>;
  xml: string;
}

/** The sheets of a workbook by name, read without the library that wrote it. */
export function readXlsx(bytes: Uint8Array): { sheets: Map<string, XlsxSheet>; files: Map<string, string> } {
  const files = unzip(bytes);
  const file = (name: string) => files.get(name) ?? "";
  const strings = [...file("xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = ""]) =>
    unescaped([...item.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, part]) => part).join("")),
  );
  const styles = file("xl/styles.xml");
  const formats = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id = "", code = ""]) => [
      id,
      unescaped(code),
    ]),
  );
  const fonts = [...(/<fonts.*?<\/fonts>/s.exec(styles)?.[0] ?? "").matchAll(/<font>(.*?)<\/font>/gs)].map(
    ([, font = ""]) => font.includes("<b/>"),
  );
  const looks = [...(/<cellXfs.*?<\/cellXfs>/s.exec(styles)?.[0] ?? "").matchAll(/<xf ([^>]*)>/g)].map(
    ([, xf = ""]) => ({
      format: formats.get(/numFmtId="(\d+)"/.exec(xf)?.[1] ?? "") ?? null,
      bold: fonts[Number(/fontId="(\d+)"/.exec(xf)?.[1] ?? 0)] ?? false,
    }),
  );
  const names = [...file("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = ""]) =>
    unescaped(name),
  );
  const sheets = new Map(
    names.map((name, i) => {
      const xml = file(`xl/worksheets/sheet${i + 1}.xml`);
      const cells = new Map<string, XlsxCell>();
      for (const [, attributes = "", inner = ""] of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const kind = /t="(\w+)"/.exec(attributes)?.[1] ?? "n";
        const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1];
        const look = looks[Number(/s="(\d+)"/.exec(attributes)?.[1] ?? -1)] ?? { format: null, bold: false };
        if (raw === undefined) continue;
        const value = kind === "s" ? (strings[Number(raw)] ?? "") : raw;
        cells.set(/r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? "", { kind, value, ...look });
      }
      return [name, { cells, xml }];
    }),
  );
  return { sheets, files };
}

function unzip(bytes: Uint8Array): Map<string, string> {
  const buffer = Buffer.from(bytes);
  const files = new Map<string, string>();
  const end = buffer.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  let at = buffer.readUInt32LE(end + 16);
  for (let i = 0; i < buffer.readUInt16LE(end + 10); i++) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => buffer.readUInt16LE(at + offset));
    const local = buffer.readUInt32LE(at + 42);
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const data = buffer.subarray(start, start + buffer.readUInt32LE(at + 20));
    const plain = buffer.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
    files.set(buffer.toString("utf8", at + 46, at + 46 + (name ?? 0)), plain.toString("utf8"));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
