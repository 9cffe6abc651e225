import type { LoadSummary } from "../api/types.ts";
import { formatDecimal } from "../format/decimal.ts";
import { counted, inWords } from "../format/list.ts";
import { formatDate } from "../format/month.ts";
import { formatNumber } from "../format/unit.ts";

type TableSummary = LoadSummary["tables"][string];

/** One load: a heading line that says what it is, then a line for each table that it filled. */
export function LoadGroup({ load }: { load: LoadSummary }) {
  const names = load.files.map((file) => file.name);
  const few = names.length <= 6;
  const unread = load.unread.map((file) => file.name);
  return (
    <tbody data-state={load.state}>
      <tr className="load-head">
        <th scope="rowgroup" colSpan={7}>
          <span className="load-number">Load {load.number}</span>
          {load.state === "withdrawn" ? <span className="load-state">withdrawn</span> : null}
          <span className="load-facts">
            {moment(load.acceptedAt)} by {load.actor} · {load.layout} ·{" "}
            {few ? inWords(names) : counted(names.length, "file")}
          </span>
          {few ? null : <FileList files={load.files} />}
          {unread.length > 0 ? (
            <span className="load-facts">
              {counted(unread.length, "file")} left unread: {inWords(unread)}
            </span>
          ) : null}
        </th>
      </tr>
      {Object.entries(load.tables).map(([name, table]) => (
        <tr key={name}>
          <th scope="row">{titles[name] ?? name.replaceAll("_", " ")}</th>
          <td className="number">{formatDecimal(table.rows, 0)}</td>
          <td className="number">{formatDecimal(table.loaded, 0)}</td>
          <td className="number" data-worse={table.rejected > 0}>
            {formatDecimal(table.rejected, 0)}
          </td>
          <Sum total={table.totals.paid_amount} />
          <Sum total={table.totals.allowed_amount} />
          <td className="dates">{span(table)}</td>
        </tr>
      ))}
    </tbody>
  );
}

const titles: Record<string, string> = {
  medical_claim: "Medical claims",
  pharmacy_claim: "Pharmacy claims",
  pharmacy_rebate: "Pharmacy rebates",
  eligibility: "Enrollment",
  plan_design: "Plan designs",
  premium_rate: "Premium rates",
  fund_transaction: "Fund transactions",
  program_participation: "Program participation",
  program_cost: "Program costs",
};

/** Many files, shut until somebody wants to see them. */
function FileList({ files }: Pick<LoadSummary, "files">) {
  return (
    <details className="load-files">
      <summary>Show the files</summary>
      <ul>
        {files.map((file) => (
          <li key={file.name}>
            {file.name} <span className="not-given">{counted(file.rows, "row")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sum({ total }: { total: TableSummary["totals"][string] | undefined }) {
  if (!total) return <td className="number" />;
  const none = total.given === 0;
  return (
    <td className="number">
      {none ? <span className="not-given">not given</span> : formatNumber(total.sum, "usd", 2)}
      {!none && total.notGiven > 0 ? <span className="beneath">{counted(total.notGiven, "row")} not given</span> : null}
    </td>
  );
}

function span({ firstDate, lastDate }: TableSummary): string {
  return firstDate && lastDate ? `${formatDate(firstDate)} – ${formatDate(lastDate)}` : "";
}

/** When it was accepted, in the reader's own time. */
function moment(iso: string): string {
  return new Date(iso).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short" });
}
