import writeExcelFile, { type CellObject, type Row, type SheetData } from "write-excel-file/node";
import { PlanlensError } from "../errors.ts";
import type { Cell, Column, Envelope, Unit } from "../reports/envelope.ts";
import { profileLabel } from "../reports/privacy/profiles.ts";
import { type ExportLine, exportLines, lineCount } from "./exportLines.ts";
import { type NoteSection, notesOf } from "./notes.ts";
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
  return workbook([
    { sheet: "Report", ...reportSheet(envelope) },
    { sheet: "Notes", data: notesSheet(envelope), columns: notesWidths },
  ]);
}

type Sheets = Extract<Parameters<typeof writeExcelFile>[0], { sheet?: string }[]>;
export type WorkbookSheet = Sheets[number];

/** Sheets as the bytes of a workbook: the same sheets give the same bytes. */
export async function workbook(sheets: WorkbookSheet[]): Promise<Uint8Array> {
  return clearZipTimes(new Uint8Array(await writeExcelFile(sheets).toBuffer()));
}

export const notesWidths = [{ width: 26 }, { width: 100 }];

/** What a report's sheet shows of it. */
export interface SheetChoice {
  /** The report's own where there is none. */
  title?: string;
  /** At most so many rows; sums are shown all the same. */
  rows?: number;
  /** These columns, and those that compare them. */
  columns?: readonly string[];
  /** What else is said under the title. */
  notes?: readonly string[];
}

/** The sheet of a report: title, plain sentence, period and profile, then the table. */
export function reportSheet(envelope: Envelope, choice: SheetChoice = {}): Omit<WorkbookSheet, "sheet"> {
  const { rows = Number.POSITIVE_INFINITY, columns } = choice;
  const wanted = ({ name, of }: Column) =>
    columns === undefined || columns.includes(name) || (of !== null && columns.includes(of));
  const shown = envelope.columns.flatMap((column, index) =>
    column.hidden || column.type === "series" || !wanted(column) ? [] : [{ column, index }],
  );
  const widths = shown.map(({ column, index }) => width(column, index, envelope));
  const head = heading(envelope, widths, choice);
  const unitAt = new Map(envelope.columns.map((column, index) => [column.name, index]));
  const table: SheetData = [];
  let written = 0;
  for (const line of exportLines(envelope)) {
    if (line.kind === "row" && ++written > rows) continue;
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
  return {
    data: [...head, header, ...table],
    columns: widths.map((each) => ({ width: each })),
    stickyRowsCount: head.length + 1,
    ...(widths.reduce((sum, each) => sum + each, 0) > 95 ? { orientation: "landscape" as const } : {}),
  };
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

function heading({ meta }: Envelope, widths: readonly number[], { title, notes = [] }: SheetChoice): SheetData {
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
    merged({ value: text(title ?? meta.title), fontWeight: "bold", fontSize: 16 }),
    merged({ value: text(meta.answer), wrap: true, alignVertical: "top", height: 16 * Math.max(1, answerLines) }),
    merged({
      value: text(
        `${meta.period.label}${compared}. ${profileLabel(meta.profile)}. ${notes.map((note) => `${note} `).join("")}See the sheet Notes.`,
      ),
      ...quiet,
    }),
    [],
  ];
}

function notesSheet(envelope: Envelope): SheetData {
  return notesRows(notesOf(envelope));
}

/** Sections of labelled notes as rows of a sheet. */
export function notesRows(sections: readonly NoteSection[]): SheetData {
  return sections.flatMap(({ title, notes }) =>
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
