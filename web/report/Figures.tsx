import { Link } from "@tanstack/react-router";
import type { Cell, Column, Envelope, Figure } from "../../server/reports/envelope.ts";
import { formatNumber } from "../format/unit.ts";
import { CellText } from "./CellText.tsx";
import type { DrillTarget } from "./drillTarget.ts";
import {
  type CellView,
  cellView,
  columnIndex,
  judgement,
  lineDefinition,
  lineNamed,
  lineOf,
  type Part,
  unitOf,
} from "./envelopeCells.ts";
import type { LinkTo } from "./linkTo.ts";
import { besideOthers } from "./sides.ts";

interface FiguresProps {
  envelope: Envelope;
  linkTo: LinkTo;
  targetOf: (cells: Cell[]) => DrillTarget | null;
}

/** The few figures that matter, each with its change in sign, arrow and words. */
export function Figures({ envelope, linkTo, targetOf }: FiguresProps) {
  const shown = envelope.meta.figures.flatMap((figure) => figureView(envelope, figure) ?? []);
  if (shown.length === 0) return null;
  return (
    <dl className="figures">
      {shown.map(({ label, cells, view, change, worse, definition }) => {
        const target = targetOf(cells);
        const text = <CellText view={view} />;
        return (
          <div key={label} title={definition}>
            <dt>{label}</dt>
            <dd className="figure-value" data-kind={view.kind}>
              {target ? (
                <Link {...linkTo(target)} aria-label={`${label}, ${view.text}: what it is made of`}>
                  {text}
                </Link>
              ) : (
                text
              )}
            </dd>
            {change ? (
              <dd className="figure-change" data-worse={worse}>
                <Change view={change} prior={priorWords(envelope)} worse={worse} />
              </dd>
            ) : null}
          </div>
        );
      })}
    </dl>
  );
}

function Change({ view, prior, worse }: { view: CellView; prior: string; worse: boolean }) {
  if (view.kind !== "value") return <span className="soft">no comparison</span>;
  const arrow = view.text.startsWith("+") ? "↑" : view.text.startsWith("−") ? "↓" : "";
  return (
    <>
      <span aria-hidden="true">{arrow} </span>
      <b>{view.text}</b> <span className="soft">{prior}</span>
      {worse ? <span className="visually-hidden">, for the worse</span> : null}
    </>
  );
}

function priorWords({ meta }: Envelope): string {
  return `${besideOthers(meta) ? "against" : "on"} ${meta.prior?.label ?? ""}`;
}

interface FigureView {
  label: string;
  definition: string;
  cells: Cell[];
  view: CellView;
  change: CellView | null;
  worse: boolean;
}

function figureView(envelope: Envelope, { column: name, row, label }: Figure): FigureView | null {
  const column = envelope.columns.find((each) => each.name === name);
  const change = envelope.columns.find((each) => each.of === name && each.compare === "change");
  const part: Part = row === null ? "totals" : "rows";
  const line = row === null ? 0 : lineNamed(envelope, row);
  const cells = line < 0 ? undefined : lineOf(envelope, part, line);
  if (!column || !cells) return null;
  return {
    label,
    definition: lineDefinition(envelope, cells) ?? column.definition,
    cells,
    view: largeView(envelope, cells, column) ?? cellView(envelope, part, line, column),
    change: change ? cellView(envelope, part, line, change) : null,
    worse: worseIn(envelope, cells, column, change),
  };
}

/** Sums of a thousand dollars and more without their cents, which the table has. */
function largeView(envelope: Envelope, cells: Cell[], column: Column): CellView | null {
  const value = cells[columnIndex(envelope, column.name)] ?? null;
  if (unitOf(envelope, cells, column) !== "usd" || Math.abs(Number(value)) < 1000) return null;
  return { kind: "value", text: formatNumber(String(value), "usd", 0) };
}

function worseIn(envelope: Envelope, cells: Cell[], column: Column, change: Column | undefined): boolean {
  return !!change && judgement(column, cells[columnIndex(envelope, change.name)] ?? null, envelope, cells) === "worse";
}
