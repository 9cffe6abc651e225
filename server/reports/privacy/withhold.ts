import type { ComparedLine, ComparedTable } from "../compare.ts";
import type { Envelope, Meta } from "../envelope.ts";
import type { Report } from "../spec.ts";
import type { Line } from "../table.ts";
import type { Basis } from "./measureBlocks.ts";
import { type SuppressOptions, suppress } from "./suppress.ts";
import type { Behind, Counts } from "./tableLines.ts";

/** A table as the profile may see it, with what was withheld from it (`suppress` has the rules). */
export function withhold(
  table: ComparedTable,
  report: Report,
  options: Pick<SuppressOptions, "profile" | "minimum">,
): Pick<Envelope, "columns" | "rows" | "subtotals" | "totals"> & { suppressed: Meta["suppressed"] } {
  const { columns } = table;
  const basis = basisOf(report);
  const counts = (line: Line): Counts => {
    const found: Counts = {};
    for (const [measure, { people, contracts }] of Object.entries(basis)) {
      found[people] = line.people[measure] ?? null;
      if (contracts !== null) found[contracts] = line.contracts;
    }
    return found;
  };
  const behind = ({ now, before }: ComparedLine): Behind => ({
    current: now ? counts(now) : {},
    prior: before && counts(before),
  });
  const { rows, subtotals, totals, suppressed } = suppress(
    {
      columns,
      rows: table.rows.map((line) => line.cells),
      subtotals: table.subtotals.map((line) => line.cells),
      totals: table.total?.cells ?? null,
      behind: {
        rows: table.rows.map(behind),
        subtotals: table.subtotals.map(behind),
        totals: table.total && behind(table.total),
      },
    },
    { ...options, basis },
  );
  return { columns, rows, subtotals, totals, suppressed };
}

function basisOf({ spec }: Report): Record<string, Basis> {
  return Object.fromEntries(
    spec.columns.flatMap((column) => {
      const people = column.people ?? spec.people;
      if (column.role !== "measure" || !people) return [];
      return [[column.name, { people, contracts: spec.contracts ?? null }]];
    }),
  );
}
