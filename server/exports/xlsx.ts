import writeExcelFile, { type CellObject, type Row, type SheetData } from "write-excel-file/node";
import { PlanlensError } from "../errors.ts";
import type { Cell, Column, Envelope, Unit } from "../reports/envelope.ts";
import { profileLabel } from "../reports/privacy/profiles.ts";
import { type ExportLine, exportLines, lineCount } from "./exportLines.ts";
import { notesOf } from "./notes.ts";
import { clearZipTimes } from "./zipTimes.ts";

/** Rows that a worksheet can hold, less those above the table. */
const rowLimit = 1_048_576 - 5;
const cellTextLimit = 32_767;
const rule = { bottomBorderStyle: "thin", bottomBorderColor: "#1d2329" } as const;
const total = { fontWeight: "bold", topBorderStyle: "thin", topBorderColor: "#1d2329" } as const;
const quiet = { textColor: "#6b6f72", fontStyle: "italic" } as const;

/**
 * The envelope as a workbook. Sheet "Report": title, plain sentence, period and profile, then the table under a frozen
 * header, with real numbers and dates formatted by unit, the word `withheld` in withheld cells, nothing in cells that
 * were not given, and the total last. Sheet "Notes": all that `notesOf` says. Text is never a formula. A number of more
 * than 15 significant digits, which a workbook cannot hold, is written out as text. Hidden columns are left out.
 * @throws PlanlensError `too-large` above 1,048,571 lines.
 */
export async function xlsxBytes(envelope: Envelope): Promise<Uint8Array> {
  refuseTooManyLines(envelope);
  const shown = envelope.columns.flatMap((column, index) => (column.hidden ? [] : [{ column, index }]));
  const widths = shown.map(({ column, index }) => width(column, index, envelope));
  const head = heading(envelope, widths);
  const unitAt = new Map(envelope.columns.map((column, index) => [column.name, index]));
  const table: SheetData = [];
  for (const line of exportLines(envelope)) {
    const labelled = line.kind === "row" ? line.cells : withLabel(line, shown);
    table.push(
      shown.map(({ column, index }) => {
        const style = line.kind === "total" ? total : line.kind === "subtotal" ? { fontWeight: "bold" as const } : {};
        if (line.withheld.has(index)) return { value: "withheld", type: String, align: "right", ...style, ...quiet };
        const own = column.unitColumn === null ? column.unit : line.cells[unitAt.get(column.unitColumn) ?? -1];
        return { ...content(labelled[index] ?? null, column, (own ?? null) as Unit | null), ...style };
      }),
    );
  }
  const header: Row = shown.map(({ column }) => ({
    value: column.label.slice(0, cellTextLimit),
    type: String,
    fontWeight: "bold",
    wrap: true,
    alignVertical: "bottom",
    align: column.role === "measure" ? "right" : "left",
    ...rule,
  }));
  const bytes = await writeExcelFile([
    {
      sheet: "Report",
      data: [...head, header, ...table],
      columns: widths.map((each) => ({ width: each })),
      stickyRowsCount: head.length + 1,
      ...(widths.reduce((sum, each) => sum + each, 0) > 95 ? { orientation: "landscape" as const } : {}),
    },
    { sheet: "Notes", data: notesSheet(envelope), columns: [{ width: 26 }, { width: 100 }] },
  ]).toBuffer();
  return clearZipTimes(new Uint8Array(bytes));
}

/** @throws PlanlensError `too-large` above 1,048,571 lines. */
export function refuseTooManyLines(envelope: Envelope): void {
  const lines = lineCount(envelope);
  if (lines <= rowLimit) return;
  throw new PlanlensError(
    "too-large",
    `A workbook holds ${rowLimit} lines and this report has ${lines}. Take CSV, Parquet or Arrow, or fewer rows.`,
    { detail: { lines, limit: rowLimit } },
  );
}

