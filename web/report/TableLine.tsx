import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import type { Column, Envelope } from "../../server/reports/envelope.ts";
import { CellText } from "./CellText.tsx";
import type { DrillTarget } from "./drillTarget.ts";
import { cellView, columnIndex, judgement, lineDefinition, lineOf, type Part } from "./envelopeCells.ts";
import type { LinkTo } from "./linkTo.ts";

interface TableLineProps {
  envelope: Envelope;
  columns: readonly Column[];
  part: Part;
  line: number;
  /** Where the line leads, if anywhere. */
  target: DrillTarget | null;
  linkTo: LinkTo;
  onDrill?: () => void;
}

/** One line of the table. Its first cell heads it and is the link; a click anywhere on it follows the link too. */
export function TableLine({ envelope, columns, part, line, target, linkTo, onDrill }: TableLineProps) {
  const cells = lineOf(envelope, part, line) ?? [];
  const follow = (event: MouseEvent) => {
    const onLink = (event.target as Element).closest("a");
    if (!onLink && getSelection()?.isCollapsed !== false) onDrill?.();
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
            </th>
          );
        }
        const change =
          column.compare === "change" ? judgement(column, cells[columnIndex(envelope, column.name)] ?? null) : null;
        return (
          <td
            key={column.name}
            className={column.role === "measure" ? "number" : undefined}
            data-compare={column.compare ?? undefined}
            data-worse={change === "worse" || undefined}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}

function sumWord(part: Part): string {
  return part === "totals" ? "Total" : "All";
}
