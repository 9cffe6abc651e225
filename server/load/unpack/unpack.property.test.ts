import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { csvLine } from "./csvLine.ts";
import { Deliveries, zipOf } from "./testing.ts";
import { textRow, workbook } from "./xlsx/testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

const header = ["claim_id", "name", "paid_amount", "note"];
/** Letters that Windows-1252 has too, signs of CSV, and line ends. */
const field = fc
  .string({ unit: fc.constantFrom(..."ab Z09é“–,|;*~\t\"'\n-."), maxLength: 12 })
  .map((text) => text.trim());
const row = fc.tuple(
  fc.integer({ min: 1, max: 1e9 }).map((n) => `C${n}`),
  field,
  fc.constantFrom("1.00", "-2.50"),
  field,
);
const table = fc.array(row, { minLength: 1, maxLength: 30 });

it("whatever the delimiter, the encoding, the packing and what stands around it, the table is the same", async () => {
  const choice = fc.record({
    rows: table,
    delimiter: fc.constantFrom(",", "|", "\t", ";", "*", "~"),
    encoding: fc.constantFrom("utf-8", "marked", "windows-1252", "utf-16le"),
    packing: fc.constantFrom("none", "gzip", "zip"),
    headed: fc.boolean(),
    trailed: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(choice, async ({ rows, delimiter, encoding, packing, headed, trailed }) => {
      const lines = [
        ...(headed ? [`HDR${delimiter}20250131\n`] : []),
        ...[header, ...rows].map((cells) => csvLine(cells, delimiter)),
        ...(trailed ? [`TRL${delimiter}${rows.length}\n`] : []),
      ];
      const bytes = encoded(lines.join(""), encoding);
      const packed =
        packing === "gzip" ? gzipSync(bytes) : packing === "zip" ? zipOf([{ name: "a.csv", data: bytes }]) : bytes;
      const { file, rows: read } = await deliveries.table("any.csv", packed, { reads: { delimiter } });
      expect(read).toEqual([header, ...rows]);
      const control = [...(headed ? [["HDR", "20250131"]] : []), ...(trailed ? [["TRL", String(rows.length)]] : [])];
      expect(file.control).toEqual(control);
    }),
    { numRuns: 120 },
  );
});

it("a workbook gives the texts that it holds", async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      const sheet = [header, ...rows].map((cells, index) => textRow(index + 1, cells.map(escaped))).join("");
      const { rows: read } = await deliveries.table("any.xlsx", workbook([{ name: "S", rows: sheet }]));
      expect(read).toEqual([header, ...rows]);
    }),
    { numRuns: 40 },
  );
});

it("any bytes are a table, no table or a problem in words, and never anything else", async () => {
  const starts = ["", "PK\u0003\u0004", "\u001f\u008b", "ISA*00*", "PAR1", "\u00ff\u00fe", "HDR|", "a,b\n"].map(
    (text) => Buffer.from(text, "latin1"),
  );
  const bytes = fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
    .map((parts) => Buffer.concat(parts));
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const found = await deliveries.unpack("any", content).catch((error: Error) => error);
      if (found instanceof Error) expect(found.name).toBe("ProblemError");
      else expect(found.files.length + found.unread.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});

function encoded(text: string, encoding: string): Buffer {
  if (encoding === "utf-16le") return Buffer.from(`\uFEFF${text}`, "utf16le");
  if (encoding === "marked") return Buffer.from(`\uFEFF${text}`);
  if (encoding === "utf-8") return Buffer.from(text);
  return Buffer.from(text.replaceAll("“", "\u0093").replaceAll("–", "\u0096"), "latin1");
}
