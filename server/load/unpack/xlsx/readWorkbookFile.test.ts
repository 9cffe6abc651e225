import { afterAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { Deliveries, zipOf } from "../testing.ts";
import { textRow, workbook } from "./testing.ts";

const deliveries = new Deliveries();
afterAll(() => deliveries.close());

const head = textRow(1, ["claim_id", "paid_amount"]);
const rows = head + textRow(2, ["C1", "1.00"]) + textRow(3, ["C2", "2.00"]);

describe("a workbook", () => {
  it("that a program wrote gives text, numbers and days as they are seen", async () => {
    const day = new Date(Date.UTC(2025, 0, 31));
    const data = [
      ["claim_id", "paid_date", "paid_amount", "units", "paid"].map((value) => ({ value })),
      [
        { value: "C1" },
        { value: day, format: "mm/dd/yyyy" },
        { value: 19.99 },
        { value: 1234567890123 },
        { value: true },
      ],
      [
        { value: ' C2, "x"\nand so on' },
        { value: day, format: "d-mmm-yy" },
        { value: -0.1 - 0.2 },
        { value: 1e-7 },
        { value: false },
      ],
    ];
    const content = await writeExcelFile(data, { sheet: "Claims" }).toBuffer();
    const { file, rows } = await deliveries.table("book.xlsx", content);
    expect(rows).toEqual([
      ["claim_id", "paid_date", "paid_amount", "units", "paid"],
      ["C1", "2025-01-31", "19.99", "1234567890123", "TRUE"],
      [' C2, "x"\nand so on', "2025-01-31", "-0.3", "0.0000001", "FALSE"],
    ]);
    expect(file).toMatchObject({ name: "book.xlsx, sheet Claims", format: "xlsx", named: true, delimiter: "," });
  });

  it("gives a table for each visible sheet that has one, and names the others", async () => {
    const { files, unread } = await deliveries.unpack(
      "sheets.xlsx",
      workbook([
        { name: "A", rows },
        { name: "Empty", rows: "" },
        { name: "Notes", rows: textRow(1, ["see the other sheet"]) + textRow(2, ["!"]) },
        { name: "B", rows },
        { name: "Old", rows, state: "veryHidden" },
      ]),
    );
    expect(files.map(({ name }) => name)).toEqual(["sheets.xlsx, sheet A", "sheets.xlsx, sheet B"]);
    expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(2);
    expect(unread).toEqual([
      { name: "sheets.xlsx, sheet Notes", why: "there is no table on the sheet" },
      { name: "sheets.xlsx, sheet Old", why: "the sheet is hidden. Show it to have it read." },
    ]);
  });

  it("sets titles and totals apart, keeps rows in their places and fills them up", async () => {
    const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const titled = [
      `<row r="3">${cell("A3", "Paid claims")}</row>`,
      `<row r="5">${cell("A5", "claim_id")}${cell("B5", "note")}${cell("C5", "paid_amount")}</row>`,
      `<row r="6">${cell("A6", "C1")}${cell("C6", "1.00")}</row>`,
      `<row r="7">${cell("A7", "C2")}</row>`,
      `<row r="8">${cell("A8", "Total")}${cell("C8", "1.00")}</row>`,
      `<row r="9"><c r="A9" s="3"/></row>`,
    ];
    const { file, rows } = await deliveries.table("t.xlsx", workbook([{ name: "T", rows: titled.join("") }]));
    expect(rows).toEqual([
      ["claim_id", "note", "paid_amount"],
      ["C1", "", "1.00"],
      ["C2", "", ""],
    ]);
    expect(file).toMatchObject({ linesAbove: 4, control: [["Total", "", "1.00"]] });
  });

  it("reads shared, rich and escaped strings, formats and the other calendar", async () => {
    const strings =
      "<si><t>id</t></si><si><r><t>a</t></r><r><t>b</t></r><rPh><t>no</t></rPh></si><si><t>c_x000A_d &amp; &lt;e</t></si>";
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="166" formatCode="000\\-00\\-0000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/><xf numFmtId="49"/></cellXfs>';
    const cells = [
      '<c t="s"><v>1</v></c><c t="s"><v>2</v></c>',
      '<c s="1"><v>1234</v></c><c s="2"><v>43831.5</v></c>',
      '<c s="3"><v>12345678</v></c><c s="4"><v>43831</v></c>',
      '<c s="5"><v>1.5E+20</v></c><c><v>19.989999999999998</v></c>',
      '<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x</v></c>',
    ];
    const all = cells.map((text, index) => `<row r="${index + 2}">${text}</row>`).join("");
    const read = async (date1904: boolean) => {
      const content = workbook([{ name: "S", rows: `${textRow(1, ["a", "b"])}${all}` }], { strings, styles, date1904 });
      return (await deliveries.table("s.xlsx", content)).rows.slice(1);
    };
    expect(await read(false)).toEqual([
      ["ab", "c\nd & <e"],
      ["01234", "2020-01-01 12:00:00"],
      ["012-34-5678", "2020-01-01"],
      ["150000000000000000000", "19.99"],
      ["#N/A", "x"],
    ]);
    expect((await read(true))[2]?.[1]).toBe("2024-01-02");
  });

  it("keeps the strings of a large one apart, and gives every one back", async () => {
    const count = 40_000;
    const text = (n: number) => `${n} ${"ü".repeat(n % 60)}`;
    const strings = Array.from({ length: count }, (_, n) => `<si><t>${text(n)}</t></si>`).join("");
    const all = Array.from(
      { length: count / 2 },
      (_, n) => `<row><c t="s"><v>${count - 1 - n}</v></c><c t="s"><v>${n}</v></c></row>`,
    );
    const { rows } = await deliveries.table(
      "large.xlsx",
      workbook([{ name: "L", rows: textRow(1, ["a", "b"]) + all.join("") }], { strings }),
    );
    expect(rows).toHaveLength(count / 2 + 1);
    expect(rows.slice(1).every(([a, b], n) => a === text(count - 1 - n) && b === text(n))).toBe(true);
  });

  it.each<[string, Buffer, string]>([
    [
      "entities that unfold",
      zipOf([
        {
          name: "xl/workbook.xml",
          data: '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>',
        },
        { name: "xl/_rels/workbook.xml.rels", data: "<Relationships/>" },
      ]),
      "it defines entities of its own",
    ],
    [
      "a cell of many megabytes",
      workbook([{ name: "E", rows: head + textRow(2, ["x".repeat(3 << 20), "1"]) }]),
      "more than a million characters",
    ],
    [
      "very many columns",
      workbook([{ name: "E", rows: textRow(1, Array(5000).fill("c")) }]),
      "more columns than are read",
    ],
    ["XML that is cut off", workbook([{ name: "E", rows: `${rows}<row>` }]), "not a whole Excel workbook"],
    [
      "a string that is not there",
      workbook([{ name: "E", rows: `${rows}<row><c t="s"><v>7</v></c></row>` }]),
      "not there",
    ],
    ["a part that is missing", zipOf([{ name: "xl/workbook.xml", data: "<workbook/>" }]), "a part of it is missing"],
    ["an end that is cut off", workbook([{ name: "E", rows }]).subarray(0, 400), "damaged or cut off"],
  ])("with %s is refused", async (_, content, says) => {
    const said = await deliveries.refusal("bad.xlsx", content);
    expect(said).toContain("bad.xlsx: ");
    expect(said).toContain(says);
  });

  it("of another kind is named with what to do", async () => {
    const open = zipOf([{ name: "content.xml", data: "<x/>" }]);
    const old = Buffer.from("d0cf11e0a1b11ae1000000000000", "hex");
    for (const content of [open, old]) {
      const { files, unread } = await deliveries.unpack("book.xls", content);
      expect(files).toEqual([]);
      expect(unread).toEqual([{ name: "book.xls", why: expect.stringContaining("Save it as .xlsx") }]);
    }
  });
});
