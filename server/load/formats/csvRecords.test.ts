import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvRecord, CsvRecords, EndlessRecordError } from "./csvRecords.ts";

function read(text: string, options: { delimiter?: string; cuts?: number[] } = {}): CsvRecord[] {
  const { delimiter = ",", cuts = [] } = options;
  const records = new CsvRecords(delimiter);
  const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b);
  const pieces = places.slice(0, -1).map((start, at) => text.slice(start, places[at + 1]));
  return [...pieces.flatMap((piece) => records.push(piece)), ...records.end()];
}

const fields = (text: string) => read(text).map((record) => record.fields);

describe("CsvRecords", () => {
  it("reads what was written, with the line of every row, however it is cut", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", "1"), maxLength: 6 });
    const row = fc.array(field, { minLength: 2, maxLength: 4 });
    const end = fc.constantFrom("\n", "\r\n", "\r");
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 5 }),
        end,
        fc.array(fc.nat(300)),
        fc.boolean(),
        (rows, lineEnd, cuts, blanks) => {
          let line = 1;
          let text = "";
          const lines: number[] = [];
          for (const each of rows) {
            if (blanks) {
              text += lineEnd;
              line++;
            }
            lines.push(line);
            const written = `${each.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")}${lineEnd}`;
            line += written.match(/\r\n|\r|\n/g)?.length ?? 0;
            text += written;
          }
          const found = read(text, { cuts });
          expect(found.map((record) => record.fields)).toEqual(rows);
          expect(found.map((record) => record.line)).toEqual(lines);
          expect(found.every((record) => record.strayQuote === null)).toBe(true);
        },
      ),
    );
  });

  it("needs no line end after the last row, and takes mixed ones", () => {
    expect(fields("a,b\r\n1,2\n3,4\r5,6")).toEqual([
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
  });

  it("leaves out lines of blanks alone", () => {
    expect(read("a,b\n\n  \n1,2\n\n").map(({ line, fields }) => [line, ...fields])).toEqual([
      [1, "a", "b"],
      [4, "1", "2"],
    ]);
  });

  it("takes a quote inside a field as it is, and blanks around quotes away", () => {
    expect(fields('5" tube,x\n "a,b" ,c\n')).toEqual([
      ['5" tube', "x"],
      ["a,b", "c"],
    ]);
  });

  it("notes text after a closing quote, with the row's own text", () => {
    expect(read('1,"a"b,3\n4,5,6\n')[0]).toEqual({
      line: 1,
      fields: ["1", "ab", "3"],
      text: '1,"a"b,3',
      strayQuote: 1,
    });
  });

  it("says where a quote opens that is never closed", () => {
    const text = `a,b\n1,2\n3,"${"x,y\n".repeat(400_000)}`;
    for (const cuts of [[], [100, 5000, 900_000]]) {
      let error: unknown;
      try {
        read(text, { cuts });
      } catch (caught) {
        error = caught;
      }
      expect(error).toBeInstanceOf(EndlessRecordError);
      expect(error).toMatchObject({ line: 3, field: 1, quoted: true });
    }
  });
});
