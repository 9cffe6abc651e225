import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Cell, Column, Envelope } from "../../server/reports/envelope.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { usePrinting } from "../components/usePrinting.ts";
import { useFilterChange } from "../filters/useFilterChange.ts";
import { usePageSearch } from "../filters/usePageSearch.ts";
import { columnWidths } from "./columnWidths.ts";
import type { Crossing } from "./crossFilter.ts";
import type { DrillTarget } from "./drillTarget.ts";
import type { LinkTo } from "./linkTo.ts";
import { TableHead } from "./TableHead.tsx";
import { TableLine } from "./TableLine.tsx";
import { TableNotes } from "./TableNotes.tsx";
import { bodyLines, type ColumnGroup, columnGroups, narrowGroups, nextSort, paperGroups } from "./tableLayout.ts";
import { useSortedRows } from "./useSortedRows.ts";
import "./table.css";

interface ReportTableProps {
  envelope: Envelope;
  linkTo: LinkTo;
  targetOf: (cells: Cell[]) => DrillTarget | null;
  drillRow: (row: number) => void;
  crossingOf: (row: number) => Crossing | null;
  onCross: (crossing: Crossing) => void;
}

/** More lines than this scroll in a window of their own, of which only those in sight are drawn. */
const longTable = 200;
const lineHeight = 33;
/** Paper takes this many; the rest is in the files. */
const printed = 3000;

/** The chart's twin and more: every line and the total, sortable, each row leading to the next level. */
export function ReportTable({ envelope, linkTo, targetOf, drillRow, crossingOf, onCross }: ReportTableProps) {
  const { sort } = usePageSearch();
  const change = useFilterChange();
  const printing = usePrinting();
  const region = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery("(max-width: 40rem)", false, { getInitialValueInEffect: false });
  const [all, setAll] = useState(false);
  const [whole, few] = useMemo(() => {
    const whole = columnGroups(envelope);
    if (printing) return [whole, paperGroups(whole)];
    return [whole, narrow ? narrowGroups(whole, envelope) : whole];
  }, [envelope, narrow, printing]);
  const groups = all && !printing ? whole : few;
  const columns = groups.flatMap((group) => group.columns.map((each) => each.column));
  const order = useSortedRows(envelope, sort);
  const lines = bodyLines(envelope, order, sort !== undefined);
  const longNames = envelope.rows.some((cells) => String(cells[0] ?? "").length > 24);
  const long = lines.length > longTable && !printing;
  const widths = useMemo(
    () => (long ? columnWidths(envelope, groups, narrow ? 18 : undefined) : null),
    [long, envelope, groups, narrow],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => region.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    enabled: long,
  });
  const items = virtual.getVirtualItems();
  const start = items[0]?.index ?? 0;
  const end = (items.at(-1)?.index ?? Math.min(lines.length, 60) - 1) + 1;
  const drawn = long ? lines.slice(start, end) : lines.slice(0, printed);
  const dimensions = columns.filter((column) => column.role === "dimension");
  const title = tableTitle(envelope, dimensions);
  const shared = { envelope, columns, linkTo };
  return (
    <section
      className="table-section"
      data-wide={columns.length > 11}
      data-short={lines.length <= 30}
      aria-label={title}
    >
      <ScrollRegion ref={region} label={`Table ${title.toLowerCase()}`} className={long ? "long-table" : undefined}>
        <table
          className={longNames ? "report-table long-names" : "report-table"}
          aria-rowcount={long ? lines.length + 3 : undefined}
          style={widths ? { width: `${widths.reduce((sum, width) => sum + width, 0)}ch` } : undefined}
        >
          {widths ? (
            <colgroup>
              {widths.map((width, i) => (
                <col key={columns[i]?.name} style={{ width: `${width}ch` }} />
              ))}
            </colgroup>
          ) : null}
          <caption>
            <h2>{title}</h2>
          </caption>
          <TableHead groups={groups} sort={sort} onSort={(column) => change({ sort: nextSort(sort, column) })} />
          <tbody>
            <Spacer height={long ? start * lineHeight : 0} span={columns.length} />
            {drawn.map(({ part, line }) => (
              <TableLine
                key={`${part}${line}`}
                {...shared}
                part={part}
                line={line}
                target={part === "rows" ? targetOf(envelope.rows[line] ?? []) : null}
                onDrill={() => drillRow(line)}
                crossing={part === "rows" ? crossingOf(line) : null}
                onCross={onCross}
              />
            ))}
            <Spacer height={long ? (lines.length - end) * lineHeight : 0} span={columns.length} />
          </tbody>
          {envelope.totals ? (
            <tfoot>
              <TableLine {...shared} part="totals" line={0} target={null} />
            </tfoot>
          ) : null}
        </table>
      </ScrollRegion>
      {few !== whole && !printing ? (
        <p className="table-more">
          <button type="button" className="link-button" onClick={() => setAll(!all)}>
            {all ? "Show fewer columns" : `Show all ${columnCount(whole)} columns`}
          </button>
        </p>
      ) : null}
      {printing && few !== whole ? (
        <p className="print-only">
          Left out on paper for width: the figures compared with. The changes are against them; the downloads have both.
        </p>
      ) : null}
      <TableNotes envelope={envelope} />
      {lines.length > printed ? (
        <p className="print-only">
          Printed are the first {printed.toLocaleString("en-US")} of {lines.length.toLocaleString("en-US")} lines; the
          total counts all of them. The downloads have every line.
        </p>
      ) : null}
    </section>
  );
}

/** By what the lines are told apart, in words that can follow "by"; else the report's own title. */
function tableTitle({ meta }: Envelope, dimensions: readonly Column[]): string {
  const [first] = dimensions;
  if (!first || dimensions.length > 3 || /\b(from|to|of|in|at)$|[,:(]/i.test(first.label)) return meta.title;
  return `By ${/^[A-Z]{2}/.test(first.label) ? first.label : first.label.toLowerCase()}`;
}

function columnCount(groups: readonly ColumnGroup[]): number {
  return groups.reduce((count, group) => count + group.columns.length, 0);
}

function Spacer({ height, span }: { height: number; span: number }) {
  return height > 0 ? (
    <tr>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null;
}
