import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { gradeMeanings } from "../../server/load/checks/grade.ts";
import { scorecardQuery } from "../api/loadQueries.ts";
import { healthQuery } from "../api/queries.ts";
import type { Scorecard } from "../api/types.ts";
import { ScrollRegion } from "../components/ScrollRegion.tsx";
import { useDocumentTitle } from "../components/useDocumentTitle.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted } from "../format/list.ts";
import { formatMoment } from "../format/moment.ts";
import { FailedPage } from "../pages/FailedPage.tsx";
import { tableTitle } from "./tableTitles.ts";
import "./loads.css";

type Vendor = Scorecard["vendors"][number];
type ScoredLoad = Vendor["loads"][number];

/** The most loads that stand side by side; the newest count. */
const side = 6;

/** What the checks found in each vendor's loads, side by side over time. */
export function ScorecardPage() {
  useDocumentTitle("Scorecard");
  const { data: health } = useQuery(healthQuery);
  const { data, error, refetch } = useQuery(scorecardQuery(health?.digest));
  if (error) return <FailedPage title="Scorecard" error={error} retry={() => void refetch()} />;
  if (!data) return <h1 className="page-title">Scorecard</h1>;
  const vendors = data.vendors.filter(({ loads }) => loads.length > 0);
  return (
    <>
      <h1 className="page-title">Scorecard</h1>
      <p className="page-lead">
        {vendors.length === 0
          ? "Nothing has been checked yet. What the checks find in each vendor’s files is shown here, load by load."
          : "What the checks found in each vendor’s files, load by load: the share of rows, and how many. A blank is a check that found nothing in that load."}
      </p>
      {vendors.length > 0 ? (
        <dl className="grades">
          {Object.entries(gradeMeanings).map(([grade, meaning]) => (
            <div key={grade}>
              <dt>{grade}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {vendors.map((vendor) => (
        <VendorCard key={vendor.vendor} vendor={vendor} />
      ))}
    </>
  );
}

function VendorCard({ vendor: { vendor, loads } }: { vendor: Vendor }) {
  const shown = [...loads].sort((a, b) => a.number - b.number).slice(-side);
  const rules = rulesOf(shown);
  return (
    <section className="part">
      <h2>{vendor}</h2>
      {rules.length === 0 ? <p className="soft">Nothing was found in {counted(shown.length, "load")}.</p> : null}
      <ScrollRegion label={`Scorecard of ${vendor}`}>
        <table className="plain-table scorecard">
          <caption className="visually-hidden">Findings in the loads of {vendor}</caption>
          <thead>
            <tr>
              <th scope="col">Check</th>
              {shown.map(({ number, acceptedAt, state }) => (
                <th scope="col" className="number" key={number}>
                  <Link to="/loads/$number" params={{ number: String(number) }}>
                    Load {number}
                  </Link>
                  <span className="beneath">
                    {state === "withdrawn" ? "withdrawn" : formatMoment(acceptedAt).split(",").slice(0, 2).join(",")}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Grade</th>
              {shown.map(({ number, grade, judged }) => (
                <td className="number" key={number}>
                  {grade ?? "not checked"}
                  {grade ? <span className="beneath">{counted(judged, "check")}</span> : null}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Rows rejected</th>
              {shown.map((load) => (
                <td className="number" key={load.number} data-worse={load.rejected > 0}>
                  {load.rejected === 0 ? "none" : cellText(load.rejected, load.rows)}
                </td>
              ))}
            </tr>
            {rules.map(({ key, check, table, title, severity, remedy }) => (
              <tr key={key}>
                <th scope="row">
                  {title}
                  <span className="beneath">
                    {tableTitle(table)} · {severityWords[severity]}. {remedy}
                  </span>
                </th>
                {shown.map((load) => (
                  <RuleCell key={load.number} load={load} check={check} table={table} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function RuleCell({ load, check, table }: { load: ScoredLoad; check: string; table: string }) {
  const result = load.findings.find((each) => each.check === check && each.table === table);
  if (!result) return <td className="number" />;
  return (
    <td className="number" data-worse={result.severity !== "warn"}>
      <Link to="/loads/$number" params={{ number: String(load.number) }} hash="findings">
        {cellText(result.rows, result.of)}
      </Link>
    </td>
  );
}

const severityWords = { stop: "stops the load", reject: "rejects rows", warn: "to look at" };
const order = { stop: 0, reject: 1, warn: 2 };

/** Checks that found something in any of these loads, the gravest and commonest first. */
function rulesOf(loads: readonly ScoredLoad[]) {
  const rules = new Map<string, ScoredLoad["findings"][number] & { key: string; loads: number }>();
  for (const { findings } of loads) {
    for (const each of findings) {
      const key = `${each.check} ${each.table}`;
      rules.set(key, { ...each, key, loads: (rules.get(key)?.loads ?? 0) + 1 });
    }
  }
  return [...rules.values()].sort((a, b) => order[a.severity] - order[b.severity] || b.loads - a.loads);
}

/** Rows, and their share where it says something. */
function cellText(rows: number, of: number): string {
  if (of === 0) return formatDecimal(rows, 0);
  const share = (100 * rows) / of;
  const text = share < 0.1 ? "under 0.1%" : `${share >= 10 ? Math.round(share) : share.toFixed(1)}%`;
  return `${formatDecimal(rows, 0)} (${text})`;
}
