import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ManifestFile } from "../manifest.ts";
import { compareControl } from "./compareControl.ts";
import { plainNumber } from "./readControlFile.ts";

const total = (sum: string) => ({ sum, given: 1, notGiven: 0 });

function file(name: string, more: Partial<ManifestFile> = {}): ManifestFile {
  return {
    name,
    delivered: name,
    table: "medical_claim",
    rows: 3,
    loaded: 2,
    rejected: 1,
    setAside: 0,
    totals: { paid_amount: total("80.25"), allowed_amount: total("100.00"), charge_amount: total("0.00") },
    rejectedTotals: { paid_amount: total("-10.05") },
    absentColumns: ["charge_amount"],
    control: [],
    ...more,
  } as ManifestFile;
}

describe("control totals", () => {
  const dir = mkdtempSync(join(tmpdir(), "planlens-control-"));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  function written(name: string, text: string) {
    const path = join(dir, name);
    writeFileSync(path, text);
    return { path, name };
  }

  const figures = (found: ReturnType<typeof compareControl>) =>
    found.map(({ file, what, vendor, difference, source }) => [file, what, vendor, difference, source]);

  it("are the report's beside the extract: loaded and rejected together, to the row and to the cent", () => {
    const controls = [
      written("june.control.csv", "file,rows,paid_amount,allowed_amount,cob_amount\njune.csv,3,70.20,100.01,0.00\n"),
    ];
    const found = compareControl({ manifest: { files: [file("june.csv")] }, controls });
    expect(found[1]).toEqual({
      file: "june.csv",
      what: "paid_amount",
      vendor: "70.20",
      loaded: "80.25",
      rejected: "-10.05",
      difference: "0.00",
      source: "control file",
    });
    expect(figures(found)).toEqual([
      ["june.csv", "rows", "3", "0", "control file"],
      ["june.csv", "paid_amount", "70.20", "0.00", "control file"],
      ["june.csv", "allowed_amount", "100.01", "-0.01", "control file"],
    ]);
  });

  it.each([
    ["a list", '[{"file":"a.csv","rows":3,"paid_amount":"70.20"},{"file":"b.csv","records":4}]'],
    ["an object by file", '{"a.csv":{"rows":"3","paid_amount":70.20},"b.csv":{"rows":4}}'],
    ["CSV of another delimiter", "File Name;Record Count;Paid Amount\r\na.csv;3;$70.20\r\nb.csv;4;\r\n"],
  ])("may be in a file of their own, as %s", (_, text) => {
    const { path } = written("totals.txt", text);
    const found = compareControl({ manifest: { files: [file("a.csv"), file("b.csv")] }, input: { path } });
    expect(figures(found).sort()).toEqual([
      ["a.csv", "paid_amount", "70.20", "0.00", "control file"],
      ["a.csv", "rows", "3", "0", "control file"],
      ["b.csv", "rows", "4", "-1", "control file"],
    ]);
  });

  it("may be one file's without its name, or all files' together", () => {
    const { path } = written("one.csv", 'rows,3\npaid_amount,"(1,000.00)"\n');
    const one = compareControl({ manifest: { files: [file("a.csv")] }, input: { path } });
    expect(figures(one)).toEqual([
      ["a.csv", "rows", "3", "0", "control file"],
      ["a.csv", "paid_amount", "-1000.00", "1070.20", "control file"],
    ]);
    const typed = [{ file: "", what: "paid_amount", vendor: "140.40" }];
    const all = compareControl({ manifest: { files: [file("a.csv"), file("b.csv")] }, input: { typed } });
    expect(figures(all)).toEqual([["", "paid_amount", "140.40", "0.00", "typed"]]);
  });

  it.each([
    [
      ["TRL", "0000003", "70.20"],
      [
        ["rows", "3", "0"],
        ["paid_amount", "70.20", "0.00"],
      ],
    ],
    [
      ["T", "20240131", "4", "100.00"],
      [
        ["rows", "3", "0"],
        ["allowed_amount", "100.00", "0.00"],
      ],
    ],
    [["Total", "", "", "71.00"], [["paid_amount", "71.00", "-0.80"]]],
    [
      ["Record count: 5", "Paid amount: 70.20"],
      [
        ["rows", "5", "-2"],
        ["paid_amount", "70.20", "0.00"],
      ],
    ],
    [["paid_amount", "70.21"], [["paid_amount", "70.21", "-0.01"]]],
    [["HDR", "20240131", "7"], []],
    [["Confidential", "3"], []],
  ])("stand in a file's own records: %j", (record, expected) => {
    const found = compareControl({ manifest: { files: [file("a.csv", { control: [record] })] } });
    expect(found.map(({ what, vendor, difference }) => [what, vendor, difference])).toEqual(expected);
    expect(found.every(({ source }) => source === "trailer")).toBe(true);
  });

  it("count a row of a file once that fills two tables, and the rows set aside", () => {
    const parts = [
      file("a.csv", { rows: 10, loaded: 6, rejected: 1, setAside: 3 }),
      file("a.csv", { table: "eligibility", rows: 10, loaded: 9, rejected: 1, totals: {}, rejectedTotals: {} }),
    ];
    const typed = [{ file: "a.csv", what: "rows", vendor: "10" }];
    expect(compareControl({ manifest: { files: parts }, input: { typed } })[0]).toMatchObject({
      loaded: "9",
      rejected: "1",
      difference: "0",
    });
  });

  it("are refused where nothing can be compared with them", () => {
    const manifest = { files: [file("a.csv")] };
    const typed = (name: string, what: string) => ({ typed: [{ file: name, what, vendor: "1" }] });
    expect(() => compareControl({ manifest, input: typed("b.csv", "rows") })).toThrow(
      /b\.csv, which is not in the load. It has: a\.csv/,
    );
    expect(() => compareControl({ manifest, input: typed("a.csv", "charge_amount") })).toThrow(
      /What can be compared: rows, paid_amount, allowed_amount\./,
    );
    expect(() => compareControl({ manifest, input: written("x.csv", "hello\nworld\n") })).toThrow(/states no figure/);
    const missing = { path: join(dir, "none.csv"), name: "none.csv" };
    expect(() => compareControl({ manifest, input: missing })).toThrow(/no such control report/);
    expect(() => compareControl({ manifest, input: { path: dir } })).toThrow(/this is no file/);
  });

  it("are written in many ways", () => {
    expect(["$1,234.50", "(5)", "12.30-", "+4", ".5", "1.2300"].map(plainNumber)).toEqual([
      "1234.50",
      "-5",
      "-12.30",
      "4",
      ".5",
      "1.2300",
    ]);
    expect(["1.234", "1e5", "abc", "", "-"].map(plainNumber)).toEqual([null, null, null, null, null]);
  });
});
