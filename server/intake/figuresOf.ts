import type { Cell, Envelope } from "../reports/envelope.ts";

export interface ReportFigure {
  /** The same in every warehouse. */
  key: string;
  /** In words: "Inpatient: Plan paid". */
  label: string;
  value: string | null;
  unit: string;
}

/** The figures that an envelope shows, each by a name of its own; with `totalsOnly` those of the total line. */
export function figuresOf({ columns, rows, totals }: Envelope, totalsOnly = false): ReportFigure[] {
  const dimensions = columns.flatMap((column, at) => (column.role === "dimension" && !column.hidden ? [at] : []));
  const measures = columns.flatMap((column, at) =>
    column.role === "measure" && !column.hidden && column.compare === null ? [{ column, at }] : [],
  );
  const ofLine = (line: Cell[], named: string) =>
    measures.map(({ column, at }): ReportFigure => {
      const unitAt = column.unitColumn ? columns.findIndex(({ name }) => name === column.unitColumn) : -1;
      const label = column.unitColumn ? named : `${named}: ${column.label}`;
      const value = line[at] ?? null;
      const unit = column.unit ?? (unitAt >= 0 ? String(line[unitAt] ?? "") : "");
      return { key: `${named}\0${column.name}`, label, value: value === null ? null : String(value), unit };
    });
  const shown = totalsOnly ? [] : rows;
  return [
    ...shown.flatMap((line) => ofLine(line, String(line[dimensions[0] ?? -1] ?? "(none)"))),
    ...(totals ? ofLine(totals, "Total") : []),
  ];
}
