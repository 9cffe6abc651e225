import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Unit } from "../../server/reports/envelope.ts";
import type { Restatement } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { formatPeriod, isPeriod } from "../format/period.ts";
import { formatNumber, scaleOf } from "../format/unit.ts";
import { formatFigure } from "./controlWords.ts";
import { mainAmount } from "./mainAmount.ts";
import { columnTitle, tableTitle } from "./tableTitles.ts";

type Figure = Restatement["figures"][number];

/** Which figures moved, from what to what, and the rows that moved them. */
export function RestatementView({ restatement }: { restatement: Restatement }) {
  const { figures, compared, rows, notes } = restatement;
  const [all, setAll] = useState(false);
  const listed = all || figures.length <= most ? figures : [...figures].sort(largestFirst).slice(0, most);
  return (
    <>
      {restatement.before === null && notes.length > 0 ? null : <p>{summaryOf(restatement)}</p>}
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {figures.length > 0 ? (
        <ScrollRegion label="Figures that moved">
          <table className="plain-table">
            <caption className="visually-hidden">Figures that moved, of {compared} compared</caption>
            <thead>
              <tr>
                <th scope="col">Report</th>
                <th scope="col">Figure</th>
                <th scope="col">Period</th>
                <th scope="col" className="number">
                  Before
                </th>
                <th scope="col" className="number">
                  After
                </th>
                <th scope="col" className="number">
                  Change
                </th>
              </tr>
            </thead>
            <tbody>
              {listed.map((figure) => (
                <tr key={`${figure.report} ${figure.period} ${figure.figure} ${figure.published}`}>
                  <th scope="row">
                    <ReportLink figure={figure} />
                    {figure.published ? <span className="beneath">published</span> : null}
                  </th>
                  <td>{figure.figure}</td>
                  <td>{isPeriod(figure.period) ? formatPeriod(figure.period) : figure.period}</td>
                  <td className="number prior">{shown(figure, figure.before)}</td>
                  <td className="number">{shown(figure, figure.after)}</td>
                  <td className="number">{changeOf(figure)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
      {figures.length > most ? (
        <p className="part-note">
          <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? "Show the largest changes only" : `Show all ${figures.length}`}
          </button>
        </p>
      ) : null}
      {rows.length > 0 ? (
        <ScrollRegion label="Rows that moved them">
          <table className="plain-table rows-moved">
            <caption>
              <h3>{figures.length > 0 ? "Because of these rows" : "These rows came and went"}</h3>
            </caption>
            <thead>
              <tr>
                <th scope="col">Table</th>
                <th scope="col" className="number">
                  Added
                </th>
                <th scope="col" className="number">
                  Taken back
                </th>
                <th scope="col" className="number">
                  Net dollars
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ table, added, takenBack, amount, amountOf }) => (
                <tr key={table}>
                  <th scope="row">{tableTitle(table)}</th>
                  <td className="number">{formatDecimal(added, 0)}</td>
                  <td className="number">{formatDecimal(takenBack, 0)}</td>
                  <td className="number">
                    {amount !== null && amountOf && mainAmount([amountOf]) ? (
                      <>
                        {formatFigure(amountOf, amount)}
                        <span className="beneath">{columnTitle(amountOf)}</span>
                      </>
                    ) : (
                      <span className="not-given">not given</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
    </>
  );
}

/** More figures than this are folded to the largest changes. */
const most = 20;

/** Dollars before the rest, and of each the largest first. */
function largestFirst(a: Figure, b: Figure): number {
  const size = ({ change }: Figure) => Math.abs(Number(change ?? 0));
  return Number(b.unit === "usd") - Number(a.unit === "usd") || size(b) - size(a);
}

/** What moved, in one sentence. */
export function summaryOf({ before, figures, compared, cause, load }: Restatement): string {
  const what = {
    accepted: `Load ${load}`,
    withdrawn: `Taking load ${load} back`,
    reinstated: `Bringing load ${load} back`,
    replayed: `Reading load ${load} anew`,
  }[cause];
  if (before === null) return "Nothing had been reported before, so no figure could move.";
  if (figures.length === 0) return `${what} moved none of the ${counted(compared, "figure")} that were compared.`;
  const published = figures.filter((figure) => figure.published !== null).length;
  const ofThem = published > 0 ? `, ${published} of them published` : "";
  return `${what} moved ${counted(figures.length, "figure")} of ${formatDecimal(compared, 0)} compared${ofThem}.`;
}

function ReportLink({ figure: { report, period } }: { figure: Figure }) {
  const words = report.replaceAll("-", " ");
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return (
    <Link to="/reports/$reportId" params={{ reportId: report }} search={isPeriod(period) ? { period } : {}}>
      {title}
    </Link>
  );
}

function shown({ unit }: Figure, value: string | null): string {
  if (value === null) return "not given";
  return formatNumber(value, unit as Unit, placesOf(unit, value));
}

function changeOf(figure: Figure): string {
  if (figure.change === null) return "new";
  if (figure.unit === "ratio") return formatNumber(figure.change, "points", 1);
  const text = shown(figure.unit === "ratio" ? { ...figure, unit: "points" } : figure, figure.change);
  return text.startsWith("−") || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** Sums in cents, because that is how a restatement is checked. */
function placesOf(unit: string, value: string): number {
  if (unit === "usd") return 2;
  const places = value.split(".")[1]?.length ?? 0;
  return Math.max(scaleOf(unit as Unit), Math.min(places, 2));
}
