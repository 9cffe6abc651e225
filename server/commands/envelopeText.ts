import type { Cell, Column, Envelope, Unit } from "../reports/envelope.ts";
import { changeInWords, inWords } from "../reports/format.ts";
import { alignedTable } from "./text.ts";

/** The envelope for a terminal: the sentence, the dates, the table with its total, the notes. */
export function envelopeText({ meta, columns, rows, subtotals, totals }: Envelope): string {
  const shown = columns.flatMap((column, index) =>
    column.hidden || column.type === "series" ? [] : [{ column, index }],
  );
  const withheld = new Set(meta.suppressed.cells.map((cell) => `${cell.part} ${cell.row} ${cell.column}`));
  const line = (part: string, cells: Cell[], row: number) =>
    shown.map(({ column, index }) => {
      if (withheld.has(`${part} ${row} ${column.name}`)) return "withheld";
      return cellText(cells[index] ?? null, column, cells, columns);
    });
  const body = [
    ...rows.map((cells, i) => line("rows", cells, i)),
    ...subtotals.map((cells, i) => line("subtotals", cells, i)),
  ];
  if (totals) body.push(line("totals", totals, 0).map((cell, i) => (i === 0 ? "Total" : cell)));
  const dates = [
    `${meta.period.label}, ${meta.basis}`,
    meta.prior ? `against ${meta.prior.label}` : "",
    `services through ${meta.serviceThrough ?? "not given"}`,
    `paid through ${meta.paidThrough ?? "not given"}`,
  ];
  return [
    meta.answer,
    "",
    dates.filter(Boolean).join(" · "),
    "",
    alignedTable(
      shown.map(({ column }) => column.label),
      body,
    ),
    ...meta.footnotes.map((note) => `• ${note}`),
    ...(meta.suppressed.rule ? [`• ${meta.suppressed.rule}`] : []),
    `• ${meta.title} ${meta.version} · ${meta.profile} · warehouse ${meta.digest.slice(0, 12)}`,
    "",
  ].join("\n");
}

function cellText(cell: Cell, column: Column, cells: Cell[], columns: Column[]): string {
  if (cell === null) return column.role === "measure" && column.compare === null ? "not given" : "";
  const unitAt = columns.findIndex((each) => each.name === column.unitColumn);
  const unit = unitAt < 0 ? column.unit : (cells[unitAt] as Unit);
  if (column.compare === "change" || column.compare === "to-norm") return changeInWords(cell, unit);
  if (unit?.startsWith("usd")) return groupedDollars(String(cell));
  return inWords(cell, unit, column.type === "decimal" || column.type === "integer" ? column.scale : null);
}

function groupedDollars(text: string): string {
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const cents = fraction === undefined ? "" : `.${fraction}`;
  return `${text.startsWith("-") ? "−" : ""}$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${cents}`;
}