function heading({ meta }: Envelope, widths: readonly number[]): SheetData {
  const across = Math.max(1, widths.length);
  const room = Math.max(
    40,
    widths.reduce((sum, each) => sum + each, 0),
  );
  const merged = (cell: CellObject): Row => [
    { ...cell, type: String, columnSpan: across },
    ...Array.from({ length: across - 1 }, () => null),
  ];
  const compared = meta.prior ? `, compared with ${meta.prior.label}` : "";
  const answerLines = Math.ceil((meta.answer.length * 1.15) / room);
  return [
    merged({ value: text(meta.title), fontWeight: "bold", fontSize: 16 }),
    merged({ value: text(meta.answer), wrap: true, alignVertical: "top", height: 16 * Math.max(1, answerLines) }),
    merged({
      value: text(`${meta.period.label}${compared}. ${profileLabel(meta.profile)}. See the sheet Notes.`),
      ...quiet,
    }),
    [],
  ];
}

function notesSheet(envelope: Envelope): SheetData {
  return notesOf(envelope).flatMap(({ title, notes }) =>
    notes.length === 0
      ? []
      : [
          [
            { value: title, type: String, fontWeight: "bold" as const, ...rule },
            { value: "", type: String, ...rule },
          ],
          ...notes.map(
            (note): Row => [
              { value: text(note.label), type: String, alignVertical: "top" },
              { value: text(note.text), type: String, wrap: true, alignVertical: "top" },
            ],
          ),
          [],
        ],
  );
}

/** A sum's cells with a word where a dimension is rolled up: "Total" first on the total line, "All" elsewhere. */
function withLabel({ kind, cells }: ExportLine, shown: readonly { column: Column; index: number }[]): readonly Cell[] {
  const result = [...cells];
  const dimensions = shown.filter(({ column }) => column.role === "dimension" && column.type !== "boolean");
  for (const [place, { index }] of dimensions.entries()) {
    if (result[index] == null) result[index] = kind === "total" ? (place === 0 ? "Total" : null) : "All";
  }
  return result;
}

function content(cell: Cell, column: Column, unit: Unit | null): CellObject {
  if (cell === null) return {};
  if (typeof cell === "boolean") return { value: cell, type: Boolean };
  if (column.type === "decimal" || column.type === "integer") {
    const exact = String(cell);
    const digits = exact.replace(/^-?0*\.?0*|\./g, "").length;
    const number = Number(exact);
    if (digits > 15 || !Number.isFinite(number)) return { value: exact, type: String, align: "right" };
    return { value: number, type: Number, format: numberFormat(unit, column, exact) };
  }
  const day = column.type === "month" ? `${cell}-01` : String(cell);
  if ((column.type === "month" || column.type === "date") && /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= "1900-03-01") {
    return {
      value: new Date(`${day}T00:00:00Z`),
      type: Date,
      format: column.type === "month" ? "yyyy-mm" : "yyyy-mm-dd",
      align: "left",
    };
  }
  return { value: text(String(cell)), type: String };
}

/** The number format that the screen uses for a unit too; the cell keeps every digit. */
function numberFormat(unit: Unit | null, { scale, compare, unitColumn }: Column, exact: string): string {
  if (unit === "points") return '+0.0%" pt";-0.0%" pt";0.0%" pt"';
  if (unit === "ratio") return compare === "change" || compare === "to-norm" ? "+0.0%;-0.0%;0.0%" : "0.0%";
  if (unit === "per_1000") return "#,##0.0";
  const dollars = unit?.startsWith("usd") ?? false;
  const places = unitColumn === null ? (scale ?? 0) : (exact.split(".")[1]?.length ?? 0);
  const number = places > 0 ? `#,##0.${"0".repeat(places)}` : "#,##0";
  return dollars ? `$${number}` : number;
}

function width(column: Column, index: number, { rows, totals }: Envelope): number {
  const sample = [...rows.slice(0, 200), ...(totals ? [totals] : [])].map((row) => String(row[index] ?? "").length);
  const longest = Math.max(0, ...sample) * (column.role === "measure" ? 1.35 : 1.1);
  const label = Math.ceil(column.label.length / 2);
  return Math.round(Math.min(60, Math.max(10, label + 3, longest + 2)));
}

function text(value: string): string {
  return value.slice(0, cellTextLimit);
}
