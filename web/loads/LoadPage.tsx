import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { loadChecksQuery, restatementQuery } from "../api/loadQueries.ts";
import { healthQuery, loadsQuery } from "../api/queries.ts";
import type { LoadSummary } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { formatDecimal } from "../format/decimal.ts";
import { formatMoment } from "../format/moment.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { NotFoundPage } from "../pages/NotFoundPage.tsx";
import { ControlFigures } from "./ControlFigures.tsx";
import { FindingRows } from "./FindingRows.tsx";
import { Findings } from "./Findings.tsx";
import { LoadGroup } from "./LoadGroup.tsx";
import { MonthTable } from "./MonthTable.tsx";
import { modeWords } from "./modeWords.ts";
import { ProfileTable } from "./ProfileTable.tsx";
import { RestatementView } from "./RestatementView.tsx";
import { tableTitle } from "./tableTitles.ts";
import { UndoLoad } from "./UndoLoad.tsx";
import "./loads.css";

/** One load: what it brought, whether it equals the vendor's figures, what was found, what it moved, and the way back. */
export function LoadPage() {
  const { number: text } = useParams({ strict: false }) as { number: string };
  const number = Number(text);
  useDocumentTitle(`Load ${text}`);
  const { data: health } = useQuery(healthQuery);
  const { data: loads, error, refetch } = useQuery(loadsQuery(health?.digest));
  if (error) return <FailedPage title="Load" error={error} retry={() => void refetch()} />;
  if (!loads) return <h1 className="page-title">Load {text}</h1>;
  const load = loads.find((each) => each.number === number);
  if (!load) return <NotFoundPage />;
  return (
    <div className="intake">
      <nav className="way-back" aria-label="The way here">
        <Link to="/loads">Loads</Link>
      </nav>
      <div className="page-head">
        <h1 className="page-title">
          Load {number}
          {load.vendor ? `, ${load.vendor}` : ""}
        </h1>
      </div>
      <p className="page-lead">
        Accepted {formatMoment(load.acceptedAt)} by {load.actor}; {modeWords(load.mode)}.
      </p>
      <UndoLoad load={load} />
      <section className="part">
        <h2>What it brought</h2>
        <ScrollRegion label="What it brought">
          <table className="plain-table loads-table only-one">
            <caption className="visually-hidden">Rows and sums by table</caption>
            <thead>
              <tr>
                <th scope="col">Table</th>
                {["Rows in the files", "Loaded", "Rejected", "Paid", "Allowed"].map((title) => (
                  <th scope="col" className="number" key={title}>
                    {title}
                  </th>
                ))}
                <th scope="col">Dates</th>
              </tr>
            </thead>
            <LoadGroup load={load} alone />
          </table>
        </ScrollRegion>
        <Rejected load={load} />
      </section>
      <Checked number={number}>
        <Moved number={number} />
      </Checked>
    </div>
  );
}

function Rejected({ load: { number } }: { load: LoadSummary }) {
  const { data: checked } = useQuery(loadChecksQuery(number));
  return checked?.rejects.map(({ of, rows }, place) => (
    <p className="part-note" key={of}>
      <a href={`/api/loads/${number}/rejects.csv${place > 0 ? `?part=${place + 1}` : ""}`} download>
        Download the {formatDecimal(rows, 0)} rejected {rows === 1 ? "row" : "rows"}
      </a>{" "}
      <span className="soft">
        {checked.rejects.length > 1 ? `of ${of} and files like it, ` : ""}with line and reason, to be mended and loaded
        again.
      </span>
    </p>
  ));
}

function Moved({ number }: { number: number }) {
  const { data: restatement } = useQuery(restatementQuery(number));
  if (restatement === undefined) return null;
  return (
    <section className="part" id="restatement">
      <h2>What it moved</h2>
      {restatement ? (
        <RestatementView restatement={restatement} />
      ) : (
        <p className="soft">Nothing was compared when this load was accepted.</p>
      )}
    </section>
  );
}

function Checked({ number, children }: { number: number; children: ReactNode }) {
  const { data: checked, error, refetch } = useQuery(loadChecksQuery(number));
  if (error) return <FailedPage title="Load" error={error} retry={() => void refetch()} />;
  if (!checked) return null;
  const { control, accepted, checks, profile } = checked;
  return (
    <>
      <section className="part">
        <h2>Control totals</h2>
        {control.length > 0 ? (
          <>
            {accepted ? (
              <p className="accepted-reason">
                Accepted all the same by {accepted.actor}, {formatMoment(accepted.at)}: “{accepted.reason}”
              </p>
            ) : null}
            <ControlFigures figures={control} />
          </>
        ) : (
          <p className="soft">The vendor gave no figures to compare with.</p>
        )}
      </section>
      <section className="part" id="findings">
        <h2>Findings</h2>
        <Findings checks={checks} more={(check) => <FindingRows number={number} check={check} />} />
      </section>
      {children}
      {Object.entries(profile?.tables ?? {}).map(([table, { months, by, priorLoad, columns }]) => (
        <section className="part" key={table}>
          <h2>{tableTitle(table)}</h2>
          {months.length > 0 ? <MonthTable {...{ months, by, priorLoad }} title={tableTitle(table)} /> : null}
          {columns.length > 0 ? (
            <details className="part-details">
              <summary>What stands in each column</summary>
              <ProfileTable columns={columns} title={tableTitle(table)} />
            </details>
          ) : null}
        </section>
      ))}
    </>
  );
}
