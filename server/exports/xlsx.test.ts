import { beforeAll, describe, expect, it } from "vitest";
import { isPlanlensError } from "../errors.ts";
import { awkwardEnvelope } from "./testing/envelopes.ts";
import { readXlsx, type XlsxSheet } from "./testing/readXlsx.ts";
import { xlsxBytes } from "./xlsx.ts";

const envelope = awkwardEnvelope();
const shown = envelope.columns.flatMap((column, index) => (column.hidden ? [] : [{ column, index }]));
const headerRow = 5;

let report: XlsxSheet;
let notes: XlsxSheet;
let files: Map<string, string>;

beforeAll(async () => {
  const read = readXlsx(await xlsxBytes(envelope));
  const empty: XlsxSheet = { cells: new Map(), xml: "" };
  report = read.sheets.get("Report") ?? empty;
  notes = read.sheets.get("Notes") ?? empty;
  files = read.files;
});

function address(column: number, row: number): string {
  return `${String.fromCharCode(65 + column)}${row}`;
}

function dayOf(serial: string): string {
  return new Date((Number(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

describe("the workbook", () => {
  it("opens with title and sentence above a frozen header", () => {
    expect(report.cells.get("A1")?.value).toBe(envelope.meta.title);
    expect(report.cells.get("A2")?.value).toBe(envelope.meta.answer);
    shown.forEach(({ column }, i) => {
      expect(report.cells.get(address(i, headerRow))).toMatchObject({ value: column.label, bold: true });
    });
    expect(report.xml).toContain(`ySplit="${headerRow}"`);
    expect(report.xml).toContain('state="frozen"');
  });

  it("agrees with the envelope cell by cell: real numbers and dates, text as text, and what is withheld or not given", () => {
    envelope.rows.forEach((row, i) => {
      shown.forEach(({ column, index }, c) => {
        const cell = report.cells.get(address(c, headerRow + 1 + i));
        const value = row[index] ?? null;
        const where = `${column.name} of row ${i}`;
        const withheld = envelope.meta.suppressed.cells.some(
          (each) => each.part === "rows" && each.row === i && each.column === column.name,
        );
        if (withheld) expect(cell, where).toMatchObject({ kind: "s", value: "withheld" });
        else if (value === null || value === "") expect(cell?.value ?? "", where).toBe("");
        else if (typeof value === "boolean") expect(cell, where).toMatchObject({ kind: "b", value: value ? "1" : "0" });
        else if (column.type === "text") expect(cell, where).toMatchObject({ kind: "s", value });
        else if (column.type === "month") expect(dayOf(cell?.value ?? ""), where).toBe(`${value}-01`);
        else if (column.type === "date" && String(value) < "1900-03-01")
          expect(cell, where).toMatchObject({ kind: "s", value });
        else if (column.type === "date") expect(dayOf(cell?.value ?? ""), where).toBe(value);
        else if (String(value).replace(/[-.]/g, "").length > 15)
          expect(cell, where).toMatchObject({ kind: "s", value: String(value) });
        else {
          expect(cell?.kind, where).toBe("n");
          expect(Number(cell?.value), where).toBe(Number(value));
        }
      });
    });
  });

  it("formats by unit and scale", () => {
    const format = (name: string) => {
      const at = shown.findIndex(({ column }) => column.name === name);
      return report.cells.get(address(at, headerRow + 1))?.format;
    };
    expect(format("members")).toBe("#,##0");
    expect(format("paid")).toBe("$#,##0.00");
    expect(format("share")).toBe("0.0%");
    expect(format("month")).toBe("yyyy-mm");
    expect(format("first_seen")).toBe("yyyy-mm-dd");
  });

  it("ends with the subtotals and the total in bold, labelled", () => {
    const subtotal = headerRow + envelope.rows.length + 1;
    expect(report.cells.get(`A${subtotal}`)).toMatchObject({ value: "Inpatient", bold: true });
    expect(report.cells.get(`B${subtotal}`)).toMatchObject({ value: "All", bold: true });
    expect(report.cells.get(`A${subtotal + 1}`)).toMatchObject({ value: "Total", bold: true });
    expect(report.cells.get(`F${subtotal + 1}`)).toMatchObject({ value: "11401000.56", bold: true });
  });

  it("holds no formula and no time of its making", () => {
    expect(report.xml + notes.xml).not.toContain("<f>");
    expect([...files.keys()].some((name) => name.startsWith("docProps"))).toBe(false);
  });

  it("tells on the second sheet how the report was made", () => {
    const text = [...notes.cells.values()].map(({ value }) => value);
    for (const part of [
      envelope.meta.question,
      envelope.meta.digest,
      envelope.meta.suppressed.rule,
      "What the plan paid, after the member's share. Unit: dollars.",
      "=1+1 is no formula here.",
      "cost-by-category 0123456789ab",
      "1, 2, 5",
      "2025 (2025-01 to 2025-12)",
    ]) {
      expect(text).toContain(part);
    }
  });

  it("refuses more lines than a worksheet holds", async () => {
    const rows = new Array(1_048_576).fill(envelope.rows[0]);
    const error: unknown = await xlsxBytes({ ...envelope, rows }).catch((reason: unknown) => reason);
    expect(isPlanlensError(error) && error.code).toBe("too-large");
  });
});
