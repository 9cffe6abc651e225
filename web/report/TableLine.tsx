import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import type { Column, Envelope } from "../../server/reports/envelope.ts";
import { CellText } from "./CellText.tsx";
import type { Crossing } from "./crossFilter.ts";
import type { DrillTarget } from "./drillTarget.ts";
import { cellView, columnIndex, judgement, lineDefinition, lineOf, type Part } from "./envelopeCells.ts";
import type { LinkTo } from "./linkTo.ts";
import { SeriesCell } from "./SeriesCell.tsx";

interface TableLineProps {
  envelope: Envelope;
  columns: readonly Column[];
  part: Part;
  line: number;
  /** Where the line leads, if anywhere. */
  target: DrillTarget | null;
  linkTo: LinkTo;
  onDrill?: () => void;
  /** The filter that the line's first value can be of the whole page. */
  crossing?: Crossing | null;
  onCross?: (crossing: Crossing) => void;
}

/** One line of the table. Its first cell heads it and is the link; a click anywhere on it follows the link too. */
export function TableLine({
  envelope,
  columns,
  part,
  line,
  target,
  linkTo,
  onDrill,
  crossing,
  onCross,
}: TableLineProps) {
  const cells = lineOf(envelope, part, line) ?? [];
  const follow = (event: MouseEvent) => {
    const onControl = (event.target as Element).closest("a, button");
    if (!onControl && getSelection()?.isCollapsed !== false) onDrill?.();
  };
  const dimensions = columns.filter((column) => column.role === "dimension");
  const summed =
    part === "rows" ? null : dimensions.find((column) => cells[columnIndex(envelope, column.name)] === null);
  return (
    <tr className={part} data-drill={!!target} onClick={target ? follow : undefined}>
      {columns.map((column, i) => {
        const view = cellView(envelope, part, line, column);
        const blank = part !== "rows" && column.role === "dimension" && view.kind !== "value";
        const text = blank ? column === summed ? sumWord(part) : "" : <CellText view={view} />;
        if (i === 0) {
          return (
            <th key={column.name} scope="row" title={lineDefinition(envelope, cells) ?? undefined}>
              {target ? <Link {...linkTo(target)}>{text}</Link> : text}
              {crossing ? <CrossButton crossing={crossing} onCross={onCross} /> : null}
            </th>
          );
        }
        const change =
          column.compare === "change"
            ? judgement(column, cells[columnIndex(envelope, column.name)] ?? null, envelope, cells)
            : null;
        return (
          <td
            key={column.name}
            className={column.role === "measure" ? "number" : view.text.length > 40 ? "sentence" : undefined}
            data-compare={column.compare ?? undefined}
            data-worse={change === "worse" || undefined}
          >
            {column.type === "series" ? <SeriesCell envelope={envelope} cells={cells} column={column} /> : text}
          </td>
        );
      })}
    </tr>
  );
}

/** Makes the line's value a filter of the whole page, or takes it back. */
function CrossButton({ crossing, onCross }: { crossing: Crossing; onCross?: (crossing: Crossing) => void }) {
  const words = crossing.on ? `Show all again, not only ${crossing.label}` : `Show only ${crossing.label}`;
  return (
    <button
      type="button"
      className="cross-button"
      aria-pressed={crossing.on}
      aria-label={words}
      title={words}
      onClick={() => onCross?.(crossing)}
    >
      <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
        <path d="M1 1.5h10L7.2 6v4.2L4.8 9V6z" />
      </svg>
    </button>
  );
}

function sumWord(part: Part): string {
  return part === "totals" ? "Total" : "All";
}
