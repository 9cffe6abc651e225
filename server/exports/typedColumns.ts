import { parseDecimal, rescale } from "../reports/decimal.ts";
import type { Cell, Column, ColumnType, Envelope } from "../reports/envelope.ts";
import { exportLines } from "./exportLines.ts";

/** Digits of every decimal column; the widest that Parquet, Arrow and DuckDB share. */
export const decimalPrecision = 38;

export interface TypedColumn {
  name: string;
  type: ColumnType;
  /** Decimal places of a decimal; 0 otherwise. */
  scale: number;
  values: Cell[];
}

/**
 * The table by columns for the typed formats: `line` (row, subtotal, total) first, then the envelope's own, months as
 * `YYYY-MM`. Under the profiles that withhold cells a last column `withheld` names those of each line, since a typed
 * cell can only be null.
 */
export function typedColumns(envelope: Envelope): TypedColumn[] {
  const { columns, meta } = envelope;
  const lines = [...exportLines(envelope)];
  const line: TypedColumn = { name: "line", type: "text", scale: 0, values: lines.map(({ kind }) => kind) };
  const own = columns.map((column, i): TypedColumn => {
    const values = lines.map(({ cells }) => cells[i] ?? null);
    return { name: column.name, type: column.type, scale: decimalScale(column, values), values };
  });
  if (meta.profile === "plan-administration") return [line, ...own];
  const names = lines.map(({ withheld }) =>
    withheld.size === 0 ? null : [...withheld].map((i) => columns[i]?.name ?? "").join(","),
  );
  return [line, ...own, { name: "withheld", type: "text", scale: 0, values: names }];
}

/** A decimal cell as an integer of `scale` decimal places. */
export function scaled(cell: Cell, scale: number): bigint {
  return rescale(parseDecimal(String(cell)), scale).units;
}

/** Days since 1970-01-01 of a `YYYY-MM-DD`. */
export function epochDays(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000;
}

/** The declared scale, or more where a cell has more: no digit is lost. */
function decimalScale(column: Column, values: readonly Cell[]): number {
  if (column.type !== "decimal") return 0;
  let scale = column.scale ?? 0;
  for (const value of values) if (value !== null) scale = Math.max(scale, parseDecimal(String(value)).scale);
  return scale;
}
