import type { Cell, Column, Envelope, Unit } from "../../server/reports/envelope.ts";
import { formatMonth, monthsBetween } from "../format/month.ts";
import { formatNumber, scaleOf } from "../format/unit.ts";
import { columnIndex, unitOf } from "./envelopeCells.ts";
import { sparkline } from "./sparkline.ts";

interface SeriesCellProps {
  envelope: Envelope;
  cells: Cell[];
  column: Column;
}

const size = { width: 84, height: 20 };

/** A row of months as a small line with its last value; for a screen reader its ends and its highest month. */
export function SeriesCell({ envelope, cells, column }: SeriesCellProps) {
  const text = cells[columnIndex(envelope, column.name)] ?? null;
  if (text === null || String(text).replaceAll(",", "") === "") return null;
  const { values, path, last } = sparkline(String(text), size);
  const unit = unitOf(envelope, cells, column) ?? unitOfLine(envelope, cells);
  const months = monthsBetween(envelope.meta.period.from, envelope.meta.period.to).slice(-values.length);
  const say = (at: number) => {
    const value = values[at] ?? null;
    const word = value === null ? "not given" : formatNumber(value, unit, scaleFor(value, unit, column.scale));
    return `${word} in ${formatMonth(months[at] ?? "")}`;
  };
  const highest = values.reduce<number>(
    (best, value, at) => (Number(value) > Number(values[best] ?? -Infinity) ? at : best),
    0,
  );
  return (
    <span className="series-cell">
      <svg {...size} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <path d={path} />
        <circle cx={last[1]} cy={last[2]} r={2} />
      </svg>
      <span className="series-last" aria-hidden="true">
        {say(last[0]).replace(/ in .*/, "")}
      </span>
      <span className="visually-hidden">
        From {say(values.findIndex((value) => value !== null))} to {say(last[0])}; highest {say(highest)}.
      </span>
    </span>
  );
}

/** Where each line has its own unit, that of its value. */
function unitOfLine(envelope: Envelope, cells: Cell[]): Unit | null {
  const value = envelope.columns.find((column) => column.unitColumn !== null);
  return value ? unitOf(envelope, cells, value) : null;
}

/** Beside a line there is no room for the cents of large sums. */
function scaleFor(value: string, unit: Unit | null, declared: number | null): number {
  if (unit === "usd" && Math.abs(Number(value)) >= 1000) return 0;
  return unit === null ? (declared ?? 0) : scaleOf(unit);
}
