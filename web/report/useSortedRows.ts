import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Cell, Column, Envelope } from "../../server/reports/envelope.ts";
import { parseSort } from "./tableLayout.ts";

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});

/** The rows' indices in the order that the address asks for; what has no value comes last either way. */
export function useSortedRows(envelope: Envelope, sort: string | undefined): number[] {
  const columns = useMemo(
    () =>
      envelope.columns.map(
        (column, i): ColumnDef<typeof features, Cell[]> => ({
          id: column.name,
          accessorFn: (cells) => sortValue(cells[i] ?? null, column),
          sortFn: "basic",
          sortUndefined: "last",
        }),
      ),
    [envelope],
  );
  const wanted = parseSort(sort);
  const known = wanted && envelope.columns.some((column) => column.name === wanted.column);
  const id = known ? wanted.column : null;
  const desc = wanted?.descending ?? false;
  const state = useMemo(() => ({ sorting: id ? [{ id, desc }] : [] }), [id, desc]);
  const table = useTable({ features, columns, data: envelope.rows, state });
  return table.getRowModel().rows.map((row) => row.index);
}

function sortValue(cell: Cell, column: Column): string | number | undefined {
  if (cell === null) return undefined;
  if (column.type === "integer" || column.type === "decimal") return Number(cell);
  return column.type === "text" ? String(cell).toLowerCase() : String(cell);
}
