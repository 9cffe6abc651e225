import { DuckDBDecimalValue, type DuckDBValue } from "@duckdb/node-api";
import { formatDecimal, rescale } from "../decimal.ts";

/** Cents of a DECIMAL or a whole number of dollars; 0n where nothing is given. */
export function centsOf(value: DuckDBValue | undefined): bigint {
  if (value == null) return 0n;
  if (value instanceof DuckDBDecimalValue) return rescale({ units: value.value, scale: value.scale }, 2).units;
  return BigInt(String(value)) * 100n;
}

/** A number of any kind that SQL gives; 0 where nothing is given. */
export function numberOf(value: DuckDBValue | undefined): number {
  if (value == null) return 0;
  if (value instanceof DuckDBDecimalValue) return Number(formatDecimal({ units: value.value, scale: value.scale }));
  return Number(value);
}

/** An exact decimal of so many units of its last place. */
export function amount(units: bigint, scale = 2): DuckDBDecimalValue {
  return new DuckDBDecimalValue(units, 38, scale);
}
