import type { Cell, Column, Envelope, SuppressedCell, Unit } from "../../server/reports/envelope.ts";
import { formatCell } from "../format/unit.ts";
import { judged } from "./sides.ts";

/** What a cell says, and how: a value, a gap in the source, a withheld figure, or nothing to compare with. */
export interface CellView {
  kind: "value" | "not-given" | "small" | "derivable" | "no-comparison" | "blank";
  text: string;
}

export type Part = SuppressedCell["part"];

const withheldByEnvelope = new WeakMap<Envelope, Map<string, SuppressedCell["reason"]>>();

/** The cell of a line, ready to show. `line` is the index in `rows` or `subtotals`, 0 for `totals`. */
export function cellView(envelope: Envelope, part: Part, line: number, column: Column): CellView {
  const cells = lineOf(envelope, part, line);
  const value = cells?.[columnIndex(envelope, column.name)] ?? null;
  if (value !== null && cells) {
    const unit = unitOf(envelope, cells, column);
    const shown = column.unitColumn ? { ...column, scale: ownScale(String(value), unit) } : column;
    return { kind: "value", text: formatCell(value, shown, unit) };
  }
  const reason = withheld(envelope).get(`${part} ${line} ${column.name}`);
  if (reason) return { kind: reason, text: reason === "small" ? smallWords(envelope) : "withheld" };
  if (column.compare) return { kind: "no-comparison", text: "–" };
  if (isDash(envelope, column)) return { kind: "blank", text: "—" };
  return { kind: "not-given", text: "not given" };
}

/** Whether a line without a figure in this column has none, and not one that the files left out. */
export function isDash({ columns, rows }: Envelope, { name, blank }: Column): boolean {
  if (blank !== "beside") return blank === "dash";
  const at = columns.findIndex((each) => each.name === name);
  return rows.some((cells) => (cells[at] ?? null) !== null);
}

/** The cells of a line, or undefined where there is none. */
export function lineOf(envelope: Envelope, part: Part, line: number): Cell[] | undefined {
  return part === "totals" ? (envelope.totals ?? undefined) : envelope[part][line];
}

/** The index of the row whose first shown dimension has this value; -1 for none. */
export function lineNamed({ columns, rows }: Envelope, name: string): number {
  const first = columns.findIndex((column) => column.role === "dimension" && !column.hidden);
  return rows.findIndex((cells) => cells[first] === name);
}

export function columnIndex(envelope: Envelope, name: string): number {
  return envelope.columns.findIndex((column) => column.name === name);
}

/** The column's unit, or that of this line where each line has its own. */
export function unitOf(envelope: Envelope, cells: Cell[], column: Column): Unit | null {
  if (!column.unitColumn) return column.unit;
  return (cells[columnIndex(envelope, column.unitColumn)] as Unit | null | undefined) ?? null;
}

/** Whether a change is for the worse, for the better, or neither; null where it cannot be told. */
export function judgement(
  column: Column,
  change: Cell,
  envelope?: Envelope,
  cells: Cell[] = [],
): "worse" | "better" | null {
  const value = Number(change);
  if (change === null || value === 0 || column.direction === "neutral") return null;
  if (envelope && !judged(envelope.meta, comparedUnit(envelope, cells, column))) return null;
  return value > 0 === (column.direction === "up-is-worse") ? "worse" : "better";
}

/** The unit of the measure itself, where the column is what it is compared with. */
function comparedUnit(envelope: Envelope, cells: Cell[], column: Column): Unit | null {
  return unitOf(envelope, cells, envelope.columns.find((each) => each.name === column.of) ?? column);
}

/** How a line of a table with mixed measures is counted, where the report says so line by line. */
export function lineDefinition(envelope: Envelope, cells: Cell[]): string | null {
  const text = cells[columnIndex(envelope, "counted")] ?? null;
  return text === null ? null : String(text);
}

/** Where lines have their own units, the places that the value came with; dollars never more than cents. */
function ownScale(value: string, unit: Unit | null): number {
  const places = value.split(".")[1]?.length ?? 0;
  return unit?.startsWith("usd") ? Math.min(places, 2) : places;
}

function withheld(envelope: Envelope): Map<string, SuppressedCell["reason"]> {
  let map = withheldByEnvelope.get(envelope);
  if (!map) {
    map = new Map(
      envelope.meta.suppressed.cells.map((cell) => [`${cell.part} ${cell.row} ${cell.column}`, cell.reason]),
    );
    withheldByEnvelope.set(envelope, map);
  }
  return map;
}

/** The rule says how few are too few, for example "at least 11 people". */
function smallWords({ meta }: Envelope): string {
  const smallest = /\b(\d+) or more\b|\bat least (\d+)\b|\bfewer than (\d+)\b/.exec(meta.suppressed.rule ?? "");
  const number = smallest?.[1] ?? smallest?.[2] ?? smallest?.[3] ?? "11";
  return `fewer than ${number}`;
}
